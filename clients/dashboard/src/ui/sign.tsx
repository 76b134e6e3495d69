// A decision that is signed with a passkey: the server lays it out word for word, the person reads it, the key signs that very
// text, and the same command is sent with the signature. Whoever has no passkey decides as before, without a signature.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Command, Rejection } from '../gen/ckl/v1/command_pb';
import { DecisionSignatureSchema } from '../gen/ckl/v1/command_pb';
import type { PrepareDecisionResponse } from '../gen/ckl/v1/services/passkey_pb';
import { type CommandCase, type CommandInit, compose, type Progress, type Submission } from '../net/commands';
import { assert, codeOf, prepareDecision, stopAsking } from '../net/passkeys';
import { commands, contact, identify, session, who } from '../state/store';
import { tp } from '../text/passkeys';
import { create } from '../wire/codec';
import { interrupt } from './announce';
import { ProgressLine, Refusal, useCommand } from './form';
import { OralWay } from './oral-way';
import { balkWords, type Told, Trouble } from './trouble';

/** Whoever has a passkey signs these; nothing else is signed. */
const signed: readonly CommandCase[] =
  ['declareExtraordinary', 'assessNotExtraordinary', 'startCommittee', 'decideAlone', 'confirmOralDecision'];
const signs = (kind: CommandCase): boolean => signed.includes(kind) && (who.value?.passkeys ?? 0) > 0;

/** A decision as the server laid it out, and the command that it is of. */
export interface Laid {
  command: Command;
  shown: PrepareDecisionResponse;
  code: string;
}

export interface Deciding {
  /** Of laying it out, and then of the command itself. */
  progress: Progress;
  /** It is laid out and signed, and not sent at once. */
  isSigned: boolean;
  isPreparing: boolean;
  isAsking: boolean;
  laid: Laid | undefined;
  trouble: Told | undefined;
  sign(apart?: boolean): void;
  /** Lays the same out anew, under another id: the first one has its answer. */
  layOutAgain(): void;
  again(): void;
  /** Back to what was written. */
  edit(): void;
}

const idle: Progress = { step: 'idle' };

const breaks = (progress: Progress, rule: string): boolean =>
  progress.step === 'rejected' && progress.rejection.breaches.some((one) => one.rule.startsWith(rule));

/** `send` lays the decision out for whoever has a passkey, and otherwise sends it at once. */
export function useDecision<K extends CommandCase>(kind: K): Deciding & { send(value: CommandInit<K>): void } {
  const plain = useCommand(kind);
  const laying = useSignal<Progress | 'preparing' | 'asking'>(idle);
  const laid = useSignal<Laid | undefined>(undefined);
  const trouble = useSignal<Told | undefined>(undefined);
  const submission = useSignal<Submission | undefined>(undefined);
  const value = useRef<CommandInit<K> | undefined>(undefined);
  useEffect(() => stopAsking, []);

  function send(given: CommandInit<K>): void {
    value.current = given;
    if (signs(kind)) void layOut(given);
    else plain.send(given);
  }

  async function layOut(given: CommandInit<K>): Promise<void> {
    laying.value = 'preparing';
    const command = compose(kind, given);
    const answer = await prepareDecision({ command });
    const code = answer.ok ? await codeOf(answer.value.text) : '';
    clear();
    if (answer.ok) laid.value = { command, shown: answer.value, code };
    else if (answer.failure.kind === 'signed-out') session.value = 'out';
    else if (answer.failure.rejection) laying.value = refusalOf(answer.failure.rejection);
    else laying.value = { step: 'not-sent' };
  }

  function clear(): void {
    plain.reset();
    laying.value = idle;
    laid.value = trouble.value = submission.value = undefined;
  }

  async function sign(apart = false): Promise<void> {
    const now = laid.value;
    if (!now || laying.value === 'asking') return;
    trouble.value = undefined;
    if (contact.value !== 'live') {
      laying.value = { step: 'not-sent' };
      return;
    }
    laying.value = 'asking';
    const given = await assert(now.shown, apart);
    if (laid.value !== now) return;
    laying.value = idle;
    if (!given.ok) {
      trouble.value = balkWords(given.balk);
      return;
    }
    const { logSize, logHead, nonce } = now.shown;
    const signature = create(DecisionSignatureSchema, { logSize, logHead, nonce, assertion: given.value });
    submission.value = commands.dispatch({ ...now.command, signature });
  }

  const refusalOf = (rejection: Rejection): Progress => ({
    step: 'rejected',
    rejection,
    sendAs: (capacity) => value.current && send({ ...value.current, capacity }),
  });
  const own = typeof laying.value === 'string' ? idle : laying.value;
  const misjudged = breaks(plain.progress, 'SIGNATURE') || breaks(own, 'SIGNATURE');
  useEffect(() => {
    // A key was added or revoked elsewhere: whether this person signs is asked for again.
    if (misjudged) void identify();
  }, [misjudged]);
  const told = submission.value?.progress.value ?? (own.step === 'idle' ? plain.progress : own);
  return {
    progress: told,
    isSigned: signs(kind),
    isPreparing: laying.value === 'preparing',
    isAsking: laying.value === 'asking',
    laid: laid.value,
    trouble: trouble.value,
    send,
    sign: (apart) => void sign(apart),
    layOutAgain: () => value.current && send(value.current),
    again: () => (submission.value ? submission.value.again() : plain.again()),
    edit() {
      stopAsking();
      clear();
    },
  };
}

/** Why nothing was decided, when the signature is the reason. */
function undecided({ progress, trouble }: Deciding): string {
  const words = tp().sign;
  if (progress.step === 'not-sent' || (progress.step === 'idle' && contact.value === 'lost')) return words.offline;
  if (progress.step !== 'rejected') return trouble ? words.nothing : '';
  const why = breaks(progress, 'SIGNATURE_TEXT_CHANGED')
    ? words.changed
    : breaks(progress, 'SIGNATURE_EXPIRED')
      ? words.expired
      : breaks(progress, 'SIGNATURE_REFUSED')
        ? words.refused
        : '';
  return `${words.nothing} ${why}`;
}

/** The text to read, the code to compare, and the button that signs. */
export function SignBox({ deciding }: { deciding: Deciding }) {
  const { laid, progress, isAsking, isPreparing, trouble } = deciding;
  const words = tp().sign;
  const answered = progress.step === 'rejected';
  const why = undecided(deciding);
  useSpoken(why);
  if (!laid) return null;
  const busy = isAsking || isPreparing || progress.step === 'sending';
  return (
    <div class="sign-box">
      <p class="lead" id="decision-lead">
        {why ? <strong>{why}</strong> : words.lead}
      </p>
      <Refusal progress={progress} />
      <Trouble told={trouble} />
      {(progress.step === 'not-sent' || contact.value === 'lost') && <OralWay />}
      <DecisionText text={laid.shown.text} code={laid.code} />
      <p role="status" class="progress">
        {(isAsking || isPreparing) && (
          <>
            <span class="spinner" aria-hidden="true" /> {isAsking ? tp().trouble.asking : words.preparing}
          </>
        )}
      </p>
      {progress.step !== 'not-sent' && <ProgressLine progress={progress} again={deciding.again} />}
      <div class="buttons">
        {answered ? (
          <button type="button" class="primary big" onClick={deciding.layOutAgain}>
            {words.again}
          </button>
        ) : (
          <button
            type="button"
            class="primary big"
            id="decision-sign"
            aria-disabled={busy || contact.value !== 'live'}
            onClick={() => !busy && deciding.sign()}
          >
            {words.sign}
          </button>
        )}
        {trouble && (
          <button type="button" onClick={() => deciding.sign(true)}>
            {words.other}
          </button>
        )}
        <button type="button" onClick={deciding.edit}>
          {words.edit}
        </button>
      </div>
    </div>
  );
}

/** Once each time it changes, and at once: nothing was decided. */
function useSpoken(words: string): void {
  useEffect(() => {
    if (words) interrupt(words);
  }, [words]);
}

/** Word for word as the server laid it out, and a short code of exactly those words. */
export function DecisionText({ text, code }: { text: string; code: string }) {
  const words = tp().sign;
  return (
    <div class="decision card">
      <div id="decision-text" class="decision-text">
        {text}
      </div>
      <p class="decision-code">
        <span class="quiet">{words.code}</span> <strong id="decision-hash">{code}</strong>
        <span class="hint">{words.codeHint}</span>
      </p>
    </div>
  );
}

