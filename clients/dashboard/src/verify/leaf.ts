// From the parts of an entry, as an export's line has them, to the leaf of the tree.
import { fromBase64, hashFrom, same, textOf, uint32 } from './bytes';
import type { Fault } from './findings';
import { isCount } from './lines';
import { leafHash } from './merkle';
import { type Key, keyFrom, logKey } from './note';
import { say } from './said';
import { type Bytes, sha256 } from './sha256';

const saltSize = 16;
const mostFields = 2 ** 29 - 1;
/** Fields of the entry below this number are the entry's own; the one from it on is the event. */
const firstEvent = 10;
/** Time, rule and basis are shown to everybody who sees that there is an entry at all. */
const alwaysOpen = [2, 5, 6];
const keyAdopted = 250;
const lengthDelimited = 2;

export type Part =
  | { kind: 'open'; bytes: Bytes }
  | { kind: 'covered'; number: number; commitment: Bytes; salt: Bytes; bytes: Bytes }
  | { kind: 'masked'; number: number; commitment: Bytes }
  | { kind: 'event'; number: number };

const isNumber = (value: unknown): value is number => isCount(value) && value <= mostFields;

export function partFrom(value: unknown): Part | undefined {
  if (!Array.isArray(value)) return undefined;
  const [kind, first, second, third, fourth] = value as unknown[];
  if (kind === 'open' && value.length === 2) {
    const bytes = fromBase64(first);
    return bytes && { kind, bytes };
  }
  if (!isNumber(first)) return undefined;
  if (kind === 'event' && value.length === 2) return { kind, number: first };
  const commitment = hashFrom(second);
  if (!commitment) return undefined;
  if (kind === 'masked' && value.length === 3) return { kind, number: first, commitment };
  if (kind !== 'covered' || value.length !== 5) return undefined;
  const salt = fromBase64(third);
  const bytes = fromBase64(fourth);
  return salt?.length === saltSize && bytes ? { kind, number: first, commitment, salt, bytes } : undefined;
}

const commitMark = Uint8Array.of(2);

export const commitmentOf = (salt: Uint8Array, bytes: Uint8Array): Bytes => sha256(commitMark, salt, bytes);

const version = Uint8Array.of(1);
const openMark = Uint8Array.of(0);
const coveredMark = Uint8Array.of(1);
const eventMark = Uint8Array.of(3);

export function leafOf(parts: readonly Part[]): Bytes {
  const pieces: Uint8Array[] = [version];
  for (const part of parts) {
    if (part.kind === 'open') pieces.push(openMark, uint32(part.bytes.length), part.bytes);
    else if (part.kind === 'event') pieces.push(eventMark, uint32(part.number));
    else pieces.push(coveredMark, uint32(part.number), part.commitment);
  }
  return leafHash(...pieces);
}

export interface Field {
  number: number;
  wire: number;
  /** Of a varint; not exact where a script can hold no such number. */
  value: number;
  bytes: Uint8Array;
}

const mostBytes = 10;

/** A varint of protobuf and where it ends; 64 bits at the most. */
function varint(bytes: Uint8Array, from: number): { value: number; after: number } | undefined {
  let value = 0;
  for (let at = 0; at < mostBytes && from + at < bytes.length; at += 1) {
    const one = bytes[from + at] as number;
    if (at === mostBytes - 1 && one > 1) return undefined;
    value += (one & 127) * 2 ** (7 * at);
    if (one < 128) return { value, after: from + at + 1 };
  }
  return undefined;
}

/** How many bytes follow a tag with this wire type, or nothing for groups and what protobuf has not. */
function sizeAfter(bytes: Uint8Array, from: number, wire: number): { size: number; value: number } | undefined {
  if (wire === 1) return { size: 8, value: 0 };
  if (wire === 5) return { size: 4, value: 0 };
  const found = wire === 0 || wire === lengthDelimited ? varint(bytes, from) : undefined;
  return found && { size: found.after - from + (wire === lengthDelimited ? found.value : 0), value: found.value };
}

/** The fields of a message by their numbers, the last of each, or nothing where the bytes are none. */
export function fieldsIn(bytes: Uint8Array): Map<number, Field> | undefined {
  const fields = new Map<number, Field>();
  for (let at = 0; at < bytes.length;) {
    const tag = varint(bytes, at);
    const sized = tag && sizeAfter(bytes, tag.after, tag.value % 8);
    const field = tag && sized && fieldFrom(bytes.subarray(at, tag.after + sized.size));
    if (!field) return undefined;
    fields.set(field.number, field);
    at = tag.after + sized.size;
  }
  return fields;
}

/** The one field of protobuf that these bytes are, no more and no less. */
export function fieldFrom(bytes: Uint8Array): Field | undefined {
  const tag = varint(bytes, 0);
  const number = Math.floor((tag?.value ?? 0) / 8);
  if (!tag || !isNumber(number)) return undefined;
  const wire = tag.value % 8;
  const { size = NaN, value = 0 } = sizeAfter(bytes, tag.after, wire) ?? {};
  if (tag.after + size !== bytes.length) return undefined;
  return { number, wire, value, bytes: wire === lengthDelimited ? bytes.subarray(bytes.length - value) : bytes };
}

/** What an entry's parts say, and what is wrong with them. */
export interface Read {
  leaf: Bytes;
  sequence?: number;
  covered: number;
  masked: number;
  /** The entry adopts a key of the log; that is this one, where it is shown and is one. */
  adopts: boolean;
  key?: Key | undefined;
  faults: Fault[];
}

export function readParts(parts: readonly Part[], origin: string): Read {
  const read: Read = { leaf: leafOf(parts), covered: 0, masked: 0, adopts: false, faults: [] };
  const sequences: number[] = [];
  const keys: (Key | undefined)[] = [];
  let event = 0;
  for (const part of parts) {
    if (part.kind === 'event') {
      if (event || part.number < firstEvent) read.faults.push(notBuilt(part.number));
      event ||= part.number;
      continue;
    }
    const field = part.kind === 'masked' ? undefined : fieldFrom(part.bytes);
    if (part.kind === 'covered') read.covered += 1;
    if (part.kind === 'masked') read.masked += 1;
    const fault = wrongWith(part, field, event > 0);
    if (fault) read.faults.push(fault);
    else if (field?.number === 1 && !event && part.kind === 'open') sequences.push(field.value);
    else if (field?.number === 1 && event === keyAdopted) keys.push(keyFrom(textOf(field.bytes) ?? ''));
  }
  if (!event) read.faults.push(notBuilt(undefined));
  if (sequences.length === 1) [read.sequence] = sequences;
  read.adopts = event === keyAdopted;
  [read.key] = keys;
  const isOwn = keys.length === 1 && read.key?.type === logKey && read.key.name === origin;
  if (keys.length > 0 && !isOwn) {
    read.key = undefined;
    read.faults.push({ code: 'key', field: 1, said: say('badAdoption') });
  }
  return read;
}

const notBuilt = (field: number | undefined): Fault => ({ code: 'form', said: say('notBuilt'), ...(field === undefined ? {} : { field }) });

/** Bytes that are not those committed to say nothing more, so nothing more is said of them. */
function wrongWith(part: Exclude<Part, { kind: 'event' }>, field: Field | undefined, inEvent: boolean): Fault | undefined {
  const number = part.kind === 'open' ? (field?.number ?? 0) : part.number;
  if (part.kind === 'covered' && !same(commitmentOf(part.salt, part.bytes), part.commitment)) {
    return { code: 'commitment', field: number, said: say(inEvent ? 'eventPart' : 'entryPart') };
  }
  const wire = part.kind === 'masked' ? lengthDelimited : field?.wire;
  const isOpen = wire !== lengthDelimited || (!inEvent && alwaysOpen.includes(number));
  const isThat = part.kind === 'masked' || field?.number === number;
  return isThat && isOpen === (part.kind === 'open') && (inEvent || number < firstEvent) ? undefined : notBuilt(number || undefined);
}
