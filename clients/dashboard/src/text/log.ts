// The words of the log's page in the chosen language; they come with the page.
import { spoken } from './index';
import { logEn } from './log.en';
import { logSv } from './log.sv';

export const tl = (): typeof logSv => (spoken.value === 'en' ? logEn : logSv);
