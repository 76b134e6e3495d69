// Which ways to a person were proved by a contact test, as the server counts them.
import { find, byId } from '../fold/lists';
import type { WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { ms } from './time';

export const pathsWanted = 2;

export interface Reach {
  proved: number;
  /** The latest good test, in milliseconds. */
  last?: number;
}

export function reachOf(image: WorkspaceImage, person: string, at: number): Reach {
  const ladder = image.organisation?.persons.find(({ id }) => id === person)?.ladder ?? [];
  const lasts = (image.settings?.contactGoodForSeconds ?? 0) * 1000;
  const reach: Reach = { proved: 0 };
  for (const path of find(image.contactTests, byId, person)?.paths ?? []) {
    const inLadder = ladder.some(({ channel, contact }) => channel === path.channel && contact === path.contact);
    const good = ms(path.good);
    if (good === undefined || !inLadder) continue;
    if (lasts === 0 || at < good + lasts) reach.proved += 1;
    reach.last = Math.max(reach.last ?? 0, good);
  }
  return reach;
}
