// Every event has a sentence in both languages, with names and not ids.
import { create } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { emptyImage, evolve } from '../src/fold/evolve';
import { JournalEntrySchema } from '../src/gen/ckl/v1/journal_pb';
import { Mode } from '../src/gen/ckl/v1/model_pb';
import { language } from '../src/state/prefs';
import { en } from '../src/text/en';
import { sv } from '../src/text/sv';
import { actorName, type EventCase, namesOf, tell } from '../src/text/tell';
import { tellEn } from '../src/text/tell.en';
import { tellSv } from '../src/text/tell.sv';
import { declared, firstHalfHour, opening } from './fake/world';

const journal = opening(Mode.LIVE, 'skarpt', { sv: 'Skarpt läge', en: 'Live' });
firstHalfHour(journal);
declared(journal);
const image = emptyImage();
for (const entry of journal.entries) evolve(image, entry);
const names = namesOf(image);

const cases = JournalEntrySchema.oneofs[0]?.fields.map((field) => field.localName) ?? [];

describe('the sentences', () => {
  for (const chosen of ['sv', 'en'] as const) {
    it(`tell the whole day in ${chosen}`, () => {
      language.value = chosen;
      for (const entry of journal.entries) {
        const sentence = tell(entry, names);
        expect(sentence, entry.event.case).not.toMatch(/undefined|null|incident-\d|message-\d|callout-\d|[A-Z]{3}_/);
        expect(sentence.length).toBeGreaterThan(5);
        expect(actorName(entry, image)).not.toMatch(/undefined|_/);
      }
    });
  }

  it('exist for every event, also an empty one', () => {
    expect(Object.keys(tellSv).sort()).toEqual([...cases].sort());
    expect(Object.keys(tellEn).sort()).toEqual([...cases].sort());
    for (const kind of cases as EventCase[]) {
      const entry = create(JournalEntrySchema, { event: { case: kind, value: {} } as never });
      for (const chosen of ['sv', 'en'] as const) {
        language.value = chosen;
        expect(typeof tell(entry, names)).toBe('string');
      }
    }
  });

  it('say nothing of an event this client does not know', () => {
    expect(tell(create(JournalEntrySchema, {}), names)).toBe('');
  });
});

describe('the dictionaries', () => {
  it('have lists of the same length', () => {
    const lists = (one: object) =>
      Object.entries(one).filter(([, value]) => Array.isArray(value)).map(([key, value]) => [key, value.length]);
    expect(lists(en)).toEqual(lists(sv));
  });

  it('name the same roles, channels and ways', () => {
    for (const key of ['role', 'channel', 'via', 'machine'] as const) {
      expect(Object.keys(en[key])).toEqual(Object.keys(sv[key]));
    }
  });
});
