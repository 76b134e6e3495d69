// Signed decisions beside what the vectors hold: signatures as the browser wants them, earlier heads, and what is said of a good file.
import { generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { rawFrom } from '../src/verify/decision';
import { Tree } from '../src/verify/merkle';
import { check } from './proof/check';
import { headOf, sha256 } from './proof/log';

const vector = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../../../tests/proof/vectors/decision-${name}`, import.meta.url)));
const { key } = JSON.parse(vector('good.expect.json').toString()) as { key: string };

describe('a signature in DER', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  /** DER of the two numbers, each in as few bytes as it takes. */
  const derOf = (...numbers: Buffer[]): Buffer => {
    const all = Buffer.concat(numbers.map((one) => Buffer.concat([Buffer.of(2, one.length), one])));
    return Buffer.concat([Buffer.of(0x30, all.length), all]);
  };

  it('gives the same two numbers in 32 bytes each', () => {
    for (let at = 0; at < 300; at += 1) {
      const raw = sign('sha256', Buffer.of(at & 255, at >> 8), { key: privateKey, dsaEncoding: 'ieee-p1363' });
      const number = (from: number): Buffer => {
        let bytes = raw.subarray(from, from + 32);
        while (bytes[0] === 0) bytes = bytes.subarray(1);
        return (bytes[0] as number) > 127 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
      };
      expect(Buffer.from(rawFrom(derOf(number(0), number(32))) ?? [])).toEqual(raw);
      expect(rawFrom(sign('sha256', raw, privateKey))).toHaveLength(64);
    }
  });

  it('is none in any other spelling', () => {
    const [one, long] = [Buffer.of(1), Buffer.alloc(33, 1)];
    expect(rawFrom(derOf(one, one))).toBeDefined();
    for (const der of [
      derOf(one), derOf(one, one, one), derOf(Buffer.of(0, 1), one), derOf(Buffer.of(), one), derOf(Buffer.of(128), one), derOf(long, one),
      Buffer.concat([derOf(one, one), one]), derOf(one, one).subarray(0, 7), Buffer.of(0x30), Buffer.of(), Buffer.of(0x30, 0),
    ]) expect(rawFrom(der), der.toString('hex')).toBeUndefined();
  });
});

describe('the heads of earlier sizes', () => {
  it('are those of trees of these sizes, until leaves are left out', () => {
    const leaves = Array.from({ length: 70 }, (_, at) => sha256(Buffer.of(at)));
    const tree = new Tree();
    for (const leaf of leaves) tree.append(Uint8Array.from(leaf));
    tree.append(Uint8Array.from(leaves[0] as Buffer), 2);
    tree.append(Uint8Array.from(leaves[0] as Buffer));
    for (let size = 0; size <= 70; size += 1) expect(Buffer.from(tree.headAt(size) ?? [])).toEqual(headOf(leaves.slice(0, size)));
    expect(tree.headAt(71)).toBeUndefined();
    expect(tree.headAt(73)).toBeUndefined();
  });
});

describe('what is said of signed decisions', () => {
  const words = (said: readonly { sv: string }[]): string => said.map(({ sv }) => sv).join('\n');

  it('is how many are good', async () => {
    const { proved, unproved } = await check(vector('good.ckl-export'), { keys: key });
    expect(words(proved)).toContain('Underskrivna beslut stämmer: underskriften gäller just den texten (antal: 2).');
    expect(words(unproved)).not.toContain('Underskrivna beslut');
  });

  it('and what could not be checked', async () => {
    const part = await check(vector('left-out.ckl-export'), { keys: key });
    expect(words(part.unproved)).toMatch(/posten som de förde in: 1\.[^]*nyckel inte är prövad: 2\.[^]*just den här loggen: 2\./);
    const masked = await check(vector('masked.ckl-export'), { keys: key });
    expect(words(masked.unproved)).toContain('Underskrivna beslut med dolda fält: 1.');
  });

  it('and nothing where there are none', async () => {
    const { summary } = await check('{}');
    expect(summary.decisions).toEqual({ good: 0, masked: 0, withoutEvent: 0, withoutKey: 0, withoutHead: 0 });
  });
});
