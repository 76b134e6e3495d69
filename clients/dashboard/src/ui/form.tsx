// Forms of commands: what was typed stays, errors stand beside their field and in a summary that takes the focus, in the words
// of the server's own refusal.
import { useSignal } from '@preact/signals';
import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useId, useRef } from 'preact/hooks';
import type { Breach, Rejection } from '../gen/ckl/v1/command_pb';
import type { CommandCase, CommandInit, Progress, Submission } from '../net/commands';
import { contact, commands, who } from '../state/store';
import { hhmmss, ms } from '../state/time';
import { say, t } from '../text';
import { roleName } from '../text/tell';
import { Icon } from './icons';

const idle: Progress = { step: 'idle' };

/** A command of this component: its progress, and how to send it. */
export function useCommand<K extends CommandCase>(kind: K) {
  const submission = useSignal<Submission | undefined>(undefined);
  const sent = useRef<CommandInit<K> | undefined>(undefined);
  const told = submission.value?.progress.value ?? idle;
  const send = (value: CommandInit<K>) => {
    sent.current = value;
    submission.value = commands.submit(kind, value);
  };
  const sendAs = (capacity: string) => sent.current && send({ ...sent.current, capacity });
  return {
    progress: told.step === 'rejected' ? { ...told, sendAs } : told,
    send,
    again: () => submission.value?.again(),
    reset() {
      submission.value = undefined;
    },
  };
}

interface Problems {
  breaches: Breach[];
  missing: string[];
}

const ProblemsContext = createContext<Problems>({ breaches: [], missing: [] });

/** The server names fields as in the contract, perhaps with the message before them ("criteria.urgent_action"). */
const lastPart = (field: string): string => field.slice(field.lastIndexOf('.') + 1);

function fieldId(name: string): string {
  return `field-${name.replaceAll('_', '-')}`;
}

interface FieldProps {
  /** Name in the contract ("reason"). */
  name: string;
  label: string;
  hint?: string | undefined;
  optional?: boolean;
  value: string;
  onInput: (value: string) => void;
  rows?: number;
  inputMode?: 'numeric';
  /** A date and a time on the wall clock (state/wall.ts). */
  type?: 'datetime-local';
}

export function Field(props: FieldProps) {
  const { name, label, hint, optional, value, onInput, rows } = props;
  const { error, attributes, id, hintId, errorId } = useField(name, hint);
  const change = (event: { currentTarget: { value: string } }) => onInput(event.currentTarget.value);
  return (
    <div class={error ? 'field has-error' : 'field'}>
      <label for={id}>
        {label}
        {optional && <span class="quiet"> ({t().common.optional})</span>}
      </label>
      {hint && (
        <p class="hint" id={hintId}>
          {hint}
        </p>
      )}
      {error && (
        <p class="error" id={errorId}>
          <Icon name="late" /> {error}
        </p>
      )}
      {rows ? (
        <textarea {...attributes} rows={rows} value={value} onInput={change} />
      ) : props.type ? (
        <input {...attributes} type={props.type} value={value} onInput={change} />
      ) : (
        <input
          {...attributes}
          type="text"
          inputMode={props.inputMode}
          autocomplete="off"
          value={value}
          onInput={change}
        />
      )}
    </div>
  );
}

interface SelectProps {
  name: string;
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  onInput: (value: string) => void;
}

export function Select({ name, label, value, options, onInput }: SelectProps) {
  const { error, attributes, id, errorId } = useField(name, undefined);
  return (
    <div class={error ? 'field has-error' : 'field'}>
      <label for={id}>{label}</label>
      {error && (
        <p class="error" id={errorId}>
          <Icon name="late" /> {error}
        </p>
      )}
      <select {...attributes} value={value} onChange={(event) => onInput(event.currentTarget.value)}>
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

export function useField(name: string, hint: string | undefined) {
  const problems = useContext(ProblemsContext);
  const unique = useId();
  const id = fieldId(name);
  const breach = problems.breaches.find((one) => lastPart(one.field) === lastPart(name));
  const error = breach
    ? say(breach.message)
    : problems.missing.includes(name)
      ? t().command.required
      : '';
  const hintId = `${unique}-hint`;
  const errorId = `${unique}-error`;
  const describedBy = [hint && hintId, error && errorId].filter(Boolean).join(' ');
  const attributes = {
    id,
    name,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': describedBy || undefined,
  } as const;
  return { error, attributes, id, hintId, errorId };
}

interface CommandFormProps {
  progress: Progress;
  missing?: string[];
  submit: string;
  again?: () => void;
  onSubmit: () => void;
  onCancel?: () => void;
  /** What is written without contact waits (net/outbox.ts). */
  mayWait?: boolean;
  /** Words of the second button, if not "cancel". */
  cancel?: string;
  children: ComponentChildren;
}

export function CommandForm(props: CommandFormProps) {
  const { progress, children, onCancel } = props;
  const missing = props.missing ?? [];
  const breaches = progress.step === 'rejected' ? progress.rejection.breaches : [];
  const busy = progress.step === 'sending' || progress.step === 'kept';
  return (
    <ProblemsContext.Provider value={{ breaches, missing }}>
      <form
        class="command-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!busy) props.onSubmit();
        }}
      >
        <Refusal progress={progress} missing={missing} />
        {children}
        <ProgressLine progress={progress} again={props.again} />
        <div class="buttons">
          <button class="primary" type="submit" aria-disabled={busy || (contact.value !== 'live' && !props.mayWait)}>
            {props.submit}
          </button>
          {onCancel && (
            <button type="button" onClick={onCancel}>
              {props.cancel ?? t().common.cancel}
            </button>
          )}
        </div>
      </form>
    </ProblemsContext.Provider>
  );
}

/** The summary of what is wrong; it takes the focus each time it appears. */
export function Refusal({ progress, missing = [] }: { progress: Progress; missing?: string[] }) {
  const box = useRef<HTMLDivElement>(null);
  const rejection = progress.step === 'rejected' ? progress.rejection : undefined;
  const shown = rejection !== undefined || missing.length > 0;
  useEffect(() => {
    if (shown) box.current?.focus();
  }, [rejection, missing.join()]);
  if (!shown) return null;
  const count = rejection?.breaches.length ?? 0;
  const title =
    missing.length > 0
      ? t().command.missing
      : count > 0 && rejection?.breaches.every((one) => one.field === capacityField)
        ? t().command.capacityTitle
        : count > 1
          ? t().command.refusedSeveral(count)
          : t().command.refused;
  return (
    <div class="refusal" role="group" aria-label={title} tabIndex={-1} ref={box}>
      <h2>
        <Icon name="late" /> {title}
      </h2>
      {missing.length > 0 ? (
        <>
          <p>{t().command.checkForm}</p>
          <ul>
            {missing.map((name) => (
              <li key={name}>
                <a href={`#${fieldId(name)}`} onClick={toField(name)}>
                  {labelOf(name)}
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : (
        rejection && <Breaches rejection={rejection} sendAs={progress.step === 'rejected' ? progress.sendAs : undefined} />
      )}
    </div>
  );
}

type SendAs = ((capacity: string) => void) | undefined;

const capacityField = 'capacity';
/** Rules of the procedure have numbers (G03, R27); those of plain input have names that say nothing to a person. */
const legalRule = /^[A-Z]\d/;

/** The person's roles that the refusal names; one tap sends the same again in that role (R27). */
function Capacities({ breach, sendAs }: { breach: Breach; sendAs: SendAs }) {
  const roles = [...new Set(who.value?.mandates.map((one) => one.role))];
  const fitting = roles.filter((role) => breach.message?.sv.split(/\W+/).includes(role));
  if (!sendAs || fitting.length === 0) return <p>{say(breach.message)}</p>;
  return (
    <p class="buttons" role="group" aria-label={t().command.inCapacity}>
      <span>{t().command.inCapacity}</span>
      {fitting.map((role) => (
        <button type="button" key={role} onClick={() => sendAs(role)}>
          {roleName(role)}
        </button>
      ))}
    </p>
  );
}

/** Several reasons of one rule have the same way out, which is told once, after the last of them. */
function isToldBelow(breach: Breach, next: Breach | undefined): boolean {
  const rest = (one: Breach) => [one.rule, one.field === capacityField, say(one.whoMay), say(one.whatNow)].join('|');
  return next !== undefined && rest(breach) === rest(next);
}

function Breaches({ rejection, sendAs }: { rejection: Rejection; sendAs: SendAs }) {
  const { breaches } = rejection;
  return (
    <ul class="breaches">
      {breaches.map((breach, at) => (
        <li key={at}>
          <p class="breach-message">
            {breach.field === capacityField ? (
              t().command.whichCapacity
            ) : breach.field ? (
              <a href={`#${fieldId(lastPart(breach.field))}`} onClick={toField(breach.field)}>
                {say(breach.message)}
              </a>
            ) : (
              say(breach.message)
            )}
          </p>
          {!isToldBelow(breach, breaches[at + 1]) && <WayOut breach={breach} sendAs={sendAs} />}
        </li>
      ))}
    </ul>
  );
}

function WayOut({ breach, sendAs }: { breach: Breach; sendAs: SendAs }) {
  const [whoMay, whatNow] = [say(breach.whoMay), say(breach.whatNow)];
  return (
    <>
      {breach.field === capacityField ? (
        <Capacities breach={breach} sendAs={sendAs} />
      ) : (
        <dl>
          {whoMay && !whatNow.includes(whoMay) && (
            <>
              <dt>{t().command.whoMay}</dt>
              <dd>{whoMay}</dd>
            </>
          )}
          {whatNow && (
            <>
              <dt>{t().command.whatNow}</dt>
              <dd>{whatNow}</dd>
            </>
          )}
        </dl>
      )}
      {legalRule.test(breach.rule) && <p class="quiet">{t().command.rule(breach.rule, breach.basis)}</p>}
    </>
  );
}

/** The words of a field or group of fields as they stand on the page; it was drawn before anything could be missing. */
function labelOf(name: string): string {
  const id = fieldId(name);
  const label = document.querySelector(`label[for="${id}"], #${id} > legend`);
  return label?.textContent ?? name;
}

function toField(field: string) {
  return (event: Event) => {
    event.preventDefault();
    const target = document.getElementById(fieldId(lastPart(field)));
    const inner = target?.matches('fieldset') ? target.querySelector('input') : target;
    inner?.focus();
  };
}

/** Skickar, Mottaget, not sent, unknown: in words, told to screen readers as it changes. */
export function ProgressLine({ progress, again }: { progress: Progress; again?: (() => void) | undefined }) {
  return (
    <div class="progress" role="status">
      {progress.step === 'sending' && (
        <p>
          <span class="spinner" aria-hidden="true" />{' '}
          {contact.value === 'lost'
            ? t().command.interrupted
            : progress.resent
              ? t().command.resending
              : t().command.sending}
        </p>
      )}
      {progress.step === 'accepted' && (
        <p class="received">
          <Icon name="check" /> {receivedWords(progress)}
        </p>
      )}
      {progress.step === 'kept' && (
        <p class="kept">
          <Icon name="silent" /> {progress.words()}
        </p>
      )}
      {progress.step === 'not-sent' && (
        <p class="warning">
          <Icon name="broken" /> <strong>{t().command.notSent}</strong> {t().command.notSentNow}
        </p>
      )}
      {progress.step === 'unknown' && (
        <div class="warning">
          <p>
            <Icon name="late" /> <strong>{t().command.unknown}</strong> {t().command.unknownNow}
          </p>
          {again && (
            <button type="button" onClick={again}>
              {t().command.again}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function receivedWords(progress: Extract<Progress, { step: 'accepted' }>): string {
  const time = ms(progress.accepted.time);
  return time === undefined ? t().command.received : t().command.receivedAt(hhmmss(time));
}
