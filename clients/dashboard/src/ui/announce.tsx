// What is spoken: one polite region with a summary at most every five seconds, one assertive for what must not be missed
// (a new red, lost contact, an own command that failed). Countdowns are silent but at 30, 10, 5 and 0 minutes.
import { effect, signal } from '@preact/signals';
import { EscalationLevel } from '../gen/ckl/v1/model_pb';
import { nowSeconds } from '../state/clock';
import { calloutsByAge, openIncidents, openObligations, staffing } from '../state/derive';
import { contact, image } from '../state/store';
import { ms, spanInMinutes } from '../state/time';
import { say, t } from '../text';
import { nameOf } from '../text/tell';

const polite = signal('');
const assertive = signal('');
const politeEveryMs = 5_000;

let waiting = new Map<string, string>();
let timer: ReturnType<typeof setTimeout> | undefined;
let lastSpoken = 0;

/** Says something when there is time; a later word on the same subject replaces an earlier one. */
export function speak(subject: string, words: string): void {
  waiting.set(subject, words);
  if (timer !== undefined) return;
  const wait = Math.max(0, lastSpoken + politeEveryMs - performance.now());
  timer = setTimeout(() => {
    timer = undefined;
    lastSpoken = performance.now();
    polite.value = [...waiting.values()].join(' ');
    waiting = new Map();
  }, wait);
}

export function interrupt(words: string): void {
  // The same words again must still be a change, or they are not spoken.
  assertive.value = assertive.peek() === words ? `${words}\u00a0` : words;
}

export function Announcer() {
  return (
    <>
      <div class="sr-only" aria-live="polite" role="status">
        {polite.value}
      </div>
      <div class="sr-only" aria-live="assertive" role="alert">
        {assertive.value}
      </div>
    </>
  );
}

/** Watches the store and says what changes. Called once. */
export function watchForWords(): void {
  let hadContact = false;
  effect(() => {
    if (contact.value === 'lost') interrupt(t().announce.lost);
    else if (contact.value === 'live') {
      if (hadContact) speak('contact', t().announce.back);
      hadContact = true;
    }
  });
  watchIncidents();
  watchStaffing();
  watchDuties();
}

function watchIncidents(): void {
  let levels: Map<string, EscalationLevel> | undefined;
  effect(() => {
    const now = image.value;
    if (!now) return;
    const seen = new Map<string, EscalationLevel>();
    for (const incident of openIncidents(now)) {
      seen.set(incident.id, incident.level);
      const before = levels?.get(incident.id);
      if (!levels || before === incident.level) continue;
      const level = t().level[incident.level] ?? '';
      const words = before === undefined
        ? t().announce.newIncident(nameOf(incident), level)
        : t().announce.level(nameOf(incident), level);
      if (incident.level === EscalationLevel.EXTRAORDINARY) interrupt(words);
      else speak(incident.id, words);
    }
    levels = seen;
  });
}

function watchStaffing(): void {
  const told = new Map<string, number>();
  let first = true;
  effect(() => {
    const now = image.value;
    if (!now) return;
    for (const callout of calloutsByAge(now)) {
      if (callout.ended) continue;
      const { coming, wanted } = staffing(callout);
      if (!first && told.get(callout.id) !== coming) {
        speak(callout.id, t().announce.staffing(coming, wanted));
      }
      told.set(callout.id, coming);
    }
    first = false;
  });
}

const spokenAtMinutes = [30, 10, 5];

function watchDuties(): void {
  const told = new Map<string, number>();
  effect(() => {
    const seconds = nowSeconds.value;
    const now = image.peek();
    if (seconds === undefined || !now) return;
    for (const duty of openObligations(now)) {
      const due = ms(duty.due);
      if (due === undefined) continue;
      const minutes = (due - seconds * 1000) / 60_000;
      const mark = minutes <= 0 ? 0 : spokenAtMinutes.findLast((one) => minutes <= one);
      const before = told.get(duty.id);
      if (mark === undefined) continue;
      told.set(duty.id, mark);
      if (before === undefined || before <= mark) continue;
      const what = say(duty.what);
      speak(
        duty.id,
        mark === 0
          ? t().announce.obligationLate(what)
          : t().announce.obligation(what, spanInMinutes(minutes * 60_000)),
      );
    }
  });
}
