// What calls for somebody in front of this screen: a new alarm, lost contact. It sounds at once and again every two minutes,
// until it is acknowledged or over. Silencing stops the sound alone.
import { effect, signal } from '@preact/signals';
import { EscalationLevel, type Incident, Mode } from '../gen/ckl/v1/model_pb';
import { allowSound, play, silence, type Tone } from '../ui/tones';
import { openIncidents } from './derive';
import { screen, sound } from './prefs';
import { page } from './router';
import { contact, image, mode } from './store';

export interface Ring {
  tone: Tone;
  /** The incident of an alarm. */
  incident?: Incident;
}

export const againAfterMs = 120_000;

/** At most one of each tone; the alarm first. */
export const rings = signal<Ring[]>([]);
let again: ReturnType<typeof setInterval> | undefined;

function sounds(): void {
  // A wall sounds by itself (sound.ts): nobody is at its keyboard.
  if (screen.peek() === 'wall') return;
  const [first] = rings.peek();
  if (first && sound.peek() === 'on') play(first.tone, mode.peek() === Mode.EXERCISE);
}

export function ring(one: Ring): void {
  rings.value = [one, ...rings.peek().filter((other) => other.tone !== one.tone)].sort((a, b) => (a.tone < b.tone ? -1 : 1));
  clearInterval(again);
  again = setInterval(sounds, againAfterMs);
  sounds();
}

export function acknowledge(tone: Tone): void {
  rings.value = rings.peek().filter((one) => one.tone !== tone);
  silence();
  if (rings.peek().length === 0) clearInterval(again);
}

function watchContact(): void {
  let had = false;
  effect(() => {
    const state = contact.value;
    if (state === 'lost' && had) ring({ tone: 'lost' });
    if (state === 'live' && rings.peek().some((one) => one.tone === 'lost')) acknowledge('lost');
    had = state === 'live' || (had && state === 'connecting');
  });
}

/** A new incident, or one that became extraordinary. Whoever is sending an alarm just now is not told of a new one by sound. */
function watchAlarms(): void {
  let levels: Map<string, EscalationLevel> | undefined;
  effect(() => {
    const now = image.value;
    if (!now) return;
    const open = openIncidents(now);
    const found = levels && open.find(({ id, level }) => {
      const before = levels?.get(id);
      if (level === EscalationLevel.EXTRAORDINARY) return before !== level;
      return before === undefined && level >= EscalationLevel.DISTURBANCE && page.peek() !== '/larma';
    });
    levels = new Map(open.map((one) => [one.id, one.level]));
    if (found) ring({ tone: 'alarm', incident: found });
  });
}

/** Once. The browser is asked for sound at the first click or key. */
export function watchForSounds(): void {
  watchContact();
  watchAlarms();
  effect(() => {
    if (sound.value === 'on') allowSound();
    else silence();
  });
  const asked = () => sound.peek() === 'on' && allowSound();
  addEventListener('pointerup', asked);
  addEventListener('keydown', asked);
}
