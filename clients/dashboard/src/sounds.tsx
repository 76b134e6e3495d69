// Sound, fetched by every page after its first picture: what calls, whether it can be heard, and the switch in the settings.
import { LevelShape } from './ui/icons';
import { acknowledge, rings, type Ring, watchForSounds } from './state/rings';
import { screen, sound } from './state/prefs';
import { spoken, t } from './text';
import { nameOf } from './text/tell';
import { Choice } from './ui/choice';
import { allowed, allowSound, silence } from './ui/tones';

const texts = {
  sv: {
    off: 'Ljud av', turnOn: 'Slå på ljudet', label: 'Ljud vid nytt larm och bruten kontakt', on: 'På', silent: 'Av',
    alarm: 'Nytt larm', lost: 'Kontakten är bruten', hush: 'Tysta', seen: 'Jag har sett', again: 'Ljuder igen om två minuter.',
  },
  en: {
    off: 'Sound off', turnOn: 'Turn the sound on', label: 'Sound at a new alarm and lost contact', on: 'On', silent: 'Off',
    alarm: 'New alarm', lost: 'Contact is lost', hush: 'Silence', seen: 'I have seen it', again: 'Sounds again in two minutes.',
  },
};
const words = () => texts[spoken.value];

watchForSounds();
document.documentElement.dataset['sounds'] = '';

/** In a corner, while the browser does not let the page sound. */
function SoundOff() {
  if (sound.value === 'off' || allowed.value) return null;
  return (
    <button type="button" class="sound-off" onClick={allowSound} title={words().turnOn}>
      <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d="M4 9.500v5h3.500l5 4v-13l-5 4zM16 9.500l5 5M21 9.500l-5 5" />
      </svg>
      {words().off}
      <span class="sr-only">. {words().turnOn}</span>
    </button>
  );
}

function Line({ one }: { one: Ring }) {
  const { incident, tone } = one;
  return (
    <div class="ring">
      {incident && <LevelShape level={incident.level} />}
      <p>
        <strong>{words()[tone]}</strong>
        {incident && ` – ${nameOf(incident)}, ${t().level[incident.level]?.toLowerCase()}`}.
        <span class="ring-again"> {words().again}</span>
      </p>
      <div class="buttons">
        <button type="button" onClick={silence}>{words().hush}</button>
        <button type="button" class="primary" onClick={() => acknowledge(tone)}>{words().seen}</button>
      </div>
    </div>
  );
}

/** Under the strip, until somebody in front of this screen has seen it. */
export function Rings() {
  if (sound.value === 'off' || screen.value === 'wall') return null;
  return (
    <>
      <SoundOff />
      {rings.value.map((one) => <Line key={one.tone} one={one} />)}
    </>
  );
}

export function SoundChoice() {
  return (
    <Choice name="sound" label={words().label} value={sound} options={[['on', words().on], ['off', words().silent]]} />
  );
}
