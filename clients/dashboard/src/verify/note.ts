// Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature v1), and the keys that sign them.
//
// What is read here comes from files that anybody may have written: what has not the one right form is nothing at all.
import { decimal, each, fromBase64, hashFrom, hex, utf8 } from './bytes';
import { type Bytes, sha256 } from './sha256';

export const logKey = 1;
export const witnessKey = 4;

export interface Key {
  /** As it is written: `name+id+key`. */
  text: string;
  name: string;
  id: string;
  type: typeof logKey | typeof witnessKey;
  bytes: Bytes;
  /** As the browser wants it, once it has been used. */
  opened?: Promise<CryptoKey | undefined>;
}

export interface Signature { name: string; id: string; bytes: Bytes }

export interface Note {
  /** What is signed, with its last line feed. */
  text: string;
  signatures: Signature[];
}

export interface Checkpoint extends Note { origin: string; size: number; head: Bytes }

const keySize = 32;
const idSize = 4;
const signatureSize = 64;
const timeSize = 8;
/** As many as a verifier may want at the most; the note's format asks for room for sixteen. */
const mostSignatures = 100;

/** No white space of any kind (U+0085 is one that scripts do not count), no plus, no control letter, no half of a pair. */
const isName = (text: string): boolean => /^[^\s\u0085+\p{Cc}\p{Cs}]+$/u.test(text);

export function keyFrom(text: string): Key | undefined {
  const [, name = '', id = '', coded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/su.exec(text) ?? [];
  const bytes = fromBase64(coded);
  const type = bytes?.[0];
  if (!isName(name) || bytes?.length !== 1 + keySize || (type !== logKey && type !== witnessKey)) return undefined;
  const own = hex(sha256(utf8.encode(`${name}\n`), bytes).subarray(0, idSize));
  return own === id ? { text, name, id, type, bytes: bytes.slice(1) } : undefined;
}

function signatureFrom(line: string): Signature | undefined {
  const [dash, name = '', coded = '', ...more] = line.split(' ');
  const bytes = fromBase64(coded);
  if (dash !== '\u2014' || more.length > 0 || !isName(name) || !bytes || bytes.length <= idSize) return undefined;
  return { name, id: hex(bytes.subarray(0, idSize)), bytes: bytes.slice(idSize) };
}

/** The signatures stand after the last empty line. */
export function noteFrom(whole: string): Note | undefined {
  const end = whole.lastIndexOf('\n\n');
  // Control letters, and halves of pairs, which would be signed as something else than they are.
  if (end < 0 || !whole.endsWith('\n') || /[^\P{Cc}\n]|\p{Cs}/u.test(whole)) return undefined;
  const lines = whole.slice(end + 2, -1).split('\n', mostSignatures + 1);
  const signatures = lines.length > mostSignatures ? undefined : each(lines, signatureFrom);
  return signatures && { text: whole.slice(0, end + 1), signatures };
}

/** Exactly three lines: this log writes no extension lines. */
export function bodyFrom(text: string): Omit<Checkpoint, 'signatures'> | undefined {
  const [origin = '', digits = '', coded = '', last, ...more] = text.split('\n');
  const size = decimal(digits);
  const head = hashFrom(coded);
  if (!isName(origin) || size === undefined || !head || last !== '' || more.length > 0) return undefined;
  return { text, origin, size, head };
}

export function checkpointFrom(whole: string): Checkpoint | undefined {
  const note = noteFrom(whole);
  const body = note && bodyFrom(note.text);
  return body && { ...body, signatures: note.signatures };
}

export const receiptMark = 'c2sp.org/tlog-proof@v1';

/** What somebody pastes: a checkpoint, the receipt that holds one, or its three lines as they may stand on paper. */
export function pastedCheckpoint(pasted: string): Checkpoint | undefined {
  const text = `${pasted.replace(/\r\n?/g, '\n').trim()}\n`;
  const whole = text.startsWith(`${receiptMark}\n`) ? text.slice(text.indexOf('\n\n') + 2) : text;
  if (whole.includes('\n\n')) return checkpointFrom(whole);
  const body = bodyFrom(whole);
  return body && { ...body, signatures: [] };
}

/** The time that a witness says it signed at, in seconds since 1970. */
export function timeOf({ bytes }: Signature): number | undefined {
  if (bytes.length !== timeSize + signatureSize) return undefined;
  const seconds = new DataView(bytes.buffer).getBigUint64(0);
  return seconds <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(seconds) : undefined;
}

const open = (key: Bytes): Promise<CryptoKey | undefined> =>
  crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']).catch(() => undefined);

async function signed(key: Key, text: string, signature: Bytes): Promise<boolean> {
  const able = await (key.opened ??= open(key.bytes));
  if (!able || signature.length !== signatureSize) return false;
  return crypto.subtle.verify('Ed25519', able, signature, utf8.encode(text)).catch(() => false);
}

/** Whether this signature of the note is the key's own. */
export async function isBy(key: Key, { text }: Note, signature: Signature): Promise<boolean> {
  if (key.name !== signature.name || key.id !== signature.id) return false;
  if (key.type === logKey) return signed(key, text, signature.bytes);
  const time = timeOf(signature);
  return time !== undefined && signed(key, `cosignature/v1\ntime ${time}\n${text}`, signature.bytes.slice(timeSize));
}

/** Whether this browser can check signatures at all: older ones know no Ed25519, and none does where the page came without https. */
export async function canCheck(): Promise<boolean> {
  return globalThis.crypto?.subtle !== undefined && (await open(new Uint8Array(keySize))) !== undefined;
}
