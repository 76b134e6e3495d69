// The people of a call-out by position: what each has answered, how the message went, when they will be there.
import {
  AttemptState,
  type Call,
  CallState,
  type Callout,
  type CalloutPosition,
  type WorkspaceImage,
} from '../gen/ckl/v1/model_pb';
import { callsInOrder, messageOf, personOf, poolLeft, positionsByNeed, positionStaffing } from '../state/derive';
import { ms, span } from '../state/time';
import { say, t } from '../text';
import { channelName, personName, positionName } from '../text/tell';
import { At, atWords, left } from '../ui/countdown';
import { openDialog } from '../ui/dialogs';
import { callIcon, Icon } from '../ui/icons';
import { LateForecast } from '../ui/parts';
import { StaffBar } from '../ui/staff-bar';

interface ListProps {
  callout: Callout;
  now: WorkspaceImage;
  /** For the receipt: names and states only. */
  brief?: boolean;
}

export function PositionList({ callout, now, brief }: ListProps) {
  return (
    <div class={brief ? 'positions brief' : 'positions'}>
      {positionsByNeed(callout).map((position) => (
        <Position
          key={position.plan?.position}
          position={position}
          callout={callout}
          now={now}
          brief={brief ?? false}
        />
      ))}
    </div>
  );
}

interface PositionProps {
  position: CalloutPosition;
  callout: Callout;
  now: WorkspaceImage;
  brief: boolean;
}

function Position({ position, callout, now, brief }: PositionProps) {
  const id = position.plan?.position ?? '';
  const name = positionName(now, id);
  const { coming, wanted } = positionStaffing(position);
  const lacking = Math.max(0, wanted - coming);
  const calling = position.calls.some((call) => call.state === CallState.CALLING);
  const titleId = `position-${callout.id}-${id}`;
  return (
    <section class={lacking > 0 ? 'position' : 'position position-filled'} aria-labelledby={titleId}>
      <div class="position-head">
        {brief ? <h2 id={titleId}>{name}</h2> : <h3 id={titleId}>{name}</h3>}
        <p class="position-count">
          {!brief && <StaffBar coming={coming} wanted={wanted} />}
          <strong>{t().callouts.of(coming, wanted)}</strong>
          {lacking === 0 ? (
            <span class="tag">
              <Icon name="check" /> {t().callouts.filled}
            </span>
          ) : (
            !callout.ended && <span class="tag tag-lacking">{t().callouts.missing(lacking)}</span>
          )}
        </p>
      </div>
      {position.gap && lacking > 0 && !callout.ended && (
        <p class="uncertain">
          <Icon name="late" />{' '}
          {calling ? t().callouts.gapCalling(name, lacking) : t().callouts.gap(name, lacking)}
        </p>
      )}
      {position.calls.length === 0 ? (
        <p class="empty">{t().callouts.nobodyYet}</p>
      ) : (
        <CallTable position={position} callout={callout} now={now} brief={brief} />
      )}
      {!brief && !callout.ended && lacking > 0 && (
        <p class="quiet">{t().callouts.pool(poolLeft(position))}</p>
      )}
      {!brief && !callout.ended && <LateForecast now={now} callout={callout} position={position} />}
    </section>
  );
}

function CallTable({ position, callout, now, brief }: PositionProps) {
  const words = t().callouts;
  return (
    <table class="calls" role="table">
      <thead class="sr-only" role="rowgroup">
        <tr role="row">
          <th role="columnheader">{words.person}</th>
          <th role="columnheader">{words.state}</th>
          {!brief && <th role="columnheader">{words.channels}</th>}
          {!brief && <th role="columnheader">{words.enterAnswer}</th>}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {callsInOrder(position).map((call) => (
          <CallRow key={call.person + call.message} call={call} callout={callout} now={now} brief={brief} />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  call: Call;
  callout: Callout;
  now: WorkspaceImage;
  brief: boolean;
}

function CallRow({ call, callout, now, brief }: RowProps) {
  const person = personOf(now, call.person);
  const name = personName(now, call.person);
  const title = say(person?.title);
  return (
    <tr role="row" class={`call call-${call.state}`}>
      <th role="rowheader" scope="row">
        {name}
        {!brief && title && title !== name && <span class="quiet">{title}</span>}
      </th>
      <td role="cell" class="call-state">
        <span class="call-word">
          <Icon name={callIcon(call.state)} /> {t().call[call.state]}
        </span>
        <CallNote call={call} now={now} brief={brief} />
      </td>
      {!brief && (
        <td role="cell" class="call-channels">
          {call.state !== CallState.PASSED_OVER && <Channels call={call} now={now} />}
        </td>
      )}
      {!brief && (
        <td role="cell" class="call-action">
          {!callout.ended && call.state === CallState.SPARE && (
            <button type="button" onClick={() => openDialog({ kind: 'take-in', callout: callout.id, person: call.person })}>
              {t().callouts.takeIn}
              <span class="sr-only">: {name}</span>
            </button>
          )}
          {!callout.ended && call.state !== CallState.STOOD_DOWN && (
            <button
              type="button"
              onClick={() => openDialog({ kind: 'answer', callout: callout.id, person: call.person })}
            >
              {t().callouts.enterAnswer}
              <span class="sr-only">: {name}</span>
            </button>
          )}
        </td>
      )}
    </tr>
  );
}

/** What belongs to the state: when they will be there, how long they have to answer, how the answer came. */
function CallNote({ call, now, brief }: { call: Call; now: WorkspaceImage; brief: boolean }) {
  const words = t().callouts;
  const eta = ms(call.eta);
  const answerBy = ms(call.answerBy);
  const answered = ms(call.answered);
  const takenIn = ms(call.takenIn);
  const remaining = answerBy === undefined ? undefined : left(answerBy);
  const notes: string[] = [];
  if (call.state === CallState.PASSED_OVER) notes.push(t().passedOver[call.reason] ?? call.reason);
  if (call.state === CallState.COMING && eta !== undefined) {
    const until = left(eta) ?? 0;
    notes.push(until > 0 ? words.etaAt(atWords(eta), spanShort(until)) : words.etaPast(atWords(eta)));
  }
  if (call.state === CallState.LATER && eta !== undefined) notes.push(words.from(atWords(eta)));
  if (!brief && answered !== undefined && call.state !== CallState.CALLING) {
    notes.push(words.answeredBy(t().via[call.via] ?? channelName(call.via), atWords(answered)));
    if (call.takenBy) notes.push(words.takenBy(personName(now, call.takenBy)));
    if (call.raw) notes.push(`«${call.raw}»`);
    if (takenIn !== undefined) notes.push(t().callouts.takenIn(atWords(takenIn)));
  }
  return (
    <span class="call-note quiet">
      {!brief && call.state === CallState.CALLING && remaining !== undefined && (
        <span role="timer">
          {remaining > 0 ? words.answerIn(span(remaining)) : words.answerLate}
        </span>
      )}
      {notes.join(' · ')}
    </span>
  );
}

const spanShort = (milliseconds: number): string =>
  milliseconds < 3_600_000 ? `${Math.ceil(milliseconds / 60_000)} min` : span(milliseconds);

const attemptIcon = {
  [AttemptState.UNSPECIFIED]: 'silent',
  [AttemptState.STARTED]: 'silent',
  [AttemptState.HANDED_OVER]: 'link',
  [AttemptState.DELIVERED]: 'check',
  [AttemptState.FAILED]: 'cross',
  [AttemptState.DOUBTED]: 'late',
} as const;

/** The latest attempt of each channel, with its state in words. */
function Channels({ call, now }: { call: Call; now: WorkspaceImage }) {
  const latest = new Map<string, { state: AttemptState; reason: string; started: number | undefined }>();
  for (const attempt of messageOf(now, call.message)?.attempts ?? []) {
    latest.set(attempt.channel, {
      state: attempt.state,
      reason: attempt.reason,
      started: ms(attempt.started),
    });
  }
  if (latest.size === 0) {
    if (call.state === CallState.UNREACHABLE) return null;
    return <span class="quiet">{t().callouts.notSent}</span>;
  }
  return (
    <ul class="channels">
      {[...latest].map(([channel, { state, reason, started }]) => (
        <li key={channel} class={`attempt-${state}`}>
          <Icon name={attemptIcon[state]} /> <span class="nowrap">{channelName(channel)}</span> {t().attempt[state]}
          {state === AttemptState.FAILED && reason && `: ${reason}`}
          {started !== undefined && (
            <>
              {' '}
              <At time={started} />
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
