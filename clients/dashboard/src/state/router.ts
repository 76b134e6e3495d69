// Which page is shown. The workspace rides along as ?ws=; changing it loads the page anew, so that real and exercise never
// share a tab's memory.
import { signal } from '@preact/signals';

const pages = [
  '/', '/larma', '/inkallning', '/inkallning/avlosning', '/inkallning/beredskap', '/forklara', '/dagbok', '/nyckel', '/signin',
] as const;
export type Page = (typeof pages)[number];

/** A host name of its own, as ovning.ckl.example, opens the exercise when the address names no workspace. */
export const defaultWorkspace = globalThis.location?.hostname.startsWith('ovning.') ? 'ovning' : 'skarpt';

function pageOf(path: string): Page {
  const trimmed = path.length > 1 ? path.replace(/\/+$/, '') : path;
  return pages.find((page) => page === trimmed) ?? '/';
}

/** On these pages the part after # may be a secret and is nobody's subject. */
function subjectOf(path: Page): string {
  if (path === '/signin' || path === '/nyckel') return '';
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return '';
  }
}

export const page = signal<Page>(pageOf(location.pathname));
/** What the page is opened on: an incident, a call-out. Kept in the address, after the mark #. */
export const subject = signal<string>(subjectOf(page.peek()));
/** What the page is asked for beside that, after the mark ?. */
export const query = signal(location.search);

export function workspaceFromAddress(): string {
  return new URLSearchParams(location.search).get('ws') || defaultWorkspace;
}

export function hrefOf(target: Page, on = ''): string {
  const workspace = workspaceFromAddress();
  const query = workspace === defaultWorkspace ? '' : `?ws=${encodeURIComponent(workspace)}`;
  return `${target}${query}${on ? `#${encodeURIComponent(on)}` : ''}`;
}

/** Where signing in leads: to the page that the link names, in its workspace. */
export const afterSignIn = (): string => hrefOf(pageOf(new URLSearchParams(location.search).get('to') ?? '/'));

export function hrefOfWorkspace(workspace: string): string {
  return `${page.peek()}?ws=${encodeURIComponent(workspace)}`;
}

export function readAddress(): void {
  page.value = pageOf(location.pathname);
  query.value = location.search;
  subject.value = subjectOf(page.peek());
}

export function go(target: Page, on = ''): void {
  history.pushState(null, '', hrefOf(target, on));
  readAddress();
  scrollTo(0, 0);
}

/** Links within the app change the page without a load; everything else is the browser's. */
export function followLinks(): void {
  addEventListener('popstate', readAddress);
  addEventListener('hashchange', readAddress);
  document.addEventListener('click', (click) => {
    if (click.defaultPrevented || click.button !== 0) return;
    if (click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
    const link = (click.target as Element | null)?.closest?.('a[data-page]');
    if (!(link instanceof HTMLAnchorElement)) return;
    click.preventDefault();
    go(link.dataset['page'] as Page, link.dataset['on'] ?? '');
  });
}
