// What the desk needs and an alarm does not. Fetched by every page after its first picture.
export { Declare } from './pages/declare';
export { Dialogs } from './ui/open-dialog';
