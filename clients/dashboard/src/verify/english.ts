// English, for whoever chooses it.
export { saidEn } from './said.en';
export { wordsEn } from './words.en';
