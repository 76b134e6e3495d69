// The workspace's clock: the server's time and its rate, carried on between two heartbeats by the browser's steady timer.
// The browser's own wall clock is never used.
import { computed, signal } from '@preact/signals';

interface Reading {
  time: number;
  rate: number;
  at: number;
}

const tickMs = 200;

const reading = signal<Reading | undefined>(undefined);
const tick = signal(0);

export function setClock(time: number, rate: number, at = performance.now()): void {
  reading.value = { time, rate: rate > 0 ? rate : 1, at };
}

export function clockRate(): number {
  return reading.peek()?.rate ?? 1;
}

/** The workspace's time now, in milliseconds; undefined before the server has told it. */
export function workspaceNow(): number | undefined {
  const known = reading.peek();
  return known && known.time + (performance.now() - known.at) * known.rate;
}

/** The workspace's time in whole seconds; components that read it are drawn again as it changes. */
export const nowSeconds = computed<number | undefined>(() => {
  void tick.value;
  void reading.value;
  const now = workspaceNow();
  return now === undefined ? undefined : Math.floor(now / 1000);
});

/** The time of the last heartbeat: how old the picture on the screen is. */
export const heardTime = computed(() => reading.value?.time);

/** How old the picture is, in whole seconds of the reader's own time. */
export const dataAge = computed<number | undefined>(() => {
  void tick.value;
  const known = reading.value;
  return known && Math.floor((performance.now() - known.at) / 1000);
});

export function startTicking(): void {
  setInterval(() => {
    tick.value += 1;
  }, tickMs);
}
