// All of English in one part, which is fetched when English is chosen.
export { en } from './en';
export { staffingEn } from './staffing.en';
export { tellEn } from './tell.en';
export { wallEn } from './wall.en';
