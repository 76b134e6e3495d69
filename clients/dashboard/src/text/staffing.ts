// The words about relief, duty and absence in the chosen language. Not in the dictionary of every page: most pages have no use of them.
import { english } from './index';
import { staffingSv } from './staffing.sv';

export const ts = (): typeof staffingSv => english()?.staffingEn ?? staffingSv;
