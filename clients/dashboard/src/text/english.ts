// All of English in one part, which is fetched when English is chosen.
export { decisionsEn } from './decisions.en';
export { en } from './en';
export { passkeysEn } from './passkeys.en';
export { staffingEn } from './staffing.en';
export { tellEn } from './tell.en';
export { wallEn } from './wall.en';
