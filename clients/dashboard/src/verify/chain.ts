// Whether the log only grows: each checkpoint is held to the last one that this browser has verified (RFC 9162, 2.1.4).
//
// What was verified is kept as pins, sizes with their heads. The newest is what the next checkpoint must continue; the older ones say
// where the log departs from what it was, when it does.
import { hashFrom, same } from './bytes';
import { extend } from './merkle';
import { canCheck, type Checkpoint, checkpointFrom, isBy, type Key, keyFrom } from './note';
import type { Bytes } from './sha256';

/** The size of the tree and its head in base64. */
export type Pin = readonly [size: number, head: string];

/** What a browser remembers of a log between two visits. */
export interface Kept {
  /** As it is written, `name+id+key`. */
  key: string;
  /** When the newest pin was verified. */
  at: number;
  /** Rising; the last one is the newest. */
  pins: Pin[];
}

/** What is asked of the server; nothing when it gave no answer. */
export interface Asks {
  /** The newest, or the newest of at most that size. */
  checkpoint(most: number): Promise<{ checkpoint: string; key: string } | undefined>;
  consistency(from: number, to: number): Promise<Uint8Array[] | undefined>;
  /** Entries after this one that adopt a key. */
  adoptions(after: number): Promise<{ entry: number; key: string }[] | undefined>;
}

export type ChainFault = 'form' | 'origin' | 'key' | 'signature' | 'shorter' | 'rewritten';

export type Verdict =
  | { state: 'good'; size: number; kept: Kept; /** The signature too; older browsers can't. */ signed: boolean; first: boolean }
  /** No answer, so nothing is known. */
  | { state: 'away' }
  /** The first wrong entry is one of these. */
  | { state: 'broken'; fault: ChainFault; from: number; to: number };

const mostPins = 24;

/** The newest stand close, the oldest far apart. */
export function thinned(pins: readonly Pin[]): Pin[] {
  const out = [...pins];
  const size = (at: number): number => out[at]?.[0] ?? 0;
  while (out.length > mostPins) {
    const weight = (at: number): number => (size(at + 1) - size(at - 1)) / (size(out.length - 1) - size(at) + 1);
    let least = 1;
    for (let at = 2; at < out.length - 1; at += 1) if (weight(at) < weight(least)) least = at;
    out.splice(least, 1);
  }
  return out;
}

const pinOf = ({ size, text }: Checkpoint): Pin => [size, text.split('\n')[2] ?? ''];

type Answer = boolean | undefined;

export class Chain {
  /** `origin` is the log's name; `head` how far its stream has come. */
  constructor(private readonly asks: Asks, private readonly origin: string, private readonly head: () => number) {}

  async check(kept: Kept | undefined, now: number): Promise<Verdict> {
    const answer = await this.asks.checkpoint(0);
    if (!answer) return { state: 'away' };
    const [known, lastHead] = kept?.pins.at(-1) ?? [0, ''];
    const checkpoint = checkpointFrom(answer.checkpoint);
    const broken = (fault: ChainFault, from = known + 1, to = Math.max(from, checkpoint?.size ?? 0)): Verdict =>
      ({ state: 'broken', fault, from, to });
    if (!checkpoint) return broken('form');
    if (checkpoint.origin !== this.origin) return broken('origin');
    const { size } = checkpoint;
    const signed = await canCheck();
    const key = kept && kept.key !== answer.key && signed ? await this.handedOver(kept, answer.key) : this.keyOf(answer.key);
    if (key === 'away') return { state: 'away' };
    if (!key) return broken('key');
    if (signed && !(await this.isSigned(checkpoint, key))) return broken('signature');
    if (size < known) {
      // One that lags behind its own stream has signed nothing newer yet; a shorter log has lost what was there.
      if (this.head() >= known) return { state: 'good', size: known, kept: { ...(kept as Kept), at: now }, signed, first: false };
      return broken('shorter', this.head() + 1, known);
    }
    const continues = known === 0 || (await this.begins([known, lastHead], checkpoint));
    if (continues === undefined) return { state: 'away' };
    if (!continues) {
      const [from, to] = await this.place(kept?.pins ?? [], checkpoint);
      return broken('rewritten', from, to);
    }
    const pins = size > known ? thinned([...(kept?.pins ?? []), pinOf(checkpoint)]) : (kept?.pins ?? []);
    return { state: 'good', size, kept: { key: key.text, at: now, pins }, signed, first: known === 0 };
  }

  private keyOf(text: string): Key | undefined {
    const key = keyFrom(text);
    return key?.name === this.origin ? key : undefined;
  }

  private async isSigned(checkpoint: Checkpoint, key: Key): Promise<boolean> {
    for (const signature of checkpoint.signatures) if (await isBy(key, checkpoint, signature)) return true;
    return false;
  }

  /** From the key that is trusted to the one that the log uses now: each change is signed by both, at the size of the entry. */
  private async handedOver(kept: Kept, wanted: string): Promise<Key | 'away' | undefined> {
    const adopted = await this.asks.adoptions(kept.pins.at(-1)?.[0] ?? 0);
    if (!adopted) return 'away';
    let trusted = this.keyOf(kept.key);
    for (const { entry, key: text } of adopted) {
      const answer = await this.asks.checkpoint(entry);
      if (!answer) return 'away';
      const checkpoint = checkpointFrom(answer.checkpoint);
      const next = this.keyOf(text);
      if (!checkpoint || !next || !trusted || checkpoint.origin !== this.origin) return undefined;
      // It is signed with the entry, or within moments of it.
      if (checkpoint.size !== entry) return 'away';
      if (!(await this.isSigned(checkpoint, trusted)) || !(await this.isSigned(checkpoint, next))) return undefined;
      trusted = next;
    }
    return trusted?.text === wanted ? trusted : undefined;
  }

  /** Whether the log at the checkpoint begins with what the pin was of. */
  private async begins([size, coded]: Pin, { size: to, head: toHead }: Checkpoint): Promise<Answer> {
    const fromHead = hashFrom(coded);
    if (!fromHead || size > to) return false;
    if (size === to) return same(fromHead, toHead);
    const proof = await this.asks.consistency(size, to);
    return proof && extend({ from: size, to, proof: proof as Bytes[], fromHead, toHead });
  }

  /** Between which entries the first wrong one stands. */
  private async place(pins: readonly Pin[], checkpoint: Checkpoint): Promise<[from: number, to: number]> {
    let to = pins.at(-1)?.[0] ?? 1;
    for (const pin of pins.slice(0, -1).reverse()) {
      if (await this.begins(pin, checkpoint)) return [pin[0] + 1, to];
      to = pin[0];
    }
    return [1, to];
  }
}
