// When the wall sounds (ui/tones.ts): at a new red incident, again every two minutes while nobody has confirmed it, and when contact is
// lost. Nobody stands at its keyboard to acknowledge, so it does not ring as a desk does (rings.ts).
import { effect } from '@preact/signals';
import { EscalationLevel, Mode } from '../gen/ckl/v1/model_pb';
import { allowSound, play, type Tone } from '../ui/tones';
import { openIncidents } from './derive';
import { contact, image, mode } from './store';

const repeatMs = 120_000;

let again: ReturnType<typeof setTimeout> | undefined;

const sound = (tone: Tone): void => play(tone, mode.peek() === Mode.EXERCISE);

function soundRed(): void {
  clearTimeout(again);
  sound('alarm');
  again = setTimeout(() => {
    const waits = image.peek()?.incidents.some((one) =>
      one.level === EscalationLevel.EXTRAORDINARY && (one.provisional || one.unconfirmed));
    if (waits) soundRed();
  }, repeatMs);
}

/** From now on; what it returns ends it. */
export function soundAlarms(): () => void {
  allowSound();
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
      if (contact.value === 'lost' && hadContact) sound('lost');
      hadContact = contact.value === 'live';
    }),
  ];
  return () => {
    clearTimeout(again);
    for (const end of ends) end();
  };
}
