// What is written and not yet received by the server, where its writer looks for it: on top of the timeline, beside the answer
// buttons, and as a number on every page.
import type { ComponentChildren } from 'preact';
import { Answer } from '../gen/ckl/v1/model_pb';
import { discard, noteOf, refusals, type UnsentAnswer, unsentAnswers } from '../net/outbox';
import { nowSeconds } from '../state/clock';
import { callsOfPerson } from '../state/derive';
import { hrefOf, page, workspaceFromAddress } from '../state/router';
import { contact, image, who } from '../state/store';
import { iso, ms, when } from '../state/time';
import { applyNewVersion, newVersionReady } from '../state/version';
import { unsent, type UnsentNote } from '../state/unsent';
import { say, spoken, t } from '../text';
import { to } from '../text/offline';
import { numberedNameOf } from '../text/tell';
import { openDialog } from './dialogs';
import { Icon } from './icons';

const at = (time: number): string => when(time, nowSeconds.peek() && (nowSeconds.peek() as number) * 1000, spoken.value);

/** Ej sänd, or why it was refused and what can be done about it. */
function State({ id, children }: { id: string; children: ComponentChildren }) {
  const refusal = refusals.value.get(id);
  if (!refusal) {
    return (
      <p class="unsent-state">
        <span class="tag">
          <Icon name="silent" /> {to().notSent}
        </span>{' '}
        <span class="quiet">{contact.value === 'live' ? t().command.sending : to().waits}</span>
      </p>
    );
  }
  return (
    <>
      <p class="unsent-state">
        <span class="tag tag-warning">
          <Icon name="late" /> {to().refused}
        </span>{' '}
        {refusal.breaches.map((one) => [say(one.message), say(one.whatNow)].filter(Boolean).join('. ')).join(' ')}
      </p>
      <div class="buttons">
        {children}
        <button type="button" onClick={() => void discard(id)}>
          {to().drop}
        </button>
      </div>
    </>
  );
}

/** What was written comes back into the form, with the time it was begun; the refused one goes. */
async function edit({ id, incident, writtenAt }: UnsentNote): Promise<void> {
  const note = await noteOf(id);
  if (!note) return;
  const draft = { text: note.text, source: note.source, kind: note.kind, begun: ms(note.eventTime) ?? writtenAt };
  try {
    for (const [name, value] of Object.entries(draft)) {
      sessionStorage.setItem(`ckl.draft.${workspaceFromAddress()}.note.${name}`, String(value));
    }
  } catch {
    return;
  }
  await discard(id);
  openDialog({ kind: 'note', incident });
}

export function UnsentNotes() {
  if (unsent.value.length === 0) return null;
  const incidentName = (id: string) => {
    const found = image.value?.incidents.find((one) => one.id === id);
    return found ? ` · ${numberedNameOf(found)}` : '';
  };
  return (
    <section class="unsent" aria-label={to().title}>
      <h3>
        {to().title} ({unsent.value.length})
      </h3>
      <ol>
        {unsent.value.map((note) => (
          <li class="entry entry-logEntryWritten" key={note.id}>
            <time dateTime={iso(note.writtenAt)}>{at(note.writtenAt)}</time>
            <span class="entry-mark" aria-hidden="true" />
            <div>
              <p class="sentence">{note.text}</p>
              <p class="entry-actor quiet">
                {t().logKind[note.kind]}
                {incidentName(note.incident)}
              </p>
              <State id={note.id}>
                <button type="button" onClick={() => void edit(note)}>
                  {to().edit}
                </button>
              </State>
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

const wordsOf = ({ answer, etaMinutes }: UnsentAnswer): string =>
  answer === Answer.CANNOT ? to().cannot : to().coming(etaMinutes);

/** Those to one call-out beside its buttons; without a call-out those that have no buttons any more. */
export function UnsentAnswers({ callout }: { callout?: string | undefined }) {
  const now = image.value;
  const called = callout || !now ? [] : callsOfPerson(now, who.value?.person?.id ?? '').map((one) => one.callout.id);
  return (
    <div role="status">
      {unsentAnswers.value
        .filter((one) => (callout ? one.callout === callout : !called.includes(one.callout)))
        .map((one) => (
          <div class="unsent" key={one.id}>
            <p>
              <strong>{to().answer(wordsOf(one), at(one.writtenAt))}</strong>
            </p>
            <State id={one.id}>{null}</State>
          </div>
        ))}
    </div>
  );
}

/** On every page: how many, and that there is a newer page. */
export function OfflineNotices() {
  const refused = refusals.value.size;
  const waiting = unsent.value.length + unsentAnswers.value.length - refused;
  const target = unsent.value.length > 0 ? '/' : '/inkallning';
  const link = page.value !== target && (
    <>
      {' '}
      <a href={hrefOf(target)} data-page={target}>
        {to().show}
      </a>
    </>
  );
  return (
    <>
      {waiting > 0 && (
        <p class="notice notice-unsent">
          <Icon name="silent" />
          <span>
            <strong>{to().count(waiting)}.</strong> {contact.value === 'live' ? t().command.sending : to().countNow}
            {refused === 0 && link}
          </span>
        </p>
      )}
      {refused > 0 && (
        <p class="notice notice-gateway">
          <Icon name="late" />
          <span>
            <strong>{to().refusedCount(refused)}.</strong> {to().refusedNow}
            {link}
          </span>
        </p>
      )}
      {newVersionReady.value && (
        <p class="notice">
          <Icon name="down" />
          <span>{to().version}</span>
          <button type="button" onClick={applyNewVersion}>
            {to().take}
          </button>
        </p>
      )}
    </>
  );
}
