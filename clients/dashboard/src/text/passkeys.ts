// The words about passkeys in the chosen language.
import { english } from './index';
import { passkeysSv } from './passkeys.sv';

export const tp = (): typeof passkeysSv => english()?.passkeysEn ?? passkeysSv;
