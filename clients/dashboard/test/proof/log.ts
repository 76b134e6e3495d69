// A small log of its own, made from docs/format.md with node's cryptography and the definition of the tree as RFC 9162 gives it: it
// shares nothing with what it is there to test.
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';

export const sha256 = (...pieces: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(pieces)).digest();
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const uint32 = (value: number): Buffer => {
  const out = Buffer.alloc(4);
  out.writeUInt32BE(value);
  return out;
};

/* Protobuf: what the entries are made of. */

function varint(value: number): Buffer {
  const out: number[] = [];
  let rest = value;
  for (; rest > 127; rest = Math.floor(rest / 128)) out.push((rest % 128) + 128);
  return Buffer.from([...out, rest]);
}

export const count = (number: number, value: number): Buffer => Buffer.concat([varint(number * 8), varint(value)]);
export const text = (number: number, value: string): Buffer => {
  const bytes = Buffer.from(value);
  return Buffer.concat([varint(number * 8 + 2), varint(bytes.length), bytes]);
};
const fixed = (number: number): Buffer => Buffer.concat([varint(number * 8 + 1), Buffer.alloc(8, 7)]);

/* Keys */

export interface Signer { vkey: string; sign(body: string): string }

function pairOf(seed: string) {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), sha256(Buffer.from(seed))]);
  const secret = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const open = createPublicKey(secret).export({ format: 'der', type: 'spki' }).subarray(-32);
  return { secret, open };
}

function signerOf(name: string, seed: string, type: number, message: (body: string) => [stamp: Buffer, signed: string]): Signer {
  const { secret, open } = pairOf(seed);
  const typed = Buffer.from([type, ...open]);
  const id = sha256(Buffer.from(`${name}\n`), typed).subarray(0, 4);
  return {
    vkey: `${name}+${id.toString('hex')}+${base64(typed)}`,
    sign: (body) => {
      const [stamp, signed] = message(body);
      return `\u2014 ${name} ${base64(Buffer.concat([id, stamp, sign(null, Buffer.from(signed), secret)]))}\n`;
    },
  };
}

export const logSigner = (name: string, seed: string): Signer => signerOf(name, seed, 1, (body) => [Buffer.alloc(0), body]);

export const witness = (name: string, seed: string, time = 1_790_000_000): Signer => signerOf(name, seed, 4, (body) => {
  const stamp = Buffer.alloc(8);
  stamp.writeBigUInt64BE(BigInt(time));
  return [stamp, `cosignature/v1\ntime ${time}\n${body}`];
});

/* The tree, as RFC 9162, 2.1.1 and 2.1.3.1 define it */

const split = (size: number): number => {
  let left = 1;
  while (left * 2 < size) left *= 2;
  return left;
};

export function headOf(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length < 2) return Buffer.from(leaves[0] ?? sha256());
  const at = split(leaves.length);
  return sha256(Buffer.of(1), headOf(leaves.slice(0, at)), headOf(leaves.slice(at)));
}

export function pathOf(index: number, leaves: readonly Uint8Array[]): Buffer[] {
  if (leaves.length < 2) return [];
  const at = split(leaves.length);
  const [left, right] = [leaves.slice(0, at), leaves.slice(at)];
  return index < at ? [...pathOf(index, left), headOf(right)] : [...pathOf(index - at, right), headOf(left)];
}

/** RFC 9162, 2.1.4.1. */
export function consistencyOf(from: number, leaves: readonly Uint8Array[], whole = true): Buffer[] {
  if (from === leaves.length) return whole ? [] : [headOf(leaves)];
  const at = split(leaves.length);
  const [left, right] = [leaves.slice(0, at), leaves.slice(at)];
  return from <= at
    ? [...consistencyOf(from, left, whole), headOf(right)]
    : [...consistencyOf(from - at, right, false), headOf(left)];
}

/* The log */

export type Part = ['open', string] | ['covered', number, string, string, string] | ['masked', number, string] | ['event', number];
export interface Line { entry: number; leaf: string; parts: Part[] }

const open = (bytes: Buffer): Part => ['open', base64(bytes)];

function covered(number: number, bytes: Buffer, seed: string): Part {
  const salt = sha256(Buffer.from(seed)).subarray(0, 16);
  return ['covered', number, base64(sha256(Buffer.of(2), salt, bytes)), base64(salt), base64(bytes)];
}

export function leafOf(parts: readonly Part[]): Buffer {
  const pieces: Buffer[] = [Buffer.of(0, 1)];
  for (const [kind, first, commitment = ''] of parts) {
    if (kind === 'open') {
      const bytes = Buffer.from(first, 'base64');
      pieces.push(Buffer.of(0), uint32(bytes.length), bytes);
    } else if (kind === 'event') pieces.push(Buffer.of(3), uint32(first));
    else pieces.push(Buffer.of(1), uint32(first), Buffer.from(commitment, 'base64'));
  }
  return sha256(...pieces);
}

/** The first field's number; all that are written here are below sixteen. */
const numberOf = (bytes: Buffer): number => (bytes[0] as number) >> 3;

export class Log {
  readonly lines: Line[] = [];
  /** By size. */
  readonly checkpoints = new Map<number, string>();
  private signers: Signer[] = [];

  constructor(readonly origin = 'ckl/0c5a8b1f7f3d4f0e9a5b6c7d8e9f0a1b') {}

  get leaves(): Buffer[] {
    return this.lines.map(({ leaf }) => Buffer.from(leaf, 'base64'));
  }

  /** One entry: what all have, and the fields of its event. */
  add(event: number, ...fields: Buffer[]): this {
    const entry = this.lines.length + 1;
    const seed = (name: string | number) => `${this.origin} ${entry} ${name}`;
    const parts: Part[] = [open(count(1, entry)), open(text(2, `t${entry}`)), covered(3, text(3, `person-${entry}`), seed('actor')),
      open(text(5, 'T04')), open(text(6, 'LEH 2006:544')), ['event', event]];
    for (const [at, bytes] of fields.entries()) {
      const wire = (bytes[0] as number) & 7;
      parts.push(wire === 2 ? covered(numberOf(bytes), bytes, seed(at)) : open(bytes));
    }
    return this.put(parts);
  }

  put(parts: Part[]): this {
    this.lines.push({ entry: this.lines.length + 1, leaf: base64(leafOf(parts)), parts });
    return this;
  }

  /** The entry that adopts a key; the checkpoint of its size is signed by the key before it too. */
  adopt(signer: Signer): this {
    this.add(250, text(1, signer.vkey));
    this.signers.push(signer);
    return this.sign();
  }

  /** A checkpoint of all there is. */
  sign(...witnesses: Signer[]): this {
    const size = this.lines.length;
    this.checkpoints.set(size, this.checkpoint(size, [...this.signers, ...witnesses]));
    this.signers = this.signers.slice(-1);
    return this;
  }

  checkpoint(size: number, signers: readonly Signer[], leaves: readonly Buffer[] = this.leaves): string {
    const body = `${this.origin}\n${size}\n${base64(headOf(leaves.slice(0, size)))}\n`;
    return `${body}\n${signers.map((one) => one.sign(body)).join('')}`;
  }

  private header(what: string, masked: boolean): object {
    return { 'ckl-export': 1, origin: this.origin, workspace: 'stockholm', mode: 'LIVE', size: this.lines.length, masked, what };
  }

  /** The whole log, or what `shows` says; the lines of the file. */
  export({ what = 'whole', shows = () => true, masks = () => false }: Selection = {}): string[] {
    const lines: object[] = [];
    let masked = false;
    for (let at = 1; at <= this.lines.length;) {
      let through = at;
      if (shows(at)) {
        const { entry, leaf, parts } = this.lines[at - 1] as Line;
        const shown = parts.map((part): Part => (part[0] === 'covered' && masks(entry, part[1]) ? ['masked', part[1], part[2]] : part));
        masked ||= shown.some(([kind]) => kind === 'masked');
        lines.push({ entry, leaf, parts: shown });
      } else {
        while (through < this.lines.length && !shows(through + 1)) through += 1;
        lines.push({ skip: at, through, hashes: this.subtrees(at - 1, through).map(base64) });
      }
      const checkpoint = this.checkpoints.get(through);
      if (checkpoint) lines.push({ checkpoint });
      at = through + 1;
    }
    return [this.header(what, masked), ...lines].map((one) => JSON.stringify(one));
  }

  private subtrees(first: number, end: number): Buffer[] {
    const out: Buffer[] = [];
    for (let at = first; at < end;) {
      let size = 1;
      while (at % (size * 2) === 0 && at + size * 2 <= end) size *= 2;
      out.push(headOf(this.leaves.slice(at, at + size)));
      at += size;
    }
    return out;
  }

  receipt(entry: number, size = this.lines.length): string {
    const extra = base64(Buffer.from(JSON.stringify(this.lines[entry - 1])));
    const proof = pathOf(entry - 1, this.leaves.slice(0, size)).map((hash) => `${base64(hash)}\n`).join('');
    return `c2sp.org/tlog-proof@v1\nextra ${extra}\nindex ${entry - 1}\n${proof}\n${this.checkpoints.get(size) ?? ''}`;
  }
}

export interface Selection {
  what?: string;
  shows?: (entry: number) => boolean;
  masks?: (entry: number, field: number) => boolean;
}

export const first = logSigner('ckl/0c5a8b1f7f3d4f0e9a5b6c7d8e9f0a1b', 'first');
export const second = logSigner('ckl/0c5a8b1f7f3d4f0e9a5b6c7d8e9f0a1b', 'second');
export const archive = witness('arkiv.example/vittne', 'archive');

/** Thirteen entries: the key in the second, a decision at the sixth, and a witness on the last. */
export function smallLog(): Log {
  const log = new Log().add(10, text(1, 'stockholm'), count(2, 1)).adopt(first);
  for (const at of [3, 4, 5, 6]) log.add(20, text(1, `incident-${at}`), text(5, 'Översvämning'), count(3, at), fixed(4));
  log.sign();
  for (const at of [7, 8, 9, 10, 11]) log.add(21, text(1, `reason-${at}`));
  log.sign().add(59).add(31, text(1, 'förklarad'));
  return log.sign(archive);
}

/** Eleven entries; the key is changed in the fifth. */
export function turnedLog(): Log {
  const log = new Log().adopt(first).add(10, text(1, 'stockholm')).sign().add(20, text(1, 'incident-1')).add(21, text(1, 'x'));
  log.adopt(second);
  for (const at of [6, 7, 8]) log.add(21, text(1, `reason-${at}`));
  return log.sign().add(59).add(60).add(31, text(1, 'slut')).sign();
}

/** The file that lines make. */
export const fileOf = (lines: readonly string[]): Buffer => Buffer.from(lines.map((line) => `${line}\n`).join(''));
