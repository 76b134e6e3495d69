// Which decisions nobody has confirmed yet. Nothing stands here while none is unconfirmed.
import type { ComponentChildren } from 'preact';
import { Confirmation, type Takeover } from '../gen/ckl/v1/governance_pb';
import type { WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { who } from '../state/store';
import { ms } from '../state/time';
import { t } from '../text';
import { personName } from '../text/tell';
import { openDialog } from '../ui/dialogs';
import { At } from '../ui/countdown';
import { Icon } from '../ui/icons';

const Instant = ({ time }: { time: Takeover['since'] }) => <At time={ms(time) ?? 0} />;

/** Oral decisions that are not signed, and decisions of others that no second person has compared with the document. */
export function Unconfirmed({ now }: { now: WorkspaceImage }) {
  const open = (one: { state: Confirmation }) => one.state === Confirmation.UNCONFIRMED;
  const oral = now.oralDecisions.filter(open);
  const entered = now.records.filter(open);
  const words = t().board;
  if (oral.length + entered.length === 0) return null;
  return (
    <section aria-labelledby="unconfirmed-title" class="leads">
      <h2 id="unconfirmed-title">
        {words.undecided} <span class="count">{oral.length + entered.length}</span>
      </h2>
      <ul class="card lead-list">
        {oral.map((one) => (
          <Doubtful key={one.id} title={words.oral(personName(now, one.speaker))} text={one.wording} time={one.heard}>
            {one.speaker === who.value?.person?.id && <Settle oral={one.id} />}
          </Doubtful>
        ))}
        {entered.map((one) => (
          <Doubtful key={one.id} title={t().body[one.body] ?? ''} text={one.reference} time={one.decided} />
        ))}
      </ul>
    </section>
  );
}

interface DoubtfulProps {
  title: string;
  text: string;
  time: Takeover['since'];
  children?: ComponentChildren;
}

/** Whoever decided orally says whether it was so. */
export function Settle({ oral }: { oral: string }) {
  return (
    <div class="actions">
      <button type="button" onClick={() => openDialog({ kind: 'decide-confirm', oral })}>
        {t().board.actions.confirmOral}
      </button>
      <button type="button" onClick={() => openDialog({ kind: 'decide-dispute', oral })}>
        {t().board.actions.disputeOral}
      </button>
    </div>
  );
}

export function Doubtful({ title, text, time, children }: DoubtfulProps) {
  return (
    <li>
      <p>
        <span class="tag tag-warning">
          <Icon name="late" /> {t().board.unconfirmedTag}
        </span>{' '}
        <strong>{title}</strong>, <Instant time={time} />
      </p>
      <p class="quiet">{text}</p>
      {children}
    </li>
  );
}
