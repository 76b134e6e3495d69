// The Merkle tree of RFC 9162, section 2: its hashes, a tree that grows at its right edge, and the two kinds of proof.
//
// Positions and sizes are plain numbers up to 2^53 - 1, so they are halved by division: shifts would cut them at 32 bits.
import { same } from './bytes';
import { type Bytes, sha256 } from './sha256';

const leafMark = Uint8Array.of(0);
const nodeMark = Uint8Array.of(1);

export const leafHash = (...pieces: Uint8Array[]): Bytes => sha256(leafMark, ...pieces);
export const nodeHash = (left: Uint8Array, right: Uint8Array): Bytes => sha256(nodeMark, left, right);

const half = (value: number): number => Math.floor(value / 2);
const odd = (value: number): boolean => value % 2 === 1;

/** What is kept of the leaves so far: the heads of whole subtrees, from the largest to the smallest; and leaves, for earlier heads. */
export class Tree {
  size = 0;
  /** Those that came one by one from the first on. */
  private readonly single: Bytes[] = [];
  private readonly kept: { hash: Bytes; leaves: number }[] = [];

  /** A leaf, or the head of a whole subtree that belongs at this place: `leaves` is a power of two that divides the size. */
  append(hash: Bytes, leaves = 1): void {
    let joined = { hash, leaves };
    if (leaves === 1 && this.single.length === this.size) this.single.push(hash);
    this.size += leaves;
    for (let last = this.kept.at(-1); last?.leaves === joined.leaves; last = this.kept.at(-1)) {
      this.kept.pop();
      joined = { hash: nodeHash(last.hash, joined.hash), leaves: joined.leaves * 2 };
    }
    this.kept.push(joined);
  }

  /** At an earlier size, where all leaves up to there came one by one. */
  headAt(size: number): Bytes | undefined {
    if (size > this.single.length) return undefined;
    const before = new Tree();
    for (let at = 0; at < size; at += 1) before.append(this.single[at] as Bytes);
    return before.head();
  }

  head(): Bytes {
    const [smallest, ...larger] = this.kept.map(({ hash }) => hash).reverse();
    return smallest ? larger.reduce((right, left) => nodeHash(left, right), smallest) : sha256();
  }
}

/** The sizes of the largest whole subtrees that make up `count` leaves from leaf `first` on, from left to right. */
export function subtrees(first: number, count: number): number[] {
  const sizes: number[] = [];
  for (let at = first, rest = count; rest > 0;) {
    let size = 1;
    while (at % (size * 2) === 0 && size * 2 <= rest) size *= 2;
    sizes.push(size);
    at += size;
    rest -= size;
  }
  return sizes;
}

/** Two paths that go up the tree together: the place of a node, and that of the last one on its level. */
interface Climb { at: number; last: number }

/** Past the levels at which the node is the last one and has no sibling. */
function skipLonely(climb: Climb): void {
  while (!odd(climb.at) && climb.at !== 0) rise(climb);
}

function rise(climb: Climb): void {
  climb.at = half(climb.at);
  climb.last = half(climb.last);
}

export interface Inclusion { index: number; size: number; leaf: Bytes; proof: readonly Bytes[]; head: Uint8Array }

/** RFC 9162, 2.1.3.2: whether the leaf stands at the index in the tree of this size and head. */
export function includes({ index, size, leaf, proof, head }: Inclusion): boolean {
  if (index < 0 || index >= size) return false;
  const climb: Climb = { at: index, last: size - 1 };
  let hash = leaf;
  for (const other of proof) {
    if (climb.last === 0) return false;
    if (odd(climb.at) || climb.at === climb.last) {
      hash = nodeHash(other, hash);
      skipLonely(climb);
    } else {
      hash = nodeHash(hash, other);
    }
    rise(climb);
  }
  return climb.last === 0 && same(hash, head);
}

export interface Consistency { from: number; to: number; proof: readonly Bytes[]; fromHead: Bytes; toHead: Uint8Array }

/** RFC 9162, 2.1.4.2: whether the tree of size `to` begins with that of size `from`. */
export function extend({ from, to, proof, fromHead, toHead }: Consistency): boolean {
  if (from < 1 || from > to) return false;
  if (from === to) return proof.length === 0 && same(fromHead, toHead);
  const climb: Climb = { at: from - 1, last: to - 1 };
  while (odd(climb.at)) rise(climb);
  const [first, ...rest] = climb.at === 0 ? [fromHead, ...proof] : proof;
  if (!first || proof.length === 0) return false;
  let [older, newer] = [first, first];
  for (const other of rest) {
    if (climb.last === 0) return false;
    if (odd(climb.at) || climb.at === climb.last) {
      older = nodeHash(other, older);
      newer = nodeHash(other, newer);
      skipLonely(climb);
    } else {
      newer = nodeHash(newer, other);
    }
    rise(climb);
  }
  return climb.last === 0 && same(older, fromHead) && same(newer, toHead);
}
