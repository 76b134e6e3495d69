// Time left and time since, by the workspace's clock.
import { nowSeconds } from '../state/clock';
import { hhmm, iso, sameDay, span, spanInMinutes, when } from '../state/time';
import { spoken, t } from '../text';
import { Icon } from './icons';

/** Milliseconds until an instant; undefined before the server has told the time. */
export function left(due: number): number | undefined {
  const now = nowSeconds.value;
  return now === undefined ? undefined : due - now * 1000;
}

/** "om 42 min 10 s", or how late it is, with a sign and a word. */
export function Countdown({ due }: { due: number }) {
  const remaining = left(due);
  if (remaining === undefined) return null;
  const late = remaining < 0;
  return (
    <span class={late ? 'countdown late' : 'countdown'} role="timer">
      <Icon name={late ? 'late' : 'clock'} />
      {late ? t().common.late(span(-remaining)) : t().common.due(span(remaining))}
    </span>
  );
}

/** The same as plain words, for use within a sentence. */
export function countdownWords(due: number): string {
  const remaining = left(due);
  if (remaining === undefined) return '';
  return remaining < 0 ? t().common.late(span(-remaining)) : t().common.due(span(remaining));
}

/** An instant on the wall clock, with its date when it is another day. */
export function At({ time }: { time: number }) {
  const now = nowSeconds.value;
  return (
    <time dateTime={iso(time)}>
      {when(time, now === undefined ? undefined : now * 1000, spoken.value)}
    </time>
  );
}

/** The same as text, for use within sentences. */
export function atWords(time: number): string {
  const now = nowSeconds.value;
  return when(time, now === undefined ? undefined : now * 1000, spoken.value);
}

/** "22:46–8 apr. 06:46", and the day once when it is the same: "8 apr. 06:16–14:16". */
export function rangeWords(from: number, until: number): string {
  return `${atWords(from)}–${sameDay(from, until) ? hhmm(until) : atWords(until)}`;
}

/** How long ago, in minutes: "för 5 min sedan". */
export function agoWords(time: number): string {
  const now = nowSeconds.value;
  if (now === undefined) return '';
  const ago = now * 1000 - time;
  return ago < 60_000 ? t().common.justNow : t().common.ago(spanInMinutes(ago));
}
