// A sentence of a verification, in both languages. English is fetched when somebody chooses it, also when all has been said already, so
// a sentence is put together when it is read.
import { type Sentence, type Sentences, saidSv } from './said.sv';

export interface Said { readonly sv: string; readonly en: string }

let english: Sentences = saidSv;

/** From now on `en` is English. */
export function speak(sentences: Sentences): void {
  english = sentences;
}

/** What comes out of a file is shown short, and without letters that would turn or hide the rest of the line. */
const plain = (value: string | number): string => String(value).slice(0, 80).replace(/\p{C}/gu, '\ufffd');

export function say(key: Sentence, ...values: (string | number)[]): Said {
  const fill = (text: string) => text.replace(/%(\d)/g, (_, at: string) => plain(values[Number(at) - 1] ?? ''));
  return {
    get sv() {
      return fill(saidSv[key]);
    },
    get en() {
      return fill(english[key]);
    },
  };
}
