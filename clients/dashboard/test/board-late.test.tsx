// @vitest-environment happy-dom
// What the board has beyond its first picture: who leads what, command posts, channels, the line of time, and when a new version is taken.
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyImage, evolve } from '../src/fold/evolve';
import { ListGatewaysResponseSchema } from '../src/gen/ckl/v1/services/gateway_pb';
import { ListPostsResponseSchema } from '../src/gen/ckl/v1/services/workspace_pb';
import { EscalationLevel, Mode } from '../src/gen/ckl/v1/model_pb';
import { marksOf } from '../src/pages/board-axis';
import { Leads } from '../src/pages/board-leads';
import { Gateways, Posts } from '../src/pages/board-posts';
import { WallBoard } from '../src/pages/wall-board';
import { Asked, askAtLeastEveryMs, askEveryMs } from '../src/state/asked';
import { setClock } from '../src/state/clock';
import { leadLines } from '../src/state/leads';
import { idleMs, isIdle, programOf } from '../src/state/newer';
import { screen } from '../src/state/prefs';
import { gateways, posts } from '../src/state/presence';
import { contact, image } from '../src/state/store';
import { closeDialog, openDialog } from '../src/ui/dialogs';
import { fromBinary } from '../src/wire/codec';
import { crowd } from './browser/wall';
import { underTheLaw } from './fake/law';
import { FakePresence } from './fake/presence';
import type { Fake } from './fake/server';
import { declared, firstHalfHour, type Journal, opening } from './fake/world';

let root: HTMLElement;

function world(...stories: ((journal: Journal) => void)[]): Journal {
  const journal = opening(Mode.LIVE, 'skarpt', { sv: 'Skarpt läge', en: 'Live' });
  for (const story of stories) story(journal);
  const now = emptyImage();
  for (const entry of journal.entries) evolve(now, entry);
  image.value = now;
  setClock(journal.time, 1);
  return journal;
}

const crowded = (journal: Journal): void =>
  crowd({ happen: (write: (journal: Journal) => void) => write(journal), presence: new FakePresence() } as unknown as Fake);

function presence(fake: FakePresence): void {
  posts.value.value = fromBinary(ListPostsResponseSchema, fake.answerPosts());
  gateways.value.value = fromBinary(ListGatewaysResponseSchema, fake.answerGateways());
}

beforeEach(() => {
  root = document.createElement('div');
  document.body.replaceChildren(root);
  sessionStorage.clear();
  vi.stubGlobal('fetch', () => Promise.reject(new Error('no server here')));
  contact.value = 'live';
});

afterEach(() => {
  render(null, root);
  screen.value = 'desk';
  posts.value.value = undefined;
  gateways.value.value = undefined;
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const show = (page: preact.ComponentChild) => act(() => render(page, root));
const text = () => root.textContent ?? '';
const rows = () => [...root.querySelectorAll('tbody tr')].map((row) =>
  [...row.querySelectorAll('th, td > div')].map((cell) => cell.textContent));

describe('who leads what', () => {
  it('names who leads, supports, is asked and is told of each incident, and says when nobody leads', async () => {
    world(firstHalfHour, crowded);
    await show(<Leads now={image.value ?? emptyImage()} />);
    const of = (name: string) => rows().find(([what]) => what?.includes(name))?.slice(1);
    expect(of('Skottlossning')).toEqual(['Norrmalms stadsdelsnämnd', 'Stadsledningskontoret (tillfrågad)', 'ingen']);
    expect(of('Brand i tunnelbanan')).toEqual(['Kommunstyrelsen', 'ingen', 'Stadsledningskontoret']);
    expect(of('Vattenläcka')?.[0]).toContain('Ingen leder');
    expect([...root.querySelectorAll('thead th')].map((head) => head.textContent)).toEqual(['Område', 'Leder', 'Stödjer', 'Informeras']);
  });

  it('has a line for each area that is taken over, without the parts that went back', () => {
    world(firstHalfHour, declared, underTheLaw);
    const lines = leadLines(image.value ?? emptyImage(), Date.UTC(2017, 3, 7, 15)).filter((line) => !line.incident);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.filter((line) => line.unit === 'slk').map((line) => line.parts)).toContainEqual(['löner']);
    expect(lines.every((line) => line.leader !== '')).toBe(true);
  });
});

describe('command posts and channels', () => {
  it('are one line each while all is well', async () => {
    presence(new FakePresence());
    await show(<><Posts /><Gateways /></>);
    expect(text()).toContain('Stadshuset i takt');
    expect(root.querySelector('.well')?.textContent).toContain('Alla kanaler fungerar: SMS, E-post, Samtal');
    expect(root.querySelectorAll('.post-away')).toHaveLength(0);
  });

  it('say first what is away, and then what lags or goes another way', async () => {
    const fake = new FakePresence();
    fake.trouble();
    presence(fake);
    await show(<><Posts /><Gateways /></>);
    expect([...root.querySelectorAll('.posts .post strong')].map((one) => one.textContent)).toEqual([
      'Reservplatsen', 'Tekniska nämndhuset', 'Stadshuset', 'bilen']);
    expect(text()).toContain('Stadshuset 3 händelser efter');
    expect(text()).toContain('Tekniska nämndhuset Inte ansluten sedan servern startade');
    expect(text()).toContain('Samtal Ingen väg ut fungerar');
    expect(text()).toContain('12 meddelanden väntar');
    expect(text()).toContain('SMS går genom reserven');
    expect(root.querySelector('.well')).toBeNull();
  });
});

describe('what is asked for again and again', () => {
  it('is asked every few seconds, ever more seldom when it fails, and not at all when nobody looks', async () => {
    vi.useFakeTimers();
    let works = true;
    const ask = vi.fn(async () => (works ? { ok: true as const, value: 1 } : { ok: false as const, failure: { kind: 'unreachable' as const } }));
    const asked = new Asked(ask);
    const end = asked.use();
    await vi.advanceTimersByTimeAsync(askEveryMs * 4);
    expect(ask).toHaveBeenCalledTimes(5);
    works = false;
    ask.mockClear();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(ask.mock.calls.length).toBeLessThanOrEqual(3_600_000 / askAtLeastEveryMs + 5);
    expect(asked.value.value).toBe(1);
    expect(asked.failure.value).toBe('unreachable');
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    await vi.advanceTimersByTimeAsync(askAtLeastEveryMs);
    ask.mockClear();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(ask).not.toHaveBeenCalled();
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(ask).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(0);
    end();
    ask.mockClear();
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(ask).not.toHaveBeenCalled();
  });
});

describe('the line of the last two hours', () => {
  it('marks what is important, together what came together, with the highest level', () => {
    const journal = world(firstHalfHour);
    const marks = marksOf([...journal.entries].reverse(), journal.time);
    expect(marks.reduce((sum, mark) => sum + mark.count, 0)).toBeGreaterThan(3);
    expect(marks.some(({ level }) => level === EscalationLevel.SERIOUS)).toBe(true);
    expect(marksOf([...journal.entries].reverse(), journal.time + 3 * 3_600_000)).toEqual([]);
  });
});

describe('the wall', () => {
  it('can only be read: no button but its own two, at most seven incidents, and the rest as a number', async () => {
    world(firstHalfHour, crowded);
    screen.value = 'wall';
    await show(<WallBoard />);
    expect([...root.querySelectorAll('button')].map((one) => one.textContent?.trim())).toEqual(['Ljud av', 'Arbetsplats']);
    expect(root.querySelectorAll('a, input, select, textarea')).toHaveLength(0);
    expect(root.querySelectorAll('.wall-incidents li')).toHaveLength(7);
    expect(root.querySelector('.wall-incidents h2')?.textContent).toContain('+2 till');
  });

  it('says in words that contact is lost, and from when the picture is', async () => {
    world(firstHalfHour);
    contact.value = 'lost';
    await show(<WallBoard />);
    expect(text()).toMatch(/FRÅNKOPPLAD, visar läget \d\d:\d\d:\d\d/);
  });
});

describe('a newer version of the page', () => {
  it('is known by the name of the program', () => {
    expect(programOf('<script type="module" src="/assets/index-Ab_3-x.js"></script>')).toBe('/assets/index-Ab_3-x.js');
    expect(programOf('<p>502</p>')).toBe('');
  });

  it('waits for a minute without input, for contact, and for dialogs and drafts', () => {
    const later = performance.now() + idleMs + 1;
    expect(isIdle(later)).toBe(true);
    expect(isIdle(0)).toBe(false);
    contact.value = 'lost';
    expect(isIdle(later)).toBe(false);
    contact.value = 'live';
    openDialog({ kind: 'note' });
    expect(isIdle(later)).toBe(false);
    closeDialog();
    sessionStorage.setItem('ckl.draft.skarpt.note', 'Halvfärdig');
    expect(isIdle(later)).toBe(false);
  });
});
