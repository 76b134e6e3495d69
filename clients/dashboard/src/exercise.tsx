// What only an exercise shows: its icon, what one may try as a newcomer, and a real alarm, which takes the screen.
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Mode } from './gen/ckl/v1/model_pb';
import { guarded, guardLive, liveAlarm, stay, taken, toLive } from './state/guard';
import { hrefOf, type Page } from './state/router';
import { image, mode, who } from './state/store';
import { hhmm } from './state/time';
import { spoken, t } from './text';
import { exerciseEn, exerciseSv } from './text/exercise';
import { Icon, LevelShape } from './ui/icons';

const words = () => (spoken.value === 'en' ? exerciseEn : exerciseSv);

if (mode.peek() === Mode.EXERCISE) {
  document.querySelector('link[rel=icon]')?.setAttribute('href', '/icon-ovning.svg');
}
guardLive();

const nameOfLive = () => liveAlarm.value?.headline || t().kind[liveAlarm.value?.kind ?? 0];

function LiveAlarmDialog() {
  const box = useRef<HTMLDialogElement>(null);
  const alarm = liveAlarm.value;
  useEffect(() => {
    const before = document.activeElement;
    box.current?.showModal();
    // Not on a button: whoever is typing just now must not choose by it.
    box.current?.querySelector('h2')?.focus();
    return () => {
      box.current?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  if (!alarm) return null;
  return (
    <dialog ref={box} class="live-alarm" role="alertdialog" aria-labelledby="live-alarm-title" onCancel={(event) => event.preventDefault()}
      onClose={stay}>
      <div class="live-alarm-body">
        <h2 id="live-alarm-title" tabIndex={-1}>{words().title}</h2>
        <p class="live-alarm-lead">{words().lead}</p>
        <div class="live-alarm-what" role="alert">
          <LevelShape level={alarm.level} big />
          <div>
            <p class="live-alarm-name">{nameOfLive()}</p>
            <p class="live-alarm-level">{alarm.level ? t().level[alarm.level] : words().callout}</p>
            <p>{words().at} <time>{hhmm(alarm.at)}</time></p>
          </div>
        </div>
        <div class="buttons">
          <a class="button" href={toLive()}>{words().toLive}</a>
          <button type="button" class="big" onClick={stay}>{words().stay}</button>
        </div>
      </div>
    </dialog>
  );
}

/** In the head of the page. */
export function ExerciseHead() {
  return (
    <>
      {guarded.value === false && (
        <p class="notice notice-fault unguarded" role="status">
          <Icon name="broken" />
          <span><strong>{words().unguarded}</strong> {words().unguardedLead}</span>
        </p>
      )}
      {liveAlarm.value && !taken.value && (
        <p class="notice notice-lost">
          <Icon name="alarm" />
          <span>
            <strong>{words().stillLive}</strong> {nameOfLive()}, {words().at.toLowerCase()} {hhmm(liveAlarm.value.at)}.{' '}
            <a href={toLive()}>{words().toLive}</a>
          </span>
        </p>
      )}
      {taken.value && <LiveAlarmDialog />}
      <Guide />
    </>
  );
}

const closedKey = 'ckl.guide-closed';

function keep(role?: string): string {
  try {
    if (role) sessionStorage.setItem(closedKey, role);
    return sessionStorage.getItem(closedKey) ?? '';
  } catch {
    return role ?? '';
  }
}

const closed = signal(keep());

/** The steps of the role's card in the demonstration, for as long as they are wanted. */
function Guide() {
  const role = who.value?.demo ? who.value.mandates.map((one) => one.role).find((one) => one in words().roles) : undefined;
  const told = role && words().roles[role as keyof typeof exerciseSv.roles];
  if (!role || !told || closed.value === role || !image.value) return null;
  return (
    <section class="guide" aria-label={words().guide}>
      <p><strong>{words().you} {who.value?.person?.name}.</strong> {words().attempt}</p>
      <ol>
        {told.map(([page, step]) => (
          <li key={step}>{page ? <a href={hrefOf(page as Page)} data-page={page}>{step}</a> : step}</li>
        ))}
      </ol>
      <div class="guide-acts">
        <a class="button" href="/demo">{words().otherRole}</a>
        <button type="button" class="icon-button" aria-label={words().close} onClick={() => {
          closed.value = role;
          keep(role);
        }}>
          <Icon name="cross" />
        </button>
      </div>
    </section>
  );
}
