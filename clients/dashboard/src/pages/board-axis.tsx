// The last two hours as a line that ends at now: a mark for each important entry of the log, with its level where it has one.
import type { JournalEntry } from '../gen/ckl/v1/journal_pb';
import { EscalationLevel } from '../gen/ckl/v1/model_pb';
import { nowSeconds } from '../state/clock';
import { hhmm, ms } from '../state/time';
import { entries } from '../state/timeline';
import { tw } from '../text/wall';
import { levelOf, weighty } from './board-timeline';
import { LevelShape } from '../ui/icons';

const shownMs = 2 * 3_600_000;
const halfHourMs = 1_800_000;
/** Nearer to one another than this, marks are one. */
const mergedMs = shownMs / 60;

interface Mark {
  at: number;
  count: number;
  level: EscalationLevel | undefined;
}

/** Entries of the span, the newest first as they come; those close together are one mark, of the highest level among them. */
export function marksOf(all: readonly JournalEntry[], now: number): Mark[] {
  const marks: Mark[] = [];
  for (const entry of all) {
    const at = ms(entry.time) ?? 0;
    if (at < now - shownMs) break;
    if (!entry.event.case || !weighty.has(entry.event.case)) continue;
    const level = levelOf(entry);
    const last = marks.at(-1);
    if (last && last.at - at < mergedMs) {
      last.count += 1;
      if ((level ?? 0) > (last.level ?? 0)) last.level = level;
    } else marks.push({ at, count: 1, level });
  }
  return marks;
}

const shareOf = (time: number, now: number): string => `${((time - now + shownMs) / shownMs) * 100}%`;

export function Axis() {
  const seconds = nowSeconds.value;
  if (seconds === undefined) return null;
  // A step of ten seconds is less than a pixel: the line is not drawn anew each second.
  const now = Math.ceil(seconds / 10) * 10_000;
  const marks = marksOf(entries.value, now);
  const first = Math.ceil((now - shownMs) / halfHourMs) * halfHourMs;
  // A time at either end would stand outside the line, or under the word for now.
  const hours = [0, 1, 2, 3].map((step) => first + step * halfHourMs)
    .filter((time) => time > now - shownMs + halfHourMs / 4 && time < now - halfHourMs / 3);
  return (
    <div class="axis" role="img" aria-label={tw().axis.label(marks.reduce((sum, mark) => sum + mark.count, 0))}>
      <div class="axis-line">
        {hours.map((time) => (
          <span key={time} class="axis-hour" style={{ left: shareOf(time, now) }}>
            {hhmm(time)}
          </span>
        ))}
        {marks.map((mark) => (
          <span key={mark.at} class="axis-mark" style={{ left: shareOf(mark.at, now) }}>
            {mark.level === undefined ? <span class="axis-dot" /> : <LevelShape level={mark.level} />}
          </span>
        ))}
        <span class="axis-now">{tw().axis.now}</span>
      </div>
    </div>
  );
}
