// @vitest-environment happy-dom
// What only an exercise shows: a real alarm that takes the screen, that nobody watches, the newcomer's steps.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ExerciseHead } from '../src/exercise';
import { emptyImage, evolve } from '../src/fold/evolve';
import { Mode } from '../src/gen/ckl/v1/model_pb';
import { WhoAmIResponseSchema } from '../src/gen/ckl/v1/services/access_pb';
import { guarded, liveAlarm, stay, take } from '../src/state/guard';
import { image, who } from '../src/state/store';
import { exerciseEn, exerciseSv } from '../src/text/exercise';
import { create } from '../src/wire/codec';
import { firstHalfHour, opening, organisation } from './fake/world';

let root: HTMLElement;
const alarm = { incident: 'incident-9', headline: 'Läcka vid Slussen', kind: 3, level: 3, at: Date.UTC(2026, 10, 24, 2, 3) };

const show = () => act(() => render(<ExerciseHead />, root));
const text = () => root.textContent ?? '';
const button = (words: string) => [...root.querySelectorAll('button')].find((one) => one.textContent === words || one.getAttribute('aria-label') === words);

function signIn(person: string, demo = true): void {
  who.value = create(WhoAmIResponseSchema, {
    person: organisation.persons.find((one) => one.id === person),
    mandates: organisation.mandates.filter((one) => one.person === person),
    demo,
  });
}

beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.reject(new Error('no server')));
  root = document.createElement('div');
  document.body.replaceChildren(root);
  const journal = opening(Mode.EXERCISE, 'ovning-f1-1', { sv: 'Övning', en: 'Exercise' });
  firstHalfHour(journal);
  const now = emptyImage();
  for (const entry of journal.entries) evolve(now, entry);
  image.value = now;
  who.value = undefined;
  guarded.value = undefined;
  liveAlarm.value = undefined;
  stay();
});

afterEach(() => {
  render(null, root);
  vi.unstubAllGlobals();
});

describe('a real alarm', () => {
  it('takes the screen with its name, its level in words and shape, and its time', async () => {
    await show();
    await act(() => take(alarm));
    const dialog = root.querySelector('dialog') as HTMLDialogElement;
    expect(dialog.open).toBe(true);
    expect(dialog.getAttribute('role')).toBe('alertdialog');
    expect(dialog.querySelector('h2')?.textContent).toBe('SKARPT LARM');
    expect(document.activeElement?.tagName).toBe('H2');
    expect(dialog.querySelector('[role=alert]')?.textContent).toBe('Läcka vid SlussenAllvarlig händelseKl. 03:03');
    expect(dialog.querySelector('.shape-orange')).not.toBeNull();
    expect(dialog.querySelector('a')?.getAttribute('href')).toBe('/#incident-9');
  });

  it('gives the screen back, and stays as a line', async () => {
    await show();
    await act(() => take({ ...alarm, headline: '', kind: 0, level: 0 }));
    expect(text()).toContain('Händelse');
    expect(text()).toContain('Inkallning');
    await act(() => button('Stanna i övningen')?.click());
    expect(root.querySelector('dialog')).toBeNull();
    expect(text()).toContain('Skarpt larm: Händelse, kl. 03:03. Till skarpt läge');
  });
});

describe('the head of an exercise', () => {
  it('says when nobody watches the live workspace, and not before it is known', async () => {
    await show();
    expect(text()).toBe('');
    await act(() => {
      guarded.value = false;
    });
    expect(text()).toContain('Skarpt läge bevakas inte just nu.');
    await act(() => {
      guarded.value = true;
    });
    expect(text()).toBe('');
  });

  it('tells a newcomer who they are and what to try, until it is closed; another role is told anew', async () => {
    signIn('tib-1');
    await show();
    expect(text()).toContain('Du är TiB 1. Prova:');
    expect([...root.querySelectorAll('.guide li a')].map((one) => one.getAttribute('href'))).toEqual(['/larma', '/inkallning']);
    await act(() => button('Stäng')?.click());
    expect(text()).toBe('');
    await act(() => signIn('kn-ordf'));
    expect(text()).toContain('Granska och förklara.');
  });

  it('tells nobody else', async () => {
    signIn('tib-1', false);
    await show();
    expect(text()).toBe('');
    await act(() => signIn('stadsdirektor'));
    expect(text()).toBe('');
  });

  it('has the same steps in both languages, and leads to the same pages', () => {
    const pages = (roles: typeof exerciseSv.roles) => Object.entries(roles).map(([role, steps]) => [role, steps.map(([page]) => page)]);
    expect(pages(exerciseEn.roles)).toEqual(pages(exerciseSv.roles));
  });
});
