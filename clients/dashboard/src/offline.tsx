// What a page needs to stand without contact: itself in the browser's store, the last picture, and what waits to be sent. Fetched
// after the first picture, and at once by a page that is loaded without contact.
import { effect } from '@preact/signals';
import { startOutbox } from './net/outbox';
import { startKeepingPictures } from './net/picture';
import { hello } from './state/store';
import { newVersionTaken, offerNewVersion } from './state/version';

export { forgetAllPictures } from './net/picture';
export { OfflineNotices, UnsentAnswers, UnsentNotes } from './ui/unsent';

/** Built by the telephone's page, which has the same worker. */
const workerUrl = '/sw.js';

/** Whether this page is of the version that was fetched last: it may come from a newer server than the worker that serves it. */
async function isNewest(): Promise<boolean> {
  const newest = (await caches.keys()).filter((name) => name.startsWith('ckl-')).at(-1) ?? '';
  const own = document.querySelector<HTMLScriptElement>('script[src]')?.src ?? '';
  return (await (await caches.open(newest)).match(own, { ignoreVary: true })) !== undefined;
}

async function keepPage(): Promise<void> {
  const { serviceWorker } = navigator;
  // Not in a page without https, nor in some private windows: then the page opens with contact alone.
  if (!serviceWorker) return;
  let controlled = serviceWorker.controller !== null;
  serviceWorker.addEventListener('controllerchange', () => {
    if (controlled) void isNewest().then((newest) => newest || newVersionTaken());
    controlled = true;
  });
  const registered = await serviceWorker.register(workerUrl, { scope: '/' });
  const look = async () => {
    const { waiting } = registered;
    if (!waiting || !serviceWorker.controller) return;
    if (await isNewest()) waiting.postMessage('alone');
    else offerNewVersion(waiting);
  };
  registered.addEventListener('updatefound', () => registered.installing?.addEventListener('statechange', () => void look()));
  await look();
  // A server that comes back may be a newer one.
  const first = hello.peek();
  effect(() => {
    if (hello.value !== first) void registered.update().catch(() => {});
  });
}

startOutbox();
startKeepingPictures();
void keepPage().catch(() => {});
