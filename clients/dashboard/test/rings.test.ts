// @vitest-environment happy-dom
// What calls for somebody: a new alarm and lost contact, in a voice of their own in an exercise, again until it is seen.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyImage, evolve } from '../src/fold/evolve';
import { Mode } from '../src/gen/ckl/v1/model_pb';
import { page } from '../src/state/router';
import { screen, sound } from '../src/state/prefs';
import { acknowledge, againAfterMs, rings, watchForSounds } from '../src/state/rings';
import { contact, image } from '../src/state/store';
import { allowed, allowSound, silence } from '../src/ui/tones';
import { firstHalfHour, type Journal, opening } from './fake/world';

/** The voices that have been started, as their kind and pitch. */
const voices: string[] = [];
let stopped = 0;

class FakeContext {
  state = 'running';
  currentTime = 0;
  destination = {};
  onstatechange: (() => void) | null = null;
  resume = () => Promise.resolve();
  createGain() {
    return { gain: { value: 0, setValueAtTime: vi.fn(), linearRampToValueAtTime: vi.fn() }, connect: (to: unknown) => to,
      disconnect: () => (stopped += 1) };
  }
  createOscillator() {
    const one = { type: '', frequency: { value: 0 }, connect: (to: unknown) => to, stop: vi.fn(),
      start: () => voices.push(`${one.type} ${Math.round(one.frequency.value)}`) };
    return one;
  }
}

let journal: Journal;

function show(): void {
  const now = emptyImage();
  for (const entry of journal.entries) evolve(now, entry);
  image.value = now;
}

function open(mode: Mode): void {
  rings.value = [];
  voices.length = 0;
  journal = opening(mode, mode === Mode.LIVE ? 'skarpt' : 'ovning', { sv: 'x', en: 'x' });
  firstHalfHour(journal);
  show();
  rings.value = [];
  voices.length = 0;
}

const report = (to: number) => {
  journal.add({ case: 'incidentReported', value: { incident: 'incident-2', number: 2, kind: 3, headline: 'Läcka' } });
  journal.add({ case: 'levelChanged', value: { incident: 'incident-2', from: 1, to, reason: '' } });
  show();
};

vi.useFakeTimers();
vi.stubGlobal('AudioContext', FakeContext);
sound.value = 'on';
watchForSounds();

beforeEach(() => {
  contact.value = 'live';
  page.value = '/';
  open(Mode.LIVE);
});

afterEach(() => {
  acknowledge('alarm');
  acknowledge('lost');
});

describe('the sounds', () => {
  it('are allowed when the browser says so', () => {
    allowSound();
    expect(allowed.value).toBe(true);
  });

  it('tell of a new incident, not of what was there, and again every two minutes until it is seen', () => {
    show();
    expect(rings.value).toEqual([]);
    report(2);
    expect(rings.value.map((one) => [one.tone, one.incident?.id])).toEqual([['alarm', 'incident-2']]);
    expect(voices[0]).toBe('triangle 880');
    voices.length = 0;
    const before = stopped;
    silence();
    expect(stopped).toBe(before + 1);
    expect(rings.value, 'silence stops the sound only').toHaveLength(1);
    vi.advanceTimersByTime(againAfterMs);
    expect(voices).not.toEqual([]);
    acknowledge('alarm');
    voices.length = 0;
    vi.advanceTimersByTime(2 * againAfterMs);
    expect(voices).toEqual([]);
  });

  it('tell of a level that becomes extraordinary, and of no other change', () => {
    journal.add({ case: 'levelChanged', value: { incident: 'incident-1', from: 3, to: 2, reason: '' } });
    show();
    expect(rings.value).toEqual([]);
    journal.add({ case: 'levelChanged', value: { incident: 'incident-1', from: 2, to: 4, reason: '' } });
    show();
    expect(rings.value).toHaveLength(1);
  });

  it('leave whoever sends an alarm alone, but for the worst', () => {
    page.value = '/larma';
    report(3);
    expect(rings.value).toEqual([]);
    journal.add({ case: 'levelChanged', value: { incident: 'incident-2', from: 3, to: 4, reason: '' } });
    show();
    expect(rings.value).toHaveLength(1);
  });

  it('tell of lost contact, and end with it; an alarm comes first', () => {
    contact.value = 'lost';
    expect(rings.value).toEqual([{ tone: 'lost' }]);
    expect(voices[0]).toBe('triangle 587');
    report(2);
    expect(rings.value.map((one) => one.tone)).toEqual(['alarm', 'lost']);
    contact.value = 'live';
    expect(rings.value.map((one) => one.tone)).toEqual(['alarm']);
  });

  it('have another voice in an exercise', () => {
    open(Mode.EXERCISE);
    report(2);
    expect(voices[0]).toBe('sine 660');
  });

  it('are left to the wall on a wall, which has a voice of its own', () => {
    screen.value = 'wall';
    report(2);
    expect(voices).toEqual([]);
    screen.value = 'desk';
  });

  it('are not heard when they are turned off', () => {
    sound.value = 'off';
    report(2);
    expect(voices).toEqual([]);
    sound.value = 'on';
  });
});
