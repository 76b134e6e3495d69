// The words of the page in the chosen language. Swedish is the first; a missing English word does not compile.
import type { Text } from '../gen/ckl/v1/model_pb';
import { language } from '../state/prefs';
import { en } from './en';
import { sv } from './sv';

/** The dictionary in use; components that read it are drawn again when the language changes. */
export const t = (): typeof sv => (language.value === 'sv' ? sv : en);

/** A text of the server in the chosen language, or in the other when that one is missing. */
export function say(text: Text | undefined): string {
  if (!text) return '';
  return language.value === 'sv' ? text.sv || text.en : text.en || text.sv;
}
