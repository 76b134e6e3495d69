// The staff's log (dagbok). Fetched when somebody opens it.
export { Log } from './pages/log';
