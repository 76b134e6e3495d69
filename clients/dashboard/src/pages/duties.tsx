// Who is on duty: in each function now, until when, who is next and where nobody is planned. And who is not called at all.
import { useMemo } from 'preact/hooks';
import type { WorkspaceImage } from '../gen/ckl/v1/model_pb';
import type { DutySwap } from '../gen/ckl/v1/roster_pb';
import { nowSeconds } from '../state/clock';
import { pathsWanted, reachOf } from '../state/contacts';
import { dutiesAt, type Duty, type Gap, openSwaps, plansOf, type Turn } from '../state/duty';
import { image, who } from '../state/store';
import { ms, spanInMinutes } from '../state/time';
import { ts } from '../text/staffing';
import { dutyName, personName } from '../text/tell';
import { atWords, rangeWords } from '../ui/countdown';
import { openDialog } from '../ui/dialogs';
import { ProgressLine, Refusal, useCommand } from '../ui/form';
import { Icon } from '../ui/icons';
import { Loading } from '../ui/loading';
import { SubNav } from '../ui/subnav';
import { Absences } from './absences';

export function Duties() {
  const now = image.value;
  const plans = useMemo(() => (now ? plansOf(now) : new Map<string, Turn[]>()), [now]);
  const seconds = nowSeconds.value;
  const words = ts().duty;
  if (!now || seconds === undefined) return <Loading />;
  const at = seconds * 1000;
  const duties = dutiesAt(now, plans, at);
  return (
    <div class="callouts">
      <h1>{words.title}</h1>
      <SubNav />
      <Swaps now={now} />
      {duties.length === 0 && <p class="empty">{words.none}</p>}
      <div class="relief-cards">
        {duties.filter((one) => one.byRoster).map((duty) => (
          <DutyCard key={duty.function} duty={duty} now={now} at={at} />
        ))}
      </div>
      <WithoutRoster duties={duties.filter((one) => !one.byRoster)} now={now} />
      <Absences now={now} />
    </div>
  );
}

interface CardProps {
  duty: Duty;
  now: WorkspaceImage;
  at: number;
}

function DutyCard({ duty, now, at }: CardProps) {
  const words = ts().duty;
  const name = dutyName(now, duty.function);
  const titleId = `duty-${duty.function}`;
  return (
    <article class="card on-duty" aria-labelledby={titleId}>
      <header class="position-head">
        <h2 id={titleId}>{name}</h2>
        {duty.mandatory && <span class="tag">{words.mandatory}</span>}
      </header>
      <ByRoster duty={duty} now={now} at={at} />
    </article>
  );
}

/** Functions of which nobody has said who has them when. */
function WithoutRoster({ duties, now }: { duties: Duty[]; now: WorkspaceImage }) {
  const words = ts().duty;
  if (duties.length === 0) return null;
  return (
    <section class="leads" aria-labelledby="no-roster-title">
      <h2 id="no-roster-title">{words.noRoster}</h2>
      <p class="quiet">{words.noRosterLead}</p>
      <ul class="card lead-list no-roster">
        {duties.map(({ function: id, mandatory, persons }) => (
          <li key={id}>
            <p>
              <strong>{dutyName(now, id)}</strong> {mandatory && <span class="tag">{words.mandatory}</span>}
            </p>
            <p>{persons.map((one) => personName(now, one)).join(', ') || words.nobodyPlanned}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ByRoster({ duty, now, at }: CardProps) {
  const words = ts().duty;
  const first = duty.next[0];
  return (
    <>
      <dl class="turns">
        <dt>{words.now}</dt>
        {duty.now.map((one) => (
          <dd key={one.person}>
            <strong>{personName(now, one.person)}</strong>
            <span class="quiet">{words.until(atWords(one.until), spanInMinutes(one.until - at))}</span>
            <Reached now={now} person={one.person} at={at} />
          </dd>
        ))}
        {duty.now.length === 0 && (
          <dd class="late">
            <span>
              <Icon name="late" /> {words.nobody}
            </span>
          </dd>
        )}
        <dt>{words.next}</dt>
        {first ? (
          <dd>
            <span>{duty.next.map((one) => personName(now, one.person)).join(', ')}</span>
            <span class="quiet">{rangeWords(first.from, first.until)}</span>
            {duty.next.length === 1 && <Reached now={now} person={first.person} at={at} />}
          </dd>
        ) : (
          <dd>{words.nobodyPlanned}</dd>
        )}
      </dl>
      {duty.mandatory && <Gaps duty={duty} now={now} />}
      <div class="actions">
        <button type="button" onClick={() => openDialog({ kind: 'take-over', function: duty.function })}>
          {words.takeOver}
          <span class="sr-only">: {dutyName(now, duty.function)}</span>
        </button>
      </div>
    </>
  );
}

/** Whether two ways to the person are known to work, and since when. */
function Reached({ now, person, at }: { now: WorkspaceImage; person: string; at: number }) {
  const { proved, last } = reachOf(now, person, at);
  const words = ts().duty;
  const enough = proved >= pathsWanted;
  return (
    <span class={enough ? 'quiet' : 'late'}>
      <Icon name={enough ? 'check' : 'late'} /> {words.reach(proved)}
      {last !== undefined && `, ${words.lastTest(atWords(last))}`}
    </span>
  );
}

function Gaps({ duty, now }: { duty: Duty; now: WorkspaceImage }) {
  const words = ts().duty;
  if (duty.gaps.length === 0) {
    return (
      <p class="quiet">
        <Icon name="check" /> {words.noGaps}
      </p>
    );
  }
  const told = ({ from, until }: Gap) =>
    until === undefined ? words.gapOpen(atWords(from)) : words.gap(atWords(from), atWords(until));
  return (
    <section class="gaps" aria-label={words.gaps}>
      <h3>{words.gaps}</h3>
      <ul>
        {duty.gaps.map((gap) => (
          <li key={gap.from}>
            <p class="late">
              <Icon name="late" /> {told(gap)}
            </p>
            <button type="button" onClick={() => openDialog({ kind: 'fill-duty', function: duty.function, ...gap })}>
              {words.fill}
              <span class="sr-only">
                : {dutyName(now, duty.function)}, {told(gap)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Swaps({ now }: { now: WorkspaceImage }) {
  const swaps = openSwaps(now);
  if (swaps.length === 0) return null;
  return (
    <section class="leads" aria-labelledby="swaps-title">
      <h2 id="swaps-title">
        {ts().duty.swaps} <span class="count">{swaps.length}</span>
      </h2>
      <ul class="card lead-list">
        {swaps.map((swap) => (
          <Swap key={swap.id} swap={swap} now={now} />
        ))}
      </ul>
    </section>
  );
}

/** Whoever would take the shift answers; whoever proposed it may withdraw. */
function Swap({ swap, now }: { swap: DutySwap; now: WorkspaceImage }) {
  const words = ts().duty;
  const command = useCommand('answerSwap');
  const me = who.value?.person?.id;
  const time = (from: DutySwap['from'], until: DutySwap['until']) => rangeWords(ms(from) ?? 0, ms(until) ?? 0);
  const answer = (accept: boolean) => command.send({ workspace: now.workspace, swap: swap.id, accept });
  return (
    <li>
      <p>
        <strong>{dutyName(now, swap.function)}</strong>:{' '}
        {words.swap(personName(now, swap.giver), personName(now, swap.taker))}, {time(swap.from, swap.until)}
        {swap.backFrom && `, ${words.back(time(swap.backFrom, swap.backUntil))}`}
      </p>
      {swap.reason && <p class="quiet">{swap.reason}</p>}
      <Refusal progress={command.progress} />
      <div class="buttons">
        {me === swap.taker && (
          <>
            <button type="button" class="primary" onClick={() => answer(true)}>
              {words.accept}
            </button>
            <button type="button" onClick={() => answer(false)}>
              {words.decline}
            </button>
          </>
        )}
        {me === swap.giver && (
          <button type="button" onClick={() => answer(false)}>
            {words.withdraw}
          </button>
        )}
      </div>
      <ProgressLine progress={command.progress} again={command.again} />
    </li>
  );
}
