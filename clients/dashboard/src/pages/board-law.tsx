// Who leads what, and which decisions nobody has confirmed yet. Nothing stands here while nothing is taken over or unconfirmed.
import { Confirmation, type Takeover, TakeoverState } from '../gen/ckl/v1/governance_pb';
import type { WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { ms } from '../state/time';
import { t } from '../text';
import { personName, unitName } from '../text/tell';
import { At } from '../ui/countdown';
import { Icon } from '../ui/icons';

export function LawOfBoard({ now }: { now: WorkspaceImage }) {
  return (
    <>
      <Leads now={now} />
      <Unconfirmed now={now} />
    </>
  );
}

function Leads({ now }: { now: WorkspaceImage }) {
  const taken = now.takeovers.filter((one) => one.state === TakeoverState.IN_FORCE);
  const words = t().board;
  if (taken.length === 0) return null;
  return (
    <section aria-labelledby="leads-title" class="leads">
      <h2 id="leads-title">
        {words.leads} <span class="count">{taken.length}</span>
      </h2>
      <ul class="card lead-list">
        {taken.map((one) => (
          <li key={one.id}>
            <p>
              <strong>{scopeWords(now, one)}</strong>
            </p>
            <p class="quiet">
              {words.leadsBy} {t().common.since('')}
              <Instant time={one.since} />
              {one.review && (
                <>
                  {', '}
                  {words.reviewed} <Instant time={one.review} />
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function scopeWords(now: WorkspaceImage, { scope }: Takeover): string {
  const unit = unitName(now, scope?.unit ?? '');
  const words = t().board;
  return scope?.whole ? words.leadsWhole(unit) : words.leadsParts(unit, scope?.parts.join(', ') ?? '');
}

const Instant = ({ time }: { time: Takeover['since'] }) => <At time={ms(time) ?? 0} />;

/** Oral decisions that are not signed, and decisions of others that no second person has compared with the document. */
function Unconfirmed({ now }: { now: WorkspaceImage }) {
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
          <Doubtful key={one.id} title={words.oral(personName(now, one.speaker))} text={one.wording} time={one.heard} />
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
}

function Doubtful({ title, text, time }: DoubtfulProps) {
  return (
    <li>
      <p>
        <span class="tag tag-warning">
          <Icon name="late" /> {t().board.unconfirmedTag}
        </span>{' '}
        <strong>{title}</strong>, <Instant time={time} />
      </p>
      <p class="quiet">{text}</p>
    </li>
  );
}
