// A newer page that waits in this browser until somebody, or an idle wall, takes it: nothing changes in the middle of work.
import { signal } from '@preact/signals';

export const newVersionReady = signal(false);

const withinMs = 3_000;
let next: ServiceWorker | undefined;

export function offerNewVersion(worker: ServiceWorker): void {
  next = worker;
  newVersionReady.value = true;
}

/** Another page of this browser has taken the new version: this one is of the old, and only needs to load anew. */
export function newVersionTaken(): void {
  next = undefined;
  newVersionReady.value = true;
}

/** Loads the page anew in the new version. Call it when nobody is in the middle of anything. */
export function applyNewVersion(): void {
  if (!next) return location.reload();
  const reload = () => location.reload();
  navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true });
  next.postMessage('apply');
  // Whatever becomes of the worker, the page comes from the server.
  setTimeout(reload, withinMs);
}
