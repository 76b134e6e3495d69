// The part of the fold that concerns call-outs (inkallningar): who is called, what they answered, what is filled.
import { create } from '../wire/codec';
import type {
  AnswerRecorded,
  CalloutEnded,
  CalloutStarted,
  JournalEntry,
  PersonCalled,
  PersonPassedOver,
  PersonStoodDown,
  PersonTakenIn,
  PersonUnreachable,
  PositionFilled,
  PositionReopened,
  SilenceNoted,
  StaffingGapRaised,
} from '../gen/ckl/v1/journal_pb';
import {
  type Call,
  CallSchema,
  CallState,
  type CalloutPosition,
  CalloutPositionSchema,
  CalloutSchema,
  EarlierAnswerSchema,
  MessagePurpose,
  type WorkspaceImage,
} from '../gen/ckl/v1/model_pb';
import { add, byId, find } from './lists';
import { planMessage, settle } from './messages';

interface InPosition {
  callout: string;
  position: string;
}

interface OfPerson extends InPosition {
  person: string;
}

function positionOf(image: WorkspaceImage, at: InPosition): CalloutPosition | undefined {
  const callout = find(image.callouts, byId, at.callout);
  return callout?.positions.find((position) => position.plan?.position === at.position);
}

/** The person's latest call for the position. */
function callOf(image: WorkspaceImage, at: OfPerson): Call | undefined {
  return positionOf(image, at)?.calls.findLast((call) => call.person === at.person);
}

/** Moves the next candidate past the person, unless the person was called again from an earlier place in the pool. */
function passCandidate(position: CalloutPosition, person: string): void {
  const pool = position.plan?.waves.flatMap((wave) => wave.persons) ?? [];
  const at = pool.indexOf(person, position.nextCandidate);
  if (at >= 0) position.nextCandidate = at + 1;
}

/** Nothing more is sent of the message that called the person. */
function settleCall(image: WorkspaceImage, at: OfPerson): void {
  settle(image, callOf(image, at)?.message ?? '');
}

export function started(image: WorkspaceImage, entry: JournalEntry, event: CalloutStarted): void {
  const callout = create(CalloutSchema, {
    id: event.callout,
    incident: event.incident,
    plan: event.plan,
    message: event.message,
    started: entry.time,
    deadline: event.deadline,
    positions: event.positions.map((plan) => create(CalloutPositionSchema, { plan })),
    startedBy: entry.actor?.person ?? '',
  });
  add(image.callouts, byId, callout);
}

export function personCalled(image: WorkspaceImage, entry: JournalEntry, event: PersonCalled): void {
  const position = positionOf(image, event);
  if (position) {
    position.calls.push(
      create(CallSchema, {
        person: event.person,
        position: event.position,
        state: CallState.CALLING,
        called: entry.time,
        answerBy: event.answerBy,
        message: event.message,
      }),
    );
    passCandidate(position, event.person);
  }
  planMessage(image, entry, {
    id: event.message,
    person: event.person,
    purpose: MessagePurpose.CALL,
    callout: event.callout,
    position: event.position,
  });
}

/** Somebody of the pool whose turn it is and who is not called. */
function setAside(
  image: WorkspaceImage,
  entry: JournalEntry,
  event: PersonUnreachable | PersonPassedOver,
  state: CallState,
): void {
  const call = callOf(image, event);
  const position = positionOf(image, event);
  if (call) {
    Object.assign(call, { state, reason: event.reason });
  } else if (position) {
    position.calls.push(
      create(CallSchema, {
        person: event.person,
        position: event.position,
        state,
        called: entry.time,
        answerBy: entry.time,
        reason: event.reason,
      }),
    );
    passCandidate(position, event.person);
  }
  settleCall(image, event);
}

export const personUnreachable = (
  image: WorkspaceImage,
  entry: JournalEntry,
  event: PersonUnreachable,
): void => setAside(image, entry, event, CallState.UNREACHABLE);

export const personPassedOver = (
  image: WorkspaceImage,
  entry: JournalEntry,
  event: PersonPassedOver,
): void => setAside(image, entry, event, CallState.PASSED_OVER);

export function personTakenIn(image: WorkspaceImage, { time }: JournalEntry, event: PersonTakenIn): void {
  const call = callOf(image, event);
  if (call) Object.assign(call, { state: CallState.COMING, takenIn: time });
}

export function answerRecorded(
  image: WorkspaceImage,
  entry: JournalEntry,
  event: AnswerRecorded,
): void {
  const call = callOf(image, event);
  if (!call) return;
  // The last answer counts; the one before it stays beside it.
  const { state, eta, answered, via, raw, takenBy } = call;
  if (answered) call.earlier = create(EarlierAnswerSchema, { state, eta, answered, via, raw, takenBy });
  call.state = event.state;
  call.eta = event.eta;
  call.answered = entry.time;
  call.via = event.via;
  call.raw = event.raw;
  call.takenBy = event.takenBy;
  settleCall(image, event);
}

export function silenceNoted(image: WorkspaceImage, event: SilenceNoted): void {
  const call = callOf(image, event);
  if (call) call.state = CallState.SILENT;
  settleCall(image, event);
}

export function positionFilled(image: WorkspaceImage, event: PositionFilled): void {
  const position = positionOf(image, event);
  if (!position) return;
  position.filled = true;
  position.gap = false;
}

export function positionReopened(image: WorkspaceImage, event: PositionReopened): void {
  const position = positionOf(image, event);
  if (position) position.filled = false;
}

export function personStoodDown(
  image: WorkspaceImage,
  entry: JournalEntry,
  event: PersonStoodDown,
): void {
  const call = callOf(image, event);
  if (call) call.state = CallState.STOOD_DOWN;
  settleCall(image, event);
  planMessage(image, entry, {
    id: event.message,
    person: event.person,
    purpose: MessagePurpose.STAND_DOWN,
    callout: event.callout,
    position: event.position,
  });
}

export function staffingGapRaised(image: WorkspaceImage, event: StaffingGapRaised): void {
  const position = positionOf(image, event);
  if (position) position.gap = true;
}

export function ended(image: WorkspaceImage, event: CalloutEnded): void {
  const callout = find(image.callouts, byId, event.callout);
  if (!callout) return;
  callout.ended = true;
  for (const position of callout.positions) {
    for (const call of position.calls) {
      if (call.state === CallState.CALLING) settle(image, call.message);
    }
  }
}
