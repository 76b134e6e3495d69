// The part of the service worker that keeps the page itself, so that it opens without contact. The build writes the list of files
// and their common version into sw.js (scripts/bundle.ts). Nothing that the server answers with is kept: no data, no receipts.

export interface Precache {
  version: string;
  files: string[];
  /** Addresses that are index.html, as in state/router.ts. */
  pages: string[];
}

interface Fetching { request: Request; respondWith(answer: Promise<Response>): void; waitUntil(work: Promise<unknown>): void }

const prefix = 'ckl-';
const pageWithinMs = 2_000;
const anyVariant = { ignoreVary: true, ignoreSearch: true };

export class Pages {
  private readonly name: string;

  constructor(private readonly list: Precache) {
    this.name = prefix + list.version;
  }

  /** All or nothing: a version with a part missing would open an empty page. */
  async fetchAll(): Promise<void> {
    const cache = await caches.open(this.name);
    // What has a hash in its name may come from the browser's own store; the rest is asked for anew.
    await cache.addAll(this.list.files.map((file) => new Request(file, { cache: file.startsWith('/assets/') ? 'default' : 'reload' })));
  }

  async dropOlder(): Promise<void> {
    const names = await caches.keys();
    await Promise.all(names.filter((name) => name.startsWith(prefix) && name !== this.name).map((name) => caches.delete(name)));
  }

  answer(event: Fetching): void {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (request.method !== 'GET' || origin !== location.origin) return;
    const page = this.pageAt(pathname);
    if (page) event.respondWith(this.freshPage(request, page));
    else if (this.list.files.includes(pathname)) event.respondWith(this.kept(pathname).then((found) => found ?? fetch(request)));
  }

  private pageAt(path: string): string | undefined {
    if (path === '/telefon') return '/telefon.html';
    if (path.endsWith('.html') && this.list.files.includes(path)) return path;
    return this.list.pages.includes(path.replace(/(.)\/+$/, '$1')) ? '/index.html' : undefined;
  }

  private async kept(path: string): Promise<Response | undefined> {
    return (await caches.open(this.name)).match(path, anyVariant);
  }

  /** From the server while it answers soon, else the kept one; a gateway's own error page helps nobody. */
  private async freshPage(request: Request, page: string): Promise<Response> {
    const kept = await this.kept(page);
    const asked = fetch(request);
    if (!kept) return asked;
    const late = new Promise<Response>((done) => setTimeout(() => done(kept), pageWithinMs));
    const answered = asked.then((response) => (response.status >= 500 ? kept : response), () => kept);
    return Promise.race([answered, late]);
  }
}
