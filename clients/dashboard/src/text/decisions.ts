// The words about the chair's decisions in the chosen language. Most people have no use of them.
import { decisionsSv } from './decisions.sv';
import { english } from './index';

export const td = (): typeof decisionsSv => english()?.decisionsEn ?? decisionsSv;
