// Stockholm's wall clock as fields of date and time hold it, "2026-03-29T07:30", whatever the device is set to.
import { dayKey, hhmm } from './time';

const day = 86_400_000;

export const toWall = (time: number): string => `${dayKey(time)}T${hhmm(time)}`;

/** How far the wall is ahead of UTC at an instant. */
const ahead = (at: number): number => Date.parse(`${toWall(at)}Z`) - Math.floor(at / 60_000) * 60_000;

/**
 * The instant that the wall shows so; undefined for what is no time. Of an hour that comes twice the first is meant, and a time
 * that does not exist takes the offset before the gap, as the server reads rosters.
 */
export function fromWall(text: string): number | undefined {
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const [before, after] = [asUtc - ahead(asUtc - day), asUtc - ahead(asUtc + day)];
  const shown = Math.floor(asUtc / 60_000);
  const isShown = (at: number) => Math.floor((at + ahead(at)) / 60_000) === shown;
  return !isShown(before) && isShown(after) ? after : before;
}
