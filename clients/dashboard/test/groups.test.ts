// Which entries stand as one line in the timeline.
import { describe, expect, it } from 'vitest';
import { Mode } from '../src/gen/ckl/v1/model_pb';
import { lines } from '../src/state/groups';
import { type Journal, opening } from './fake/world';

function linesOf(write: (journal: Journal) => void): number[] {
  const journal = opening(Mode.LIVE, 'skarpt', { sv: '', en: '' });
  const before = journal.entries.length;
  write(journal);
  return lines(journal.entries.slice(before).reverse()).map((line) => line.length);
}

const called = (person: string, callout = 'callout-1') =>
  ({ case: 'personCalled', value: { callout, person, position: 'SITUATION' } }) as const;
const notified = (person: string, sv: string) =>
  ({ case: 'personNotified', value: { person, subject: 'T04', text: { sv } } }) as const;

describe('the lines of the timeline', () => {
  it('put those who are called together in one', () => {
    expect(linesOf((journal) => ['a', 'b', 'c'].forEach((one) => journal.add(called(one))))).toEqual([3]);
  });

  it('keep two call-outs, and two texts, apart', () => {
    expect(
      linesOf((journal) => {
        journal.add(called('a'));
        journal.add(called('b', 'callout-2'));
        journal.add(notified('a', 'Extraordinär'));
        journal.add(notified('b', 'Extraordinär'));
        journal.add(notified('c', 'Något annat'));
      }),
    ).toEqual([1, 2, 1, 1]);
  });

  it('do not reach over a minute, or over something else', () => {
    expect(
      linesOf((journal) => {
        journal.add(called('a'));
        journal.wait(61);
        journal.add(called('b'));
        journal.add({ case: 'positionFilled', value: { callout: 'callout-1' } });
        journal.add(called('c'));
      }),
    ).toEqual([1, 1, 1, 1]);
  });
});
