// What the stream does not carry and the board asks for again and again: the command posts and the gateways.
//
// One timer each, and none while nobody looks: a page in the background asks nothing, and a question that fails is asked again ever more
// seldom. A wall that stands for days neither piles up questions nor keeps what it no longer shows.
import { signal } from '@preact/signals';
import type { Failure, Outcome } from '../net/connect';

export const askEveryMs = 5_000;
export const askAtLeastEveryMs = 60_000;

export class Asked<T> {
  readonly value = signal<T | undefined>(undefined);
  readonly failure = signal<Failure['kind'] | undefined>(undefined);
  private users = 0;
  private failures = 0;
  private underWay = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly looked = () => this.now();

  constructor(private readonly ask: () => Promise<Outcome<T>>) {}

  /** Asks from now on; what it returns ends that. */
  use(): () => void {
    this.users += 1;
    if (this.users === 1) {
      document.addEventListener('visibilitychange', this.looked);
      this.now();
    }
    return () => {
      this.users -= 1;
      if (this.users > 0) return;
      document.removeEventListener('visibilitychange', this.looked);
      clearTimeout(this.timer);
    };
  }

  /** At once, because something has happened. */
  now(): void {
    if (this.underWay) return;
    clearTimeout(this.timer);
    if (this.users > 0 && !document.hidden) void this.once();
  }

  private async once(): Promise<void> {
    this.underWay = true;
    const answer = await this.ask();
    this.underWay = false;
    if (answer.ok) {
      this.value.value = answer.value;
      this.failure.value = undefined;
      this.failures = 0;
    } else {
      this.failure.value = answer.failure.kind;
      this.failures += 1;
    }
    clearTimeout(this.timer);
    if (this.users === 0) return;
    this.timer = setTimeout(() => this.now(), Math.min(askEveryMs * 2 ** this.failures, askAtLeastEveryMs));
  }
}
