// What went wrong with a passkey, in plain words, and what to do. It takes the focus each time it appears.
import { useEffect, useRef } from 'preact/hooks';
import type { Failure } from '../net/connect';
import type { Balk } from '../net/passkeys';
import { say } from '../text';
import { tp } from '../text/passkeys';
import { Icon } from './icons';

export interface Told {
  what: string;
  now: readonly string[];
  /** Trying again is of no use here: another way is needed. */
  isFinal?: boolean;
}

export function balkWords(balk: Balk): Told {
  const words = tp().trouble;
  return { what: words[balk], now: words[`${balk}Now`], isFinal: balk === 'unable' };
}

/** The server's own words when it has any; `otherwise` stands for a plain refusal. */
export function failureWords({ kind, rejection }: Failure, otherwise: Told): Told {
  const words = tp().trouble;
  const breaches = rejection?.breaches ?? [];
  if (breaches.length > 0) {
    return {
      what: breaches.map((one) => say(one.message)).join(' '),
      now: breaches.map((one) => say(one.whatNow)).filter(Boolean),
      isFinal: breaches.some((one) => one.rule === 'PASSKEY_NONE_HERE'),
    };
  }
  if (kind === 'busy') return { what: words.busy, now: words.busyNow };
  return kind === 'unreachable' ? { what: words.unreachable, now: words.unreachableNow } : otherwise;
}

export function Trouble({ told }: { told: Told | undefined }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [told]);
  if (!told) return null;
  return (
    <div class="trouble" tabIndex={-1} ref={box} role="group" aria-label={told.what} id="trouble">
      <p class="error">
        <Icon name="late" /> {told.what}
      </p>
      {told.now.length > 1 ? (
        <ul>
          {told.now.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      ) : (
        <p>{told.now[0]}</p>
      )}
    </div>
  );
}
