// A newer version of the page on the server: found when contact comes back (a server that was changed was restarted), and taken when
// nobody is in the middle of something. A screen that stands for days is then never older than its server.
import { effect, signal } from '@preact/signals';
import { current } from '../ui/dialogs';
import { contact } from './store';

export const idleMs = 60_000;
const lookEveryMs = 5_000;
const draftKey = 'ckl.draft.';
const takenKey = 'ckl.taken';

/** The name of the page's program, which carries a hash of what it holds. */
export const programOf = (html: string): string => /\/assets\/index-[\w-]+\.js/.exec(html)?.[0] ?? '';

export const newer = signal('');

let touched = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

async function look(): Promise<void> {
  try {
    const response = await fetch('/', { cache: 'no-cache', credentials: 'same-origin', signal: AbortSignal.timeout(8_000) });
    const offered = response.ok ? programOf(await response.text()) : '';
    const own = programOf(document.head.innerHTML);
    if (offered && own && offered !== own && offered !== sessionStorage.getItem(takenKey)) newer.value = offered;
  } catch {
    // Asked again when contact comes back the next time.
  }
}

function hasDraft(): boolean {
  return Object.keys(sessionStorage).some((key) => key.startsWith(draftKey));
}

/** Nobody is in the middle of something, and the new version can be fetched. */
export function isIdle(now: number): boolean {
  return contact.peek() === 'live' && !current.peek() && !document.querySelector('dialog[open]') && !hasDraft() && now - touched >= idleMs;
}

function takeWhenIdle(reload: () => void): void {
  clearTimeout(timer);
  if (!newer.peek()) return;
  if (isIdle(performance.now())) {
    // Once: should the server go on giving the old one, the page does not load for ever.
    sessionStorage.setItem(takenKey, newer.peek());
    reload();
    return;
  }
  timer = setTimeout(() => takeWhenIdle(reload), lookEveryMs);
}

/** Called once. */
export function followVersions(reload: () => void): void {
  const touch = () => {
    touched = performance.now();
  };
  touch();
  for (const kind of ['pointerdown', 'keydown', 'wheel', 'input']) addEventListener(kind, touch, { passive: true, capture: true });
  let before = contact.peek();
  effect(() => {
    const state = contact.value;
    if (state === 'live' && before !== 'live') void look();
    before = state;
  });
  effect(() => {
    if (newer.value) takeWhenIdle(reload);
  });
}
