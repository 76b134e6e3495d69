// One position: how long it lasts, its shifts, and what is handed over between them.
import type { WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { type Handover, type ReliefPlan, type ReliefShift, ShiftState } from '../gen/ckl/v1/relief_pb';
import { type Endurance, handoverOf, relieving } from '../state/relief';
import { incidentOf } from '../state/derive';
import { who } from '../state/store';
import { ms } from '../state/time';
import { ts } from '../text/staffing';
import { nameOf, personName, positionName } from '../text/tell';
import { atWords, rangeWords } from '../ui/countdown';
import { openDialog } from '../ui/dialogs';
import { Icon, type IconName, LevelShape } from '../ui/icons';
import { Forecast, reliefId } from './relief-forecast';
import { HandoverNoteText } from './handover-text';
import { ReliefStrip } from './relief-strip';

/** Those under way and the three that follow, as the forecast counts them; the rest can be opened. */
const shownAhead = 3;

interface CardProps {
  row: Endurance;
  /** There are several, so each card says which. */
  named: boolean;
  now: WorkspaceImage;
  at: number;
}

export function ReliefCard({ row, named, now, at }: CardProps) {
  const words = ts().relief;
  const { plan } = row;
  const name = positionName(now, row.position);
  const id = reliefId(row);
  const propose = () => openDialog({ kind: 'propose-relief', incident: row.incident, position: row.position });
  return (
    <article class="card relief" id={id} aria-labelledby={`title-${id}`}>
      <header>
        {named && <IncidentLine now={now} id={row.incident} />}
        <h2 id={`title-${id}`}>{name}</h2>
        <Forecast row={row} at={at} />
        <p class="quiet">{plan ? words.wanted(row.wanted) : words.noPlan}</p>
      </header>
      {plan && <ReliefStrip plan={plan} name={name} at={at} />}
      {plan && <Shifts plan={plan} now={now} at={at} />}
      <div class="actions">
        <button type="button" onClick={propose}>
          {plan ? words.proposeAnew : words.propose}
          <span class="sr-only">: {name}</span>
        </button>
        {plan && (
          <>
            <button type="button" onClick={() => openDialog({ kind: 'shift', plan: plan.id })}>
              {words.newShift}
              <span class="sr-only">: {name}</span>
            </button>
            <button type="button" onClick={() => openDialog({ kind: 'end-relief', plan: plan.id })}>
              {words.end}
              <span class="sr-only">: {name}</span>
            </button>
          </>
        )}
      </div>
    </article>
  );
}

export function IncidentLine({ now, id }: { now: WorkspaceImage; id: string }) {
  const incident = incidentOf(now, id);
  return (
    <p class="callout-incident">
      {incident && <LevelShape level={incident.level} />}
      <span>{incident ? nameOf(incident) : id}</span>
    </p>
  );
}

interface ShiftsProps {
  plan: ReliefPlan;
  now: WorkspaceImage;
  at: number;
}

/** What is over is shown only while its handover is not signed by both. */
function Shifts({ plan, now, at }: ShiftsProps) {
  const words = ts().relief;
  const owes = (one: ReliefShift) => one.changedOver && !handoverOf(now, one.id)?.signedOff && relieving(plan, one);
  const listed = plan.shifts.filter((one) => (ms(one.until) ?? 0) > at || (one.person && owes(one)));
  const ahead = listed.filter((one) => (ms(one.from) ?? 0) > at);
  const first = listed.filter((one) => !ahead.includes(one) || ahead.indexOf(one) < shownAhead);
  const rest = ahead.slice(shownAhead);
  const row = (shift: ReliefShift) => <ShiftRow key={shift.id} shift={shift} plan={plan} now={now} at={at} />;
  return (
    <div class="shifts">
      <h3 class="sr-only">{words.shifts}</h3>
      <ul>{first.map(row)}</ul>
      {rest.length > 0 && (
        <details>
          <summary>{words.more(rest.length)}</summary>
          <ul>{rest.map(row)}</ul>
        </details>
      )}
    </div>
  );
}

const stateIcons: Record<ShiftState, IconName> = {
  [ShiftState.UNSPECIFIED]: 'silent',
  [ShiftState.SERVING]: 'check',
  [ShiftState.ASKED]: 'ring',
  [ShiftState.AVAILABLE]: 'check',
  [ShiftState.OPEN]: 'late',
};

function ShiftRow({ shift, plan, now, at }: ShiftsProps & { shift: ReliefShift }) {
  const words = ts().relief;
  const [from, until] = [ms(shift.from) ?? 0, ms(shift.until) ?? 0];
  const running = from <= at && at < until;
  const time = rangeWords(from, until);
  const name = shift.person ? personName(now, shift.person) : words.nobody;
  return (
    <li class={`shift shift-${shift.state}`}>
      <p class="shift-time tabular">
        {time} {running && <span class="tag">{words.now}</span>}
      </p>
      <div class="shift-who">
        <p>
          <strong>{name}</strong>
        </p>
        <p class={shift.state === ShiftState.OPEN ? 'late' : 'quiet'}>
          <Icon name={stateIcons[shift.state]} /> {until > at ? words.stateOf[shift.state] : words.over}
        </p>
        {shift.declined.length > 0 && (
          <p class="quiet">{words.declined(shift.declined.map((one) => personName(now, one)).join(', '))}</p>
        )}
        {shift.overrideReason && (
          <p class="uncertain">
            <Icon name="late" /> {words.override(shift.overrideReason)}
          </p>
        )}
        <HandoverState shift={shift} plan={plan} now={now} />
      </div>
      {until > at && (
        <button type="button" onClick={() => openDialog({ kind: 'shift', plan: plan.id, shift: shift.id })}>
          {words.changeShort}
          <span class="sr-only">
            : {name}, {time}
          </span>
        </button>
      )}
    </li>
  );
}

/** Written, signed by both, or owed. */
function HandoverState({ shift, plan, now }: Omit<ShiftsProps, 'at'> & { shift: ReliefShift }) {
  const words = ts().handover;
  const handover = handoverOf(now, shift.id);
  const me = who.value?.person?.id;
  if (!handover) {
    const next = relieving(plan, shift);
    if (!shift.changedOver || !shift.person) return null;
    return (
      <p class="uncertain">
        <Icon name="late" /> {next ? words.due(personName(now, next.person)) : words.dueNobody}{' '}
        {next && shift.person === me && <WriteButton shift={shift.id} />}
      </p>
    );
  }
  return <Written handover={handover} now={now} mine={me === handover.outgoing} />;
}

function WriteButton({ shift, again }: { shift: string; again?: boolean }) {
  return (
    <button type="button" onClick={() => openDialog({ kind: 'handover', shift })}>
      {again ? ts().handover.rewrite : ts().handover.write}
    </button>
  );
}

function Written({ handover, now, mine }: { handover: Handover; now: WorkspaceImage; mine: boolean }) {
  const words = ts().handover;
  const signed = ms(handover.signedOff);
  const name = personName(now, handover.incoming);
  return (
    <>
      <p class={signed === undefined ? 'uncertain' : 'quiet'}>
        <Icon name={signed === undefined ? 'late' : 'check'} />{' '}
        {signed === undefined ? words.waits(name, atWords(ms(handover.written) ?? 0)) : words.signed(name, atWords(signed))}
      </p>
      {mine && signed === undefined && <WriteButton shift={handover.shift} again />}
      <details>
        <summary>{words.read}</summary>
        <HandoverNoteText handover={handover} now={now} />
      </details>
    </>
  );
}
