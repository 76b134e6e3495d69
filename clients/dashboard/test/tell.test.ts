// Every event has a sentence in both languages, with names and not ids.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { EventCase } from '../src/fold/events';
import { emptyImage, evolve } from '../src/fold/evolve';
import { JournalEntrySchema } from '../src/gen/ckl/v1/journal_pb';
import { Mode } from '../src/gen/ckl/v1/model_pb';
import { language } from '../src/state/prefs';
import { fetchEnglish } from '../src/text';
import { en } from '../src/text/en';
import { refill } from '../src/text/refill';
import { sv } from '../src/text/sv';
import { actorName, namesOf, tell } from '../src/text/tell';
import { decisionsEn } from '../src/text/decisions.en';
import { decisionsSv } from '../src/text/decisions.sv';
import { passkeysEn } from '../src/text/passkeys.en';
import { passkeysSv } from '../src/text/passkeys.sv';
import { logEn } from '../src/text/log.en';
import { logSv } from '../src/text/log.sv';
import { staffingEn } from '../src/text/staffing.en';
import { staffingSv } from '../src/text/staffing.sv';
import { tellEn } from '../src/text/tell.en';
import { wallEn } from '../src/text/wall.en';
import { wallSv } from '../src/text/wall.sv';
import { tellSv } from '../src/text/tell.sv';
import { casesOf, create } from '../src/wire/codec';
import { underTheLaw } from './fake/law';
import { declared, firstHalfHour, opening } from './fake/world';

const journal = opening(Mode.LIVE, 'skarpt', { sv: 'Skarpt läge', en: 'Live' });
firstHalfHour(journal);
declared(journal);
underTheLaw(journal);
const image = emptyImage();
for (const entry of journal.entries) evolve(image, entry);
const names = namesOf(image);

await fetchEnglish();
const cases = casesOf(JournalEntrySchema, 'event');

const keysOf = (words: object): unknown[] =>
  Object.entries(words).map(([key, value]) => (typeof value === 'object' && !Array.isArray(value) ? [key, keysOf(value)] : key));

describe('the dictionaries', () => {
  it('have the same words in the same order, as the packed English needs', () => {
    expect(keysOf(en)).toEqual(keysOf(sv));
    expect(keysOf(tellEn)).toEqual(keysOf(tellSv));
    expect(keysOf(staffingEn)).toEqual(keysOf(staffingSv));
    expect(keysOf(logEn)).toEqual(keysOf(logSv));
    expect(keysOf(wallEn)).toEqual(keysOf(wallSv));
    expect(keysOf(decisionsEn)).toEqual(keysOf(decisionsSv));
    expect(keysOf(passkeysEn)).toEqual(keysOf(passkeysSv));
    const words: unknown[] = [];
    const collect = (part: object) => {
      for (const value of Object.values(part)) {
        if (typeof value === 'object' && !Array.isArray(value)) collect(value);
        else words.push(value);
      }
    };
    collect(en);
    expect(refill(sv, words)).toEqual(en);
  });
});

describe('the sentences', () => {
  for (const chosen of ['sv', 'en'] as const) {
    it(`tell the whole day in ${chosen}`, () => {
      language.value = chosen;
      for (const entry of journal.entries) {
        const sentence = tell(entry, names);
        expect(sentence, entry.event.case).not.toMatch(/undefined|null|[A-Z]{3}_/);
        expect(sentence, entry.event.case).not.toMatch(
          /(incident|message|callout|decision|takeover|record|meeting|oral|assignment)-\d/);
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

  it('say that nobody has a duty', () => {
    const entry = create(JournalEntrySchema, { event: { case: 'dutyChanged', value: { change: { function: 'tib' } } } });
    language.value = 'sv';
    expect(tell(entry, names)).toContain('Jouren Tjänsteman i beredskap: ingen från');
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

  it('have a word for every role of Stockholm\u2019s organisation', () => {
    const mandates = readFileSync(new URL('../../../config/stockholm/mandates.yaml', import.meta.url), 'utf8');
    const roles = [...new Set([...mandates.matchAll(/role: ([A-Z_]+)/g)].map(([, role = '']) => role))];
    expect(roles.length).toBeGreaterThan(20);
    expect(roles.filter((role) => !sv.role[role])).toEqual([]);
  });

  it('name the same roles, channels and ways', () => {
    for (const key of ['role', 'channel', 'via', 'machine'] as const) {
      expect(Object.keys(en[key])).toEqual(Object.keys(sv[key]));
    }
  });
});
