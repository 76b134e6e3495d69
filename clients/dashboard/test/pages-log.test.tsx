// @vitest-environment happy-dom
// The staff's log as a person meets it: its rows in words, what hangs together, and what each button sends.
import { signal } from '@preact/signals';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { emptyImage, evolve } from '../src/fold/evolve';
import type { JournalEntry } from '../src/gen/ckl/v1/journal_pb';
import { LogKind, Mode } from '../src/gen/ckl/v1/model_pb';
import { ListEntriesRequestSchema, ListEntriesResponseSchema } from '../src/gen/ckl/v1/services/workspace_pb';
import type { Progress } from '../src/net/commands';
import { Log } from '../src/pages/log';
import { current } from '../src/pages/log-window';
import { chain } from '../src/state/chain';
import { setClock } from '../src/state/clock';
import { byNumber, loading, rows } from '../src/state/log';
import { language } from '../src/state/prefs';
import { page, query, readAddress, subject } from '../src/state/router';
import { commands, contact, followers, image } from '../src/state/store';
import { unsent } from '../src/state/unsent';
import { fetchEnglish } from '../src/text';
import { closeDialog } from '../src/ui/dialogs';
import { Dialogs } from '../src/ui/open-dialog';
import { fetchOffline } from '../src/ui/parts';
import { create, fromBinary, toBinary } from '../src/wire/codec';
import { note, written } from './fake/log';
import { firstHalfHour, type Journal, opening } from './fake/world';

let root: HTMLElement;
/** The machine has other things to do as well. */
const soon = (check: () => unknown) => vi.waitFor(check, { timeout: 4_500 });
let journal: Journal;
let asked = 0;
let served = true;
const submitted: { kind: string; value: Record<string, unknown> }[] = [];

/** Pages of the journal as the server gives them; everything else is not answered. */
async function answer(url: string, init: { body: Uint8Array }): Promise<unknown> {
  if (!url.endsWith('/ListEntries') || !served) throw new Error('no contact');
  asked += 1;
  const { after, descending, limit } = fromBinary(ListEntriesRequestSchema, init.body);
  const all = journal.entries;
  const inOrder = descending ? [...all].reverse().filter((one) => one.sequence < after) : all.filter((one) => one.sequence > after);
  const entries = inOrder.slice(0, Math.min(limit, 12));
  const next = inOrder.length > entries.length ? (entries.at(-1)?.sequence ?? 0n) : 0n;
  const body = toBinary(ListEntriesResponseSchema, create(ListEntriesResponseSchema, { entries, next }));
  return { ok: true, arrayBuffer: async () => body.slice().buffer };
}

function refold(): void {
  const now = emptyImage();
  for (const entry of journal.entries) evolve(now, entry);
  image.value = now;
}

vi.stubGlobal('fetch', answer);

/** Entries come by the stream. */
const happen = (write: (journal: Journal) => void) => act(() => {
  const before = journal.entries.length;
  write(journal);
  const fresh: JournalEntry[] = journal.entries.slice(before);
  for (const tell of followers) tell(fresh);
  refold();
});

beforeEach(async () => {
  root = document.createElement('div');
  document.body.replaceChildren(root);
  history.replaceState(null, '', '/dagbok');
  readAddress();
  sessionStorage.clear();
  language.value = 'sv';
  contact.value = 'live';
  served = true;
  submitted.length = 0;
  vi.spyOn(commands, 'submit').mockImplementation(((kind: string, value: Record<string, unknown>) => {
    submitted.push({ kind, value });
    return { id: 'web-1', progress: signal<Progress>({ step: 'sending', resent: false }), again: () => {} };
  }) as never);
  if (!journal) {
    journal = opening(Mode.LIVE, 'skarpt', { sv: 'Skarpt läge', en: 'Live' });
    firstHalfHour(journal);
    written(journal);
  }
  refold();
  setClock(journal.time, 1);
  await act(() => render(<><Log /><Dialogs /></>, root));
  await soon(() => expect([byNumber.has(1), loading.value]).toEqual([true, false]));
  await act(() => {});
});

afterEach(async () => {
  await act(closeDialog);
  unsent.value = [];
  await act(() => render(null, root));
  vi.restoreAllMocks();
});

const row = (number: number): HTMLElement => root.querySelector(`#nr-${number}`) as HTMLElement;
const words = (one: Element | null): string => (one?.textContent ?? '').replace(/\s+/g, ' ').trim();

async function press(text: string, within: Element = root): Promise<void> {
  const found = [...within.querySelectorAll<HTMLElement>('button')].find((one) => words(one).includes(text));
  if (!found) throw new Error(`no button «${text}»`);
  await act(() => found.click());
}

async function fill(name: string, value: string): Promise<void> {
  const field = root.querySelector(`dialog #field-${name}`) as HTMLInputElement;
  await act(() => {
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

const submit = () => act(() => root.querySelector<HTMLElement>('dialog button[type=submit]')?.click());

describe('the log', () => {
  it('is a table whose rows say their place among all', () => {
    const table = root.querySelector('table');
    const all = [...root.querySelectorAll('tr[data-at]')];
    expect(Number(table?.getAttribute('aria-rowcount'))).toBe(rows.value.length + 1);
    expect(all.map((one) => one.getAttribute('aria-rowindex'))).toEqual(all.map((_, at) => String(at + 2)));
    expect(all.filter((one) => (one as HTMLElement).tabIndex === 0), 'one of them is in the order of Tab').toHaveLength(1);
    expect([...root.querySelectorAll('thead th')].map(words)).toEqual(['Nr', 'Tid', 'Av', 'Slag', 'Text', 'Gäller']);
    expect(words(row(2))).toMatch(/^2 ?14:59 ?Dokumentation 1, registrator ?Inkommande uppgift ?Polisen spärrar av/);
    expect(asked, 'fetched in pages').toBeGreaterThan(1);
  });

  it('shows when something happened, and beside it when it was noted if that was later', () => {
    expect(words(row(4).querySelector('.log-time'))).toBe('14:55 antecknad 15:10');
    expect(words(row(2).querySelector('.log-time'))).toBe('14:59');
  });

  it('strikes what was corrected, keeps it readable, and leads both ways', () => {
    expect(row(3).querySelector('s')?.textContent).toContain('Adolf Fredriks kyrka');
    expect(row(3).querySelector('a')?.getAttribute('href')).toBe('#nr-6');
    expect(row(6).querySelector('a')?.getAttribute('href')).toBe('#nr-3');
    expect(words(row(6))).toContain('Rättar nr 3. Skäl: Kyrkan ligger innanför avspärrningen.');
    expect(root.querySelectorAll('tr s')).toHaveLength(1);
  });

  it('says what is marked, what is masked, and how to ask', () => {
    expect(words(row(5))).toContain('Sekretessmarkerad: 25 kap. 1 § OSL, uppgift om en enskilds hälsa');
    expect(words(row(5))).toContain('Patienten som togs in');
    expect(words(row(7))).toContain('Maskerad. Vad som står visas inte för dig. Behöver du det: be stabschefen eller registratorn om nr 7.');
    expect(row(7).querySelector('.ground button')?.textContent, 'what can not be read can not be corrected').not.toContain('Rätta');
  });

  it('corrects by a new note that begins with the old text and says why', async () => {
    await press('Rätta', row(2));
    const dialog = root.querySelector('dialog');
    expect(words(dialog)).toContain('Rätta nr 2');
    expect(dialog?.querySelector<HTMLTextAreaElement>('#field-text')?.value).toContain('Polisen spärrar av');
    expect(dialog?.querySelector('#field-kind'), 'a correction is of no other kind').toBeNull();
    await fill('text', 'Tre skolor är inne i området.');
    await submit();
    expect(submitted).toEqual([]);
    await fill('reason', 'En skola till.');
    await submit();
    expect(submitted[0]).toMatchObject({ kind: 'writeLogEntry',
      value: { corrects: 2, reason: 'En skola till.', text: 'Tre skolor är inne i området.', incident: 'incident-1', kind: LogKind.CORRECTION } });
  });

  it('marks and lifts secrecy', async () => {
    await press('Sekretessmarkera', row(2));
    expect((root.querySelector('dialog #field-provision') as HTMLInputElement).value).toBe('18 kap. 13 § OSL');
    await fill('provision', '');
    await submit();
    expect(submitted).toEqual([]);
    await fill('provision', '15 kap. 2 § OSL');
    await submit();
    await press('Avbryt', root.querySelector('dialog') as Element);
    await press('Ta bort sekretessmarkeringen', row(5));
    await fill('reason', 'Prövad, inget är hemligt.');
    await submit();
    expect(submitted).toMatchObject([
      { kind: 'markSecrecy', value: { workspace: 'skarpt', number: 2, provision: '15 kap. 2 § OSL', reason: '' } },
      { kind: 'liftSecrecy', value: { workspace: 'skarpt', number: 5, reason: 'Prövad, inget är hemligt.' } }]);
  });

  it('follows what happens, and asks again for what may be read again', async () => {
    const before = asked;
    await happen((one) => note(one, { text: 'Alldeles nyss.' }));
    expect(words(root.querySelector('tr[data-at]'))).toContain('Alldeles nyss.');
    expect(asked).toBe(before);
    const hidden = journal.entries.find(({ event }) => event.case === 'logEntryWritten' && event.value.number === 7) as JournalEntry;
    hidden.masked = false;
    Object.assign(hidden.event.value ?? {}, { text: 'Nu får alla se.' });
    await happen((one) => one.add({ case: 'secrecyLifted', value: { number: 7, reason: 'Prövad' } }));
    await soon(() => expect(words(row(7))).toContain('Nu får alla se.'));
    expect(words(row(7))).not.toContain('Sekretessmarkerad');
  });

  it('begins anew when something was missed', async () => {
    const before = journal.entries.length;
    note(journal, { text: 'Missad.' });
    await act(refold);
    await soon(() => expect(words(root)).toContain('Missad.'));
    expect(rows.value.filter(({ at }) => at === before + 1)).toHaveLength(1);
    expect(new Set(rows.value.map(({ at }) => at)).size).toBe(rows.value.length);
  });

  it('is looked through by its fields, in the address, and back again', async () => {
    const search = root.querySelector('#log-ord') as HTMLInputElement;
    const steps = vi.spyOn(history, 'pushState');
    for (const value of ['m', 'mo', 'mobil']) {
      search.value = value;
      await act(() => void search.dispatchEvent(new Event('input', { bubbles: true })));
    }
    expect(location.search).toBe('?ord=mobil');
    expect(steps, 'one step back').toHaveBeenCalledTimes(1);
    expect([...root.querySelectorAll('tr[data-at]')].map((one) => one.id)).toEqual(['nr-4']);
    expect(words(root.querySelector('.log-count'))).toMatch(/^1 av \d+ visas/);
    expect(root.querySelector('table')?.getAttribute('aria-rowcount')).toBe('2');
    await press('Rensa filter');
    expect(location.search).toBe('');
    expect(query.value).toBe('');
    await act(() => {
      history.replaceState(null, '', '/dagbok?ord=finnsinte');
      readAddress();
    });
    await soon(() => expect(words(root)).toContain('Inget i dagboken passar filtret.'));
  });

  it('goes to the note that the address names, also when it was filtered out', async () => {
    await act(() => {
      history.replaceState(null, '', '/dagbok?ord=mobil#nr-2');
      readAddress();
    });
    expect(subject.value).toBe('nr-2');
    await soon(() => expect(document.activeElement?.id).toBe('nr-2'));
    expect(location.search).toBe('');
    expect(page.value).toBe('/dagbok');
  });

  it('goes from row to row by J, K and the arrows', async () => {
    const all = [...root.querySelectorAll<HTMLElement>('tr[data-at]')];
    const key = (one: string, target: EventTarget = document.body) => act(async () => {
      target.dispatchEvent(new KeyboardEvent('keydown', { key: one, bubbles: true }));
      await new Promise((done) => setTimeout(done));
    });
    current.value = Number(all[0]?.dataset['at']);
    await key('j');
    expect(document.activeElement).toBe(all[1]);
    await key('ArrowDown', all[1]);
    expect(document.activeElement).toBe(all[2]);
    await key('k');
    expect(document.activeElement).toBe(all[1]);
    await key('/');
    expect(document.activeElement?.id).toBe('log-ord');
    await key('j', root.querySelector('#log-ord') as Element);
    expect(document.activeElement?.id, 'not while typing').toBe('log-ord');
  });

  it('shows what waits on this device, with its own time', async () => {
    fetchOffline();
    expect(root.querySelector('.unsent')).toBeNull();
    await act(() => {
      unsent.value = [{ id: 'u1', writtenAt: Date.UTC(2017, 3, 7, 13, 31), incident: 'incident-1', kind: LogKind.OBSERVATION, text: 'Vatten i källaren.' }];
    });
    await soon(() => expect(words(root.querySelector('.unsent li'))).toMatch(/15:31.*Vatten i källaren\..*Ej sänd/));
  });

  it('says how far the chain is verified, where it broke, and that it could not be checked', async () => {
    const strip = () => words(root.querySelector('.chain'));
    const at = Date.UTC(2017, 3, 7, 13, 20);
    const last = rows.value.find(({ number }) => number === 8)?.at ?? 0;
    await act(() => {
      chain.value = { state: 'good', size: last, at, signed: true, first: false };
    });
    expect(strip()).toContain(`Kedjan verifierad till och med nr 8 (post ${last}), 15:20`);
    await act(() => {
      chain.value = { state: 'away', since: at, size: last };
    });
    expect(strip()).toContain('Kedjan kunde inte kontrolleras sedan 15:20');
    const from = byNumber.get(3)?.at ?? 0;
    await act(() => {
      chain.value = { state: 'broken', fault: 'rewritten', from, to: last, at };
    });
    expect(strip()).toContain('Kedjan stämmer inte');
    expect(strip()).toContain(`Första felet: mellan post ${from} och post ${last}, tidigast nr 3.`);
    expect(root.querySelector('.chain details')?.hasAttribute('open')).toBe(true);
    expect(root.querySelector('.chain a')?.getAttribute('href')).toBe('/granska.html');
  });

  it('speaks English', async () => {
    await fetchEnglish();
    await act(() => {
      language.value = 'en';
    });
    expect(words(root.querySelector('h1'))).toBe('Log');
    // What was told in Swedish is told anew.
    await soon(() => expect(words(root)).toMatch(/Event log ?TiB 1 was refused/));
  });
});
