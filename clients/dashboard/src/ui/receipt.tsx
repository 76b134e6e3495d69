// The receipt of a decision: number, time, who and in which capacity, the words, and whether a passkey signed them.
import { useEffect, useRef } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { Accepted } from '../gen/ckl/v1/command_pb';
import type { JournalEntry } from '../gen/ckl/v1/journal_pb';
import { inGroups } from '../net/passkeys';
import { image } from '../state/store';
import { dayOf, hhmmss, ms } from '../state/time';
import { entries } from '../state/timeline';
import { spoken } from '../text';
import { tp } from '../text/passkeys';
import { actorName, personName } from '../text/tell';
import { interrupt } from './announce';
import { DecisionText, type Laid } from './sign';

/** The entries of the journal that the command made, as they have come. */
const made = ({ firstSequence, lastSequence }: Accepted) =>
  entries.value.filter(({ sequence }) => sequence >= firstSequence && sequence <= lastSequence);

/** Who entered an oral decision did not make it. */
function speakerOf(own: JournalEntry[]): string {
  const spoken = own.find((one) => one.event.case === 'oralDecisionRecorded')?.event;
  return spoken?.case === 'oralDecisionRecorded' ? personName(image.value, spoken.value.oral?.speaker ?? '') : '';
}

interface ReceiptProps {
  accepted: Accepted;
  laid: Laid | undefined;
  /** Who and in which capacity, until the entry itself says it. */
  by: string;
  /** In a dialog there is nothing to print, and the page behind it stays. */
  isBrief?: boolean;
  /** What was decided, when it was not laid out by the server. */
  children?: ComponentChildren;
}

export function Receipt({ accepted, laid, by, isBrief, children }: ReceiptProps) {
  const words = tp().sign;
  const own = made(accepted);
  const signed = own.find((one) => one.event.case === 'decisionSigned')?.event;
  const key = signed?.case === 'decisionSigned' ? inGroups(signed.value.key.slice(0, 8)) : '';
  const time = ms(accepted.time) ?? 0;
  const speaker = speakerOf(own);
  const signature = laid ? words.signed(key.replace(' ', '\u00a0')) : words.unsigned;
  return (
    <div class="decision-receipt">
      <dl class="receipt-facts">
        <div>
          <dt>{words.number}</dt>
          <dd class="receipt-number tabular">{words.entries(String(accepted.firstSequence), String(accepted.lastSequence))}</dd>
        </div>
        <div>
          <dt>{words.at}</dt>
          <dd class="tabular">
            {dayOf(time, spoken.value)} {hhmmss(time)}
          </dd>
        </div>
        <div>
          <dt>{words.by}</dt>
          <dd>
            {speaker || (own[0] && actorName(own[0], image.value)) || by}
            {speaker && <span class="quiet"> ({words.oral})</span>}
          </dd>
        </div>
        <div>
          <dt>{words.signature}</dt>
          <dd id="decision-signature">{signature}</dd>
        </div>
      </dl>
      {laid ? <DecisionText text={laid.shown.text} code={laid.code} /> : children}
      {!isBrief && (
        <div class="buttons">
          <button type="button" onClick={() => print()}>
            {words.print}
          </button>
          <a class="button" href="/granska.html">
            {words.check}
          </a>
        </div>
      )}
    </div>
  );
}

/** Where the focus goes when it is decided; said once, at once. */
export function useReceiptHeading(words: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    interrupt(words);
  }, []);
  return heading;
}
