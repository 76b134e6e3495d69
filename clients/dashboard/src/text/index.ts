// The words of the page in the chosen language. Swedish is the first and always there; English is fetched when it is chosen, and
// Swedish stands until it has come. A missing English word does not compile.
import { computed, effect, signal } from '@preact/signals';
import type { Text } from '../gen/ckl/v1/model_pb';
import { type Language, language } from '../state/prefs';
import { sv } from './sv';

const askAgainMs = 5_000;
const fetched = signal<typeof import('./english') | undefined>(undefined);

export async function fetchEnglish(): Promise<void> {
  try {
    fetched.value ??= await import('./english');
  } catch {
    setTimeout(() => language.value === 'en' && fetchEnglish(), askAgainMs);
  }
}

effect(() => {
  if (language.value === 'en') void fetchEnglish();
});

/** The language that the page speaks now. */
export const spoken = computed<Language>(() => (language.value === 'en' && fetched.value ? 'en' : 'sv'));

/** All of English, while it is spoken. */
export const english = () => (spoken.value === 'en' ? fetched.value : undefined);

/** The dictionary in use; components that read it are drawn again when the language changes. */
export const t = (): typeof sv => english()?.en ?? sv;

/** A text of the server in the chosen language, or in the other when that one is missing. */
export function say(text: Text | undefined): string {
  if (!text) return '';
  return spoken.value === 'sv' ? text.sv || text.en : text.en || text.sv;
}
