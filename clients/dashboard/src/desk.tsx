// What the desk needs and an alarm does not. Fetched by every page after its first picture.
export { Dialogs } from './ui/open-dialog';
