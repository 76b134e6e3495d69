// Parts of the declaration: its exact words, the law's row, the review, and the receipt.
import { useEffect, useRef } from 'preact/hooks';
import type { Accepted } from '../gen/ckl/v1/command_pb';
import { hrefOf } from '../state/router';
import { rules, who } from '../state/store';
import { hhmmss, ms } from '../state/time';
import { say, t } from '../text';
import { td } from '../text/decisions';
import { CommandForm } from '../ui/form';
import { Icon, LevelShape } from '../ui/icons';
import { OralWay } from '../ui/oral-way';
import { Receipt, useReceiptHeading } from '../ui/receipt';
import { type Deciding, type Laid, SignBox } from '../ui/sign';

/** The decision as it was when the review began. */
export interface Frozen {
  incident: string;
  name: string;
  fingerprint: string;
  criteria: { departsFromNormal: string; seriousDisturbance: string; urgentAction: string };
  functions: boolean;
  vice: boolean;
}

interface StatementProps {
  name: string;
  vice: boolean;
  functions: boolean;
}

export function Statement({ name, vice, functions }: StatementProps) {
  const words = td().declare;
  return (
    <blockquote class="statement">
      <p>{words.statement(name)}</p>
      <p>{vice ? words.statementViceChair : words.statementChair}</p>
      <p>{functions ? words.committeeYes : words.committeeNo}</p>
    </blockquote>
  );
}

/** The rule as the server holds it: who, what it needs, what follows, and its basis. */
export function LawRow() {
  const words = td().declare;
  const rule = rules.value.get('T04');
  if (!rule) return <p class="hint">{words.lawMissing}</p>;
  const rows = [
    [t().common.basis, rule.basis.join(', ')],
    [words.who, say(rule.who)],
    [words.needs, say(rule.needs)],
    [words.follows, say(rule.follows)],
  ].filter(([, text]) => text);
  return (
    <details class="law-row">
      <summary>
        {words.lawRow} {rule.id}: {rule.basis.join(', ')}
      </summary>
      <dl>
        {rows.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

export function FrozenText({ text }: { text: Frozen }) {
  const items = t().criteria;
  return (
    <div class="frozen card">
      <Statement name={text.name} vice={text.vice} functions={text.functions} />
      <dl>
        <dt>{items.departsFromNormal}</dt>
        <dd>{text.criteria.departsFromNormal}</dd>
        <dt>{items.seriousDisturbance}</dt>
        <dd>{text.criteria.seriousDisturbance}</dd>
        <dt>{items.urgentAction}</dt>
        <dd>{text.criteria.urgentAction}</dd>
      </dl>
    </div>
  );
}

interface ReviewProps {
  text: Frozen;
  changed: boolean;
  deciding: Deciding;
  onDeclare: () => void;
  onEdit: () => void;
}

/** Of whoever has no passkey: the page's own words, and no signature. */
export function Review(props: ReviewProps) {
  const { text, changed, onEdit } = props;
  const { progress, again } = props.deciding;
  const heading = useHeading();
  const words = td().declare;
  const undecided = progress.step === 'rejected' || progress.step === 'not-sent';
  const stale = changed && progress.step !== 'sending' && progress.step !== 'unknown';
  return (
    <div class="declare review">
      <h1 ref={heading} tabIndex={-1}>
        {words.reviewTitle}
      </h1>
      <p class="lead">{undecided ? <strong>{words.nothingDecided}</strong> : words.reviewLead}</p>
      {stale ? (
        <>
          <p class="notice notice-gateway">
            <Icon name="late" /> <span>{words.changed}</span>
          </p>
          <div class="buttons">
            <button type="button" class="primary" onClick={onEdit}>
              {t().common.back}
            </button>
          </div>
        </>
      ) : (
        <CommandForm
          progress={progress}
          again={again}
          submit={words.submit}
          onSubmit={props.onDeclare}
          cancel={words.edit}
          onCancel={onEdit}
        >
          <FrozenText text={text} />
          {progress.step === 'not-sent' && <OralWay />}
        </CommandForm>
      )}
    </div>
  );
}

/** Of whoever has a passkey: the server's words, and the button that signs them. */
export function SignedReview({ deciding }: { deciding: Deciding }) {
  const heading = useHeading();
  return (
    <div class="declare review">
      <h1 ref={heading} tabIndex={-1}>
        {td().declare.reviewTitle}
      </h1>
      <SignBox deciding={deciding} />
    </div>
  );
}

function useHeading() {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return heading;
}

interface ReceiptProps {
  text: Frozen;
  accepted: Accepted;
  laid: Laid | undefined;
}

export function DeclarationReceipt({ text, accepted, laid }: ReceiptProps) {
  const words = td().declare;
  const title = words.receiptTitle(hhmmss(ms(accepted.time) ?? 0));
  const heading = useReceiptHeading(title);
  return (
    <div class="declare receipt">
      <h1 ref={heading} tabIndex={-1}>
        <LevelShape level={4} big />
        <span>{title}</span>
      </h1>
      <p class="lead">{words.receiptLead}</p>
      <Receipt accepted={accepted} laid={laid} by={who.value?.person?.name ?? ''}>
        <FrozenText text={text} />
      </Receipt>
      <div class="buttons">
        <a class="button" href={hrefOf('/')} data-page="/">
          {t().alarm.openBoard}
        </a>
      </div>
    </div>
  );
}
