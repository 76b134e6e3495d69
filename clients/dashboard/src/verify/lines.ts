// A file's lines, and the JSON object in a line, read so that hostile ones end the reading and nothing else.
import { textOf } from './bytes';
import { type Said, say } from './said';

/** More than any entry can be; what goes on beyond it is not read to its end. */
const longestLine = 16 * 1024 * 1024;

const lineFeed = 10;

/** Cuts what comes in pieces into lines. */
export class Lines {
  private rest = new Uint8Array();

  /** The lines that end in this piece; one that is too long comes as nothing, and ends the reading. */
  *cut(piece: Uint8Array): Generator<Uint8Array | undefined> {
    const whole = new Uint8Array(this.rest.length + piece.length);
    whole.set(this.rest);
    whole.set(piece, this.rest.length);
    let from = 0;
    for (let end = whole.indexOf(lineFeed, this.rest.length); end >= 0; end = whole.indexOf(lineFeed, from)) {
      yield whole.subarray(from, end);
      from = end + 1;
    }
    this.rest = whole.subarray(from);
    if (this.rest.length > longestLine) yield undefined;
  }

  /** Whether the file ended in the middle of a line. */
  get cutOff(): boolean {
    return this.rest.length > 0;
  }
}

const strings = /"[^"\\]*(?:\\.[^"\\]*)*"/g;

/**
 * The object that a text is. A name that stands twice means different things to different readers, and so do numbers with a point or an
 * exponent: a text with either is none.
 */
export function objectFrom(text: string): Map<string, unknown> | undefined {
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  try {
    const found = new Map(Object.entries(JSON.parse(text) as object));
    const outside = text.replace(strings, '').replace(/true|false/g, '');
    return outside.split(':').length - 1 === found.size && !/[^\s\d{}[\]:,]/.test(outside) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** The object in a line, or what is wrong with the line. */
export function lineFrom(bytes: Uint8Array): Map<string, unknown> | Said {
  const text = textOf(bytes);
  if (text === undefined) return say('notText');
  return objectFrom(text) ?? say('notLine');
}

/** Whether the object has these names and no others. */
export const hasOnly = (found: Map<string, unknown>, ...names: string[]): boolean =>
  found.size === names.length && names.every((name) => found.has(name));

/** A count from `least` up that a script can hold. */
export const isCount = (value: unknown, least = 1): value is number => Number.isSafeInteger(value) && (value as number) >= least;
