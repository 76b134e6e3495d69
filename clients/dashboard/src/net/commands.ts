// Commands on their way: Skickar -> Mottaget or Avslag, and never "done" from the client alone.
//
// Nothing is queued while there is no contact: the caller is told at once. Only what `keeper` takes (net/outbox.ts: notes and own
// answers) waits for contact, and says so. An answer that is lost on the way is asked for again
// with the same command_id (the server then gives its first answer), the person sees that, and after `answerWithinMs` the
// outcome is told as unknown.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { type Signal, signal } from '@preact/signals';
import {
  type Accepted,
  AcceptedSchema,
  type Command,
  CommandSchema,
  type CommandResult,
  type Rejection,
  RejectionCode,
} from '../gen/ckl/v1/command_pb';
import type { JournalEntry } from '../gen/ckl/v1/journal_pb';
import { create } from '../wire/codec';

export type Progress =
  | { step: 'idle' }
  | { step: 'sending'; resent: boolean }
  | { step: 'accepted'; accepted: Accepted }
  | {
      step: 'rejected';
      rejection: Rejection;
      /** Sends the same again in a role that the refusal asks for. */
      sendAs?: (capacity: string) => void;
    }
  | { step: 'not-sent' }
  | { step: 'kept'; words: () => string }
  | { step: 'unknown' };

export interface Submission {
  id: string;
  progress: Signal<Progress>;
  /** Asks again with the same id, after the outcome was unknown. */
  again(): void;
}

/** A command without its id, which is given here. */
export type CommandCase = NonNullable<Command['command']['case']>;
export type CommandInit<K extends CommandCase> = Omit<
  Extract<MessageInitShape<typeof CommandSchema>['command'], { case: K }>['value'],
  'commandId' | '$typeName'
>;

export const answerWithinMs = 10_000;

/** Takes over a command that did not get through, and says whether it is safe; undefined for one that must not wait. */
export type Keeper = (command: Command, progress: Signal<Progress>, mayHaveLeft: boolean) => Promise<boolean> | undefined;

interface Pending {
  /** Comes from the keeper, and stays with it. */
  kept?: boolean;
  command: Command;
  progress: Signal<Progress>;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export class Commands {
  keeper: Keeper | undefined;
  private readonly pending = new Map<string, Pending>();

  constructor(
    private readonly send: (command: Command) => boolean,
    private readonly onSettled: (progress: Progress) => void = () => {},
  ) {}

  submit<K extends CommandCase>(kind: K, value: CommandInit<K>): Submission {
    return this.dispatch(compose(kind, value));
  }

  /** Sends a command that was made before, for example to be signed. */
  dispatch(command: Command): Submission {
    const id = command.command.value?.commandId ?? '';
    const progress = signal<Progress>({ step: 'idle' });
    this.attempt(id, { command, progress, timer: undefined });
    return { id, progress, again: () => this.attempt(id, { command, progress, timer: undefined }) };
  }

  /** Hands over what was kept, with the id that it has. */
  hand(command: Command): Signal<Progress> {
    const progress = signal<Progress>({ step: 'idle' });
    this.attempt(command.command.value?.commandId ?? '', { kept: true, command, progress, timer: undefined });
    return progress;
  }

  private attempt(id: string, pending: Pending): void {
    if (!this.send(pending.command)) {
      // Before the first sending nothing has left; after it, the outcome stays unknown.
      const before = pending.progress.value.step;
      return this.keep(pending, before === 'unknown' ? { step: 'unknown' } : { step: 'not-sent' });
    }
    pending.progress.value = { step: 'sending', resent: false };
    pending.timer = setTimeout(() => {
      this.pending.delete(id);
      this.keep(pending, { step: 'unknown' });
    }, answerWithinMs);
    this.pending.set(id, pending);
  }

  private keep(pending: Pending, otherwise: Progress): void {
    const safe = !pending.kept && this.keeper?.(pending.command, pending.progress, otherwise.step === 'unknown');
    if (!safe) return this.settle(pending, otherwise);
    void safe.then((done) => !done && this.settle(pending, otherwise));
  }

  /** Contact is lost: what may wait is put in safety before anybody closes the page. */
  keepPending(): void {
    for (const [id, { kept, command, progress, timer }] of this.pending) {
      if (kept) continue;
      void this.keeper?.(command, progress, true)?.then((done) => {
        if (!done || !this.pending.delete(id)) return;
        clearTimeout(timer);
      });
    }
  }

  /** Contact is back: whatever still waits is asked for again with its own id. */
  resend(): void {
    for (const pending of this.pending.values()) {
      if (this.send(pending.command)) pending.progress.value = { step: 'sending', resent: true };
    }
  }

  onResult(result: CommandResult): void {
    const { result: outcome } = result;
    if (outcome.case === 'accepted') {
      this.finish(result.commandId, { step: 'accepted', accepted: outcome.value });
    } else if (outcome.case === 'rejected') {
      this.finish(result.commandId, { step: 'rejected', rejection: outcome.value });
    }
  }

  /** An event that came of one of our commands is an answer too, when the answer itself was lost. */
  onEntries(entries: JournalEntry[]): void {
    if (this.pending.size === 0) return;
    for (const entry of entries) {
      const pending = entry.commandId ? this.pending.get(entry.commandId) : undefined;
      const progress = pending?.progress.value;
      if (progress?.step !== 'sending' || !progress.resent) continue;
      if (entry.event.case === 'powerRefused') continue;
      const subject = entry.event.case === 'incidentReported' ? entry.event.value.incident : '';
      const accepted = create(AcceptedSchema, {
        firstSequence: entry.sequence,
        lastSequence: entry.sequence,
        time: entry.time,
        subject,
      });
      this.finish(entry.commandId, { step: 'accepted', accepted });
    }
  }

  private finish(id: string, progress: Progress): void {
    const pending = this.pending.get(id);
    if (!pending) return;
    this.pending.delete(id);
    this.settle(pending, progress);
  }

  private settle(pending: Pending, progress: Progress): void {
    clearTimeout(pending.timer);
    pending.progress.value = progress;
    this.onSettled(progress);
  }
}

/** Whether the refusal means that the person must sign in again. */
export function isSignedOut(progress: Progress): boolean {
  return (
    progress.step === 'rejected' && progress.rejection.code === RejectionCode.UNAUTHENTICATED
  );
}

/** A command with an id of its own. */
export function compose<K extends CommandCase>(kind: K, value: CommandInit<K>): Command {
  return create(CommandSchema, {
    command: { case: kind, value: { ...value, commandId: newCommandId() } },
  } as MessageInitShape<typeof CommandSchema>);
}

function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `web-${hex}`;
}
