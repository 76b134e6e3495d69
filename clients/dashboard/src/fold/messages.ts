// The part of the fold that concerns messages to people, their delivery attempts, and refused powers.
import { clone, create } from '../wire/codec';
import type {
  AttemptDelivered,
  AttemptDoubted,
  AttemptFailed,
  AttemptHandedOver,
  AttemptStarted,
  JournalEntry,
  PersonNotified,
  PowerRefused,
} from '../gen/ckl/v1/journal_pb';
import {
  type Attempt,
  AttemptSchema,
  AttemptState,
  ContactStepSchema,
  type Message,
  MessagePurpose,
  MessageSchema,
  RefusedAttemptSchema,
  type WorkspaceImage,
} from '../gen/ckl/v1/model_pb';
import { add, byId, find, put } from './lists';

interface Planned {
  id: string;
  person: string;
  purpose: MessagePurpose;
  callout?: string;
  position?: string;
}

/** As the server has it: a rung is given up after so many failures. */
const attemptsPerStep = 5;

/** A message of a call-out is planned, with the person's ladder as it is now. */
export function planMessage(image: WorkspaceImage, entry: JournalEntry, planned: Planned): void {
  const callout = find(image.callouts, byId, planned.callout ?? '');
  if (!planned.id || !callout) return;
  addMessage(
    image,
    create(MessageSchema, {
      ...planned,
      text: {},
      incident: callout.incident,
      planned: entry.time,
      ladder: ladderOf(image, planned.person),
    }),
  );
}

export function personNotified(
  image: WorkspaceImage,
  entry: JournalEntry,
  event: PersonNotified,
): void {
  addMessage(
    image,
    create(MessageSchema, {
      id: event.message,
      person: event.person,
      purpose: MessagePurpose.NOTICE,
      incident: event.incident,
      subject: event.subject,
      text: event.text,
      planned: entry.time,
      ladder: ladderOf(image, event.person),
    }),
  );
}

function addMessage(image: WorkspaceImage, message: Message): void {
  settleByAttempts(message);
  add(image.messages, byId, message);
}

/** No further attempt is owed. */
export function settle(image: WorkspaceImage, id: string): void {
  const message = find(image.messages, byId, id);
  if (message) message.settled = true;
}

/** A rung is dead when its last attempt failed for good, or too often. */
function dead(message: Message, step: number): boolean {
  const tries = message.attempts.filter((attempt) => attempt.step === step);
  const last = tries.at(-1);
  if (last?.state !== AttemptState.FAILED) return false;
  const failures = tries.filter((attempt) => attempt.state === AttemptState.FAILED).length;
  return last.permanent || failures >= attemptsPerStep;
}

/** A call goes on until it is answered; any other message is done when a service has taken it or nobody will. */
function settleByAttempts(message: Message): void {
  if (message.purpose === MessagePurpose.CALL) return;
  const taken = message.attempts.some(
    (attempt) =>
      attempt.state === AttemptState.HANDED_OVER || attempt.state === AttemptState.DELIVERED,
  );
  message.settled = taken || message.ladder.every((_, step) => dead(message, step));
}

function ladderOf(image: WorkspaceImage, person: string) {
  const steps = image.organisation?.persons.find((one) => one.id === person)?.ladder ?? [];
  return steps.map((step) => clone(ContactStepSchema, step));
}

export function attemptStarted(
  image: WorkspaceImage,
  entry: JournalEntry,
  event: AttemptStarted,
): void {
  find(image.messages, byId, event.message)?.attempts.push(
    create(AttemptSchema, {
      number: event.attempt,
      step: event.step,
      channel: event.channel,
      gateway: event.gateway,
      state: AttemptState.STARTED,
      repeated: event.repeated,
      started: entry.time,
    }),
  );
}

/** States only move forward; a receipt that comes late takes nothing back. */
const order: Record<AttemptState, number> = {
  [AttemptState.UNSPECIFIED]: 0,
  [AttemptState.STARTED]: 0,
  [AttemptState.DOUBTED]: 1,
  [AttemptState.HANDED_OVER]: 2,
  [AttemptState.FAILED]: 3,
  [AttemptState.DELIVERED]: 4,
};

function advance(
  image: WorkspaceImage,
  event: { message: string; attempt: number },
  to: AttemptState,
  more: (attempt: Attempt) => void = () => {},
): void {
  const message = find(image.messages, byId, event.message);
  const attempt = message?.attempts.find((one) => one.number === event.attempt);
  if (message && attempt && order[attempt.state] < order[to]) {
    attempt.state = to;
    more(attempt);
  }
  if (message && to !== AttemptState.DOUBTED) settleByAttempts(message);
}

export function attemptHandedOver(image: WorkspaceImage, event: AttemptHandedOver): void {
  advance(image, event, AttemptState.HANDED_OVER, (attempt) => {
    attempt.gatewayRef = event.gatewayRef;
  });
}

export function attemptDelivered(image: WorkspaceImage, event: AttemptDelivered): void {
  advance(image, event, AttemptState.DELIVERED);
}

export function attemptFailed(image: WorkspaceImage, event: AttemptFailed): void {
  advance(image, event, AttemptState.FAILED, (attempt) => {
    attempt.permanent = event.permanent;
    attempt.reason = event.reason;
  });
}

export function attemptDoubted(image: WorkspaceImage, event: AttemptDoubted): void {
  advance(image, event, AttemptState.DOUBTED);
}

/** R26: the last instant by person and rule, in that order. */
export function powerRefused(image: WorkspaceImage, entry: JournalEntry, event: PowerRefused): void {
  for (const rule of event.rules) {
    put(
      image.refusedAttempts,
      (one) => `${one.person}\u0000${one.rule}`,
      create(RefusedAttemptSchema, { person: event.person, rule, at: entry.time }),
    );
  }
}
