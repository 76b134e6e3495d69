// The two sounds of the page, made by the browser: a new alarm, and lost contact. Never a third, and never two at once.
//
// An alarm rises, a lost contact falls. An exercise has the same figures in another voice and a fourth lower, so that nobody who
// knows one takes it for the other. All notes lie between 330 and 1320 Hz, where a room's own noise hides least.
import { signal } from '@preact/signals';

export type Tone = 'alarm' | 'lost';

/** Hertz, then from and to in seconds. */
type Note = readonly [number, number, number];

const figures: Record<Tone, readonly Note[]> = {
  alarm: [0, 1, 2].flatMap((turn): Note[] => [[880, turn, turn + 0.22], [1318, turn + 0.26, turn + 0.6]]),
  lost: [0, 1.3].flatMap((turn): Note[] => [[587, turn, turn + 0.4], [440, turn + 0.45, turn + 1]]),
};
const fourthLower = 3 / 4;
const volume = 0.3;
const edge = 0.02;

let context: AudioContext | undefined;
let playing: GainNode | undefined;

/** The browser lets the page sound: it asks for a click first. */
export const allowed = signal(false);

function follow(): void {
  allowed.value = context?.state === 'running';
}

/** Before a click or a key no browser lets a page sound, but for one that has been set up as a wall: it fills its screen. */
const mayAsk = (): boolean => navigator.userActivation?.hasBeenActive !== false || matchMedia('(display-mode: fullscreen)').matches;

/** Asks for sound; after a click or a key the browser agrees. */
export function allowSound(): void {
  if (!context) {
    if (typeof AudioContext === 'undefined' || !mayAsk()) return;
    context = new AudioContext();
    context.onstatechange = follow;
  }
  if (context.state !== 'running') void context.resume().then(follow, follow);
  follow();
}

/** Stops the sound that is heard now. */
export function silence(): void {
  playing?.disconnect();
  playing = undefined;
}

export function play(tone: Tone, exercise: boolean): void {
  if (context?.state !== 'running') return;
  silence();
  const out = context.createGain();
  out.gain.value = volume;
  out.connect(context.destination);
  playing = out;
  const start = context.currentTime + edge;
  for (const [hertz, from, to] of figures[tone]) {
    const voice = context.createOscillator();
    const gain = context.createGain();
    voice.type = exercise ? 'sine' : 'triangle';
    voice.frequency.value = hertz * (exercise ? fourthLower : 1);
    gain.gain.setValueAtTime(0, start + from);
    gain.gain.linearRampToValueAtTime(1, start + from + edge);
    gain.gain.setValueAtTime(1, start + to - edge);
    gain.gain.linearRampToValueAtTime(0, start + to);
    voice.connect(gain).connect(out);
    voice.start(start + from);
    voice.stop(start + to);
  }
}
