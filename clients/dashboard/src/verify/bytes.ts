// Bytes and the two ways of writing them that the format has.
import type { Bytes } from './sha256';

export const hashSize = 32;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const none = 255;
const values = new Uint8Array(128).fill(none);
for (let at = 0; at < letters.length; at += 1) values[letters.charCodeAt(at)] = at;

const valueAt = (text: string, at: number): number => values[text.charCodeAt(at)] ?? none;

/** Only the one way of writing the bytes that RFC 4648 calls canonical, so that no other text passes for the same. */
export function fromBase64(text: unknown): Bytes | undefined {
  if (typeof text !== 'string' || text.length % 4 !== 0) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const out = new Uint8Array((text.length / 4) * 3 - padding);
  const end = text.length - padding;
  let held = 0;
  let bits = 0;
  for (let at = 0, to = 0; at < end; at += 1) {
    const value = valueAt(text, at);
    if (value === none) return undefined;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[to] = held >> bits;
      to += 1;
    }
  }
  return (held & ((1 << bits) - 1)) === 0 ? out : undefined;
}

export function hashFrom(text: unknown): Bytes | undefined {
  const bytes = fromBase64(text);
  return bytes?.length === hashSize ? bytes : undefined;
}

export function same(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false;
  return true;
}

/** Each of these read, or nothing if one can not be. */
export function each<From, To>(list: readonly From[], read: (one: From) => To | undefined): To[] | undefined {
  const out = list.map((one) => read(one));
  return out.includes(undefined) ? undefined : (out as To[]);
}

/** Four bytes, the most significant first. */
export const uint32 = (value: number): Bytes => Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);

export const hex = (bytes: Uint8Array): string => Array.from(bytes, (one) => one.toString(16).padStart(2, '0')).join('');

/** The number that a text of decimal digits stands for, if it is written in the one usual way and a script can hold it. */
export function decimal(text: string): number | undefined {
  const value = /^(?:0|[1-9]\d{0,15})$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}

export const utf8 = new TextEncoder();
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text that these bytes are, or nothing if they are none. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}
