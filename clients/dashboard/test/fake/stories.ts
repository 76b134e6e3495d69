// The states of the world that pictures are taken of.
import { Mode } from '../../src/gen/ckl/v1/model_pb';
import { underTheLaw } from './law';
import { long, written } from './log';
import { Fake } from './server';
import { changeOfShift, handedOver, overDays } from './staffing';
import { declared, firstHalfHour, opening } from './world';

export type Story = 'empty' | 'half-hour' | 'declared' | 'law' | 'exercise' | 'days' | 'change' | 'handover' | 'log' | 'long';
const later: readonly Story[] = ['days', 'change', 'handover'];

const built = new URL('../../../../build/dashboard', import.meta.url).pathname;

/** `root` is the folder of the built page. */
export async function start(story: Story, person: string, root = built): Promise<Fake> {
  const exercise = story === 'exercise';
  const journal = exercise
    ? opening(Mode.EXERCISE, 'ovning-drottninggatan-1', { sv: 'Övning: Drottninggatan', en: 'Exercise: Drottninggatan' })
    : opening(Mode.LIVE, 'skarpt', { sv: 'Skarpt läge', en: 'Live' });
  if (story !== 'empty') firstHalfHour(journal);
  if (story === 'declared' || story === 'law') declared(journal);
  if (story === 'law') underTheLaw(journal);
  if (later.includes(story)) overDays(journal);
  if (story === 'change' || story === 'handover') changeOfShift(journal);
  if (story === 'handover') handedOver(journal);
  if (story === 'log') written(journal);
  if (story === 'long') long(journal, 10_000);
  journal.wait(20);
  const fake = new Fake({ journal, person, root, rate: exercise ? 60 : 1 });
  await fake.listen();
  return fake;
}
