// The log's chain as a browser holds it: what continues it, and every way in which it can be broken.
import { describe, expect, it } from 'vitest';
import { type Asks, Chain, type ChainFault, type Kept, thinned, type Verdict } from '../src/verify/chain';
import { consistencyOf, first, Log, logSigner, second, sha256, text, turnedLog } from './proof/log';

function grown(size: number): Log {
  const log = new Log().adopt(first);
  while (log.lines.length < size) log.add(20, text(1, `incident-${log.lines.length}`));
  return log.sign();
}

type Server = Partial<Asks> & { leaves?: Buffer[]; key?: string; signers?: (typeof first)[]; head?: number };

/** A server with this log, which may lie in the ways given. */
function chainOf(log: Log, server: Server = {}): Chain {
  const { leaves = log.leaves, key = first.vkey, signers = [first], head = leaves.length, ...lies } = server;
  const asks: Asks = {
    checkpoint: async (most) => {
      const size = most > 0 ? most : leaves.length;
      const own = leaves === log.leaves || lies.adoptions ? log.checkpoints.get(size) : undefined;
      return { checkpoint: own ?? log.checkpoint(size, signers, leaves), key };
    },
    consistency: async (from, to) => consistencyOf(from, leaves.slice(0, to)).map((one) => new Uint8Array(one)),
    adoptions: async () => [],
    ...lies,
  };
  return new Chain(asks, log.origin, () => head);
}

const keptOf = (verdict: Verdict): Kept => {
  if (verdict.state !== 'good') throw new Error(verdict.state);
  return verdict.kept;
};

/** A browser that has seen the log at these sizes. */
async function seenAt(...sizes: number[]): Promise<Kept> {
  let kept: Kept | undefined;
  for (const size of sizes) kept = keptOf(await chainOf(grown(size)).check(kept, size));
  return kept as Kept;
}

/** Another log from this entry on. */
const rewritten = (log: Log, from: number): Buffer[] => log.leaves.map((leaf, at) => (at + 1 < from ? leaf : sha256(leaf)));

const broken = (fault: ChainFault, from: number, to: number) => ({ state: 'broken', fault, from, to });

describe('the chain of the log', () => {
  it('is held from the first time on', async () => {
    const begun = await chainOf(grown(3)).check(undefined, 7);
    expect(begun).toMatchObject({ state: 'good', size: 3, signed: true, first: true, kept: { key: first.vkey, at: 7 } });
    const later = await chainOf(grown(40)).check(keptOf(begun), 8);
    expect(later).toMatchObject({ state: 'good', size: 40, first: false });
    expect(keptOf(later).pins.map(([size]) => size)).toEqual([3, 40]);
  });

  it('holds at every pair of sizes', async () => {
    for (let from = 1; from < 20; from += 1) {
      for (let to = from; to < 20; to += 1) {
        const kept = await seenAt(from);
        expect(await chainOf(grown(to)).check(kept, 0), `${from} to ${to}`).toMatchObject({ state: 'good', size: to });
      }
    }
  });

  it('says between which entries it was rewritten, also when the log has not grown', async () => {
    const kept = await seenAt(5, 9, 14, 20);
    const log = grown(30);
    for (const [wrong, from, to] of [[20, 15, 20], [15, 15, 20], [14, 10, 14], [10, 10, 14], [3, 1, 5]] as const) {
      expect(await chainOf(log, { leaves: rewritten(log, wrong) }).check(kept, 0)).toEqual(broken('rewritten', from, to));
    }
    expect(await chainOf(log, { leaves: rewritten(log, 21) }).check(kept, 0)).toMatchObject({ state: 'good' });
    const same = grown(20);
    expect(await chainOf(same, { leaves: rewritten(same, 10) }).check(kept, 0)).toEqual(broken('rewritten', 10, 14));
  });

  it('is not taken on a proof that was damaged', async () => {
    const kept = await seenAt(9);
    const log = grown(30);
    const good = consistencyOf(9, log.leaves);
    for (let at = 0; at < good.length; at += 1) {
      const bad = good.map((one, index) => new Uint8Array(index === at ? sha256(one) : one));
      expect(await chainOf(log, { consistency: async () => bad }).check(kept, 0)).toEqual(broken('rewritten', 1, 9));
    }
    const short = good.slice(1).map((one) => new Uint8Array(one));
    expect(await chainOf(log, { consistency: async () => short }).check(kept, 0)).toMatchObject({ state: 'broken' });
  });

  it('breaks when the end is gone, and not when a checkpoint only lags behind', async () => {
    const kept = await seenAt(20);
    expect(await chainOf(grown(12)).check(kept, 0)).toEqual(broken('shorter', 13, 20));
    expect(await chainOf(grown(12), { head: 25 }).check(kept, 0)).toMatchObject({ state: 'good', size: 20, kept: { pins: kept.pins } });
  });

  it('breaks on a signature of somebody else, another log, and what is no checkpoint', async () => {
    const kept = await seenAt(9);
    const log = grown(12);
    expect(await chainOf(log, { leaves: [...log.leaves], signers: [second] }).check(kept, 0)).toEqual(broken('signature', 10, 12));
    const other = new Log('ckl/ffffffffffffffffffffffffffffffff').adopt(logSigner('ckl/ffffffffffffffffffffffffffffffff', 'x'));
    const checkpoint = other.checkpoints.get(1) ?? '';
    expect(await chainOf(log, { checkpoint: async () => ({ checkpoint, key: first.vkey }) }).check(kept, 0)).toMatchObject(
      { state: 'broken', fault: 'origin' });
    expect(await chainOf(log, { checkpoint: async () => ({ checkpoint: 'hej', key: first.vkey }) }).check(kept, 0)).toMatchObject(
      { state: 'broken', fault: 'form' });
  });

  it('follows the key to the next when both have signed, and only then', async () => {
    const log = turnedLog();
    const size = 4;
    const before = new Chain({
      checkpoint: async () => ({ checkpoint: log.checkpoint(size, [first]), key: first.vkey }),
      consistency: async () => [],
      adoptions: async () => [],
    }, log.origin, () => size);
    const kept = keptOf(await before.check(undefined, 0));
    const adoptions = async () => [{ entry: 5, key: second.vkey }];
    const turned = { key: second.vkey, signers: [second], adoptions };
    expect(await chainOf(log, turned).check(kept, 0)).toMatchObject({ state: 'good', size: 11, kept: { key: second.vkey } });
    expect(await chainOf(log, { ...turned, adoptions: async () => [] }).check(kept, 0)).toMatchObject({ state: 'broken', fault: 'key' });
    const alone = async (most: number) => ({ checkpoint: log.checkpoint(most || 11, [second]), key: second.vkey });
    expect(await chainOf(log, { ...turned, checkpoint: alone }).check(kept, 0)).toMatchObject({ state: 'broken', fault: 'key' });
    const unsigned = async (most: number) => ({ checkpoint: log.checkpoint(most ? 4 : 11, [second]), key: second.vkey });
    expect(await chainOf(log, { ...turned, checkpoint: unsigned }).check(kept, 0), 'not signed yet').toEqual({ state: 'away' });
  });

  it('is neither good nor broken when the server does not answer', async () => {
    const kept = await seenAt(9);
    const none = async () => undefined;
    expect(await chainOf(grown(12), { checkpoint: none }).check(kept, 0)).toEqual({ state: 'away' });
    expect(await chainOf(grown(12), { consistency: none }).check(kept, 0)).toEqual({ state: 'away' });
    expect(await chainOf(grown(12), { key: second.vkey, adoptions: none }).check(kept, 0)).toEqual({ state: 'away' });
  });

  it('is remembered by few pins, close at the end and far apart at the beginning', () => {
    let pins: [number, string][] = [];
    for (let size = 1; size <= 3000; size += 1) pins = thinned([...pins, [size, '']]) as [number, string][];
    const sizes = pins.map(([size]) => size);
    expect(sizes).toHaveLength(24);
    expect(sizes[0]).toBe(1);
    expect(sizes.slice(-3)).toEqual([2998, 2999, 3000]);
    expect(Math.max(...sizes.slice(1).map((one, at) => one - (sizes[at] ?? 0)))).toBeLessThan(1500);
  });
});
