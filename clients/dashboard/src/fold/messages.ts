// The part of the fold that concerns messages to people, their delivery attempts, and refused powers.
import { clone, create } from '@bufbuild/protobuf';
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
  MessagePurpose,
  MessageSchema,
  RefusedAttemptSchema,
  type WorkspaceImage,
} from '../gen/ckl/v1/model_pb';
import { byId, find, put } from './lists';

interface Planned {
  id: string;
  person: string;
  purpose: MessagePurpose;
  callout?: string;
  position?: string;
}

/** A message of a call-out is planned, with the person's ladder as it is now. */
export function planMessage(image: WorkspaceImage, entry: JournalEntry, planned: Planned): void {
  if (!planned.id) return;
  const incident = find(image.callouts, byId, planned.callout ?? '')?.incident ?? '';
  put(
    image.messages,
    byId,
    create(MessageSchema, {
      ...planned,
      incident,
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
  const message = create(MessageSchema, {
    id: event.message,
    person: event.person,
    purpose: MessagePurpose.NOTICE,
    incident: event.incident,
    subject: event.subject,
    text: event.text,
    planned: entry.time,
    ladder: ladderOf(image, event.person),
  });
  put(image.messages, byId, message);
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

function attemptOf(
  image: WorkspaceImage,
  event: { message: string; attempt: number },
): Attempt | undefined {
  const message = find(image.messages, byId, event.message);
  return message?.attempts.find((attempt) => attempt.number === event.attempt);
}

export function attemptHandedOver(image: WorkspaceImage, event: AttemptHandedOver): void {
  const attempt = attemptOf(image, event);
  if (!attempt) return;
  attempt.state = AttemptState.HANDED_OVER;
  attempt.gatewayRef = event.gatewayRef;
}

export function attemptDelivered(image: WorkspaceImage, event: AttemptDelivered): void {
  const attempt = attemptOf(image, event);
  if (attempt) attempt.state = AttemptState.DELIVERED;
}

export function attemptFailed(image: WorkspaceImage, event: AttemptFailed): void {
  const attempt = attemptOf(image, event);
  if (!attempt) return;
  attempt.state = AttemptState.FAILED;
  attempt.permanent = event.permanent;
  attempt.reason = event.reason;
}

export function attemptDoubted(image: WorkspaceImage, event: AttemptDoubted): void {
  const attempt = attemptOf(image, event);
  if (attempt) attempt.state = AttemptState.DOUBTED;
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
