// The wall's two sounds: a new red incident, and lost contact. A browser is silent until somebody has clicked, so the wall says
// whether it is. In an exercise both sound otherwise. An incident that is red repeats after two minutes while nobody has confirmed it.
import { effect, signal } from '@preact/signals';
import { EscalationLevel, Mode } from '../gen/ckl/v1/model_pb';
import { openIncidents } from './derive';
import { contact, image, mode } from './store';

export const audible = signal(false);

const repeatMs = 120_000;
/** Hertz, in turn: what is new rises, what is lost falls. Within the octaves that carry over a room. */
const tones = { red: [660, 880, 660, 880], lost: [520, 390, 290] };
const exerciseShift = 0.63;
const toneSeconds = 0.22;

let context: AudioContext | undefined;
let again: ReturnType<typeof setTimeout> | undefined;

function listen(): void {
  if (typeof AudioContext === 'undefined' || context) return;
  context = new AudioContext();
  const told = () => {
    audible.value = context?.state === 'running';
  };
  context.onstatechange = told;
  told();
}

/** At a click, which is what a browser waits for; a screen that is set up so sounds without. */
export function allowSound(): void {
  listen();
  void context?.resume();
}

function play(kind: keyof typeof tones): void {
  if (!context || context.state !== 'running') return;
  const shift = mode.peek() === Mode.EXERCISE ? exerciseShift : 1;
  for (const [at, hertz] of tones[kind].entries()) {
    const from = context.currentTime + at * toneSeconds;
    const tone = new OscillatorNode(context, { type: 'triangle', frequency: hertz * shift });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.5, from + 0.02);
    volume.gain.linearRampToValueAtTime(0, from + toneSeconds);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + toneSeconds);
  }
}

function soundRed(): void {
  clearTimeout(again);
  play('red');
  again = setTimeout(() => {
    const waits = image.peek()?.incidents.some((one) =>
      one.level === EscalationLevel.EXTRAORDINARY && (one.provisional || one.unconfirmed));
    if (waits) soundRed();
  }, repeatMs);
}

/** From now on; what it returns ends it. */
export function soundAlarms(): () => void {
  listen();
  let red: Set<string> | undefined;
  let hadContact = false;
  const ends = [
    effect(() => {
      const now = image.value;
      if (!now) return;
      const seen = openIncidents(now).filter((one) => one.level === EscalationLevel.EXTRAORDINARY).map((one) => one.id);
      if (red && seen.some((id) => !red?.has(id))) soundRed();
      red = new Set(seen);
    }),
    effect(() => {
      if (contact.value === 'lost' && hadContact) play('lost');
      hadContact = contact.value === 'live';
    }),
  ];
  return () => {
    clearTimeout(again);
    for (const end of ends) end();
  };
}
