// The chair's decisions. Fetched on the page of the declaration, when one of the dialogs is opened, and by those who may decide.
export { Declare } from './pages/declare';
export { DecisionDialogs } from './ui/open-decision';
