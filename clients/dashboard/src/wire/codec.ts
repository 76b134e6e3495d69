// Messages of the contract: made, written and read.
//
// The types are protobuf-es's, the running code is this: the contract uses so little of protobuf (see describe.ts) that the
// general library would be a quarter of the page. test/wire.test.ts holds every message of the contract to protobuf-es, byte
// for byte and both ways. Fields that this page does not know are passed over.
import type { DescMessage, MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import { type Field, type Schema, scalar } from './describe';

type Loose = Record<string, unknown>;
type Oneof = { case?: string; value?: unknown };

const schemaOf = (described: DescMessage): Schema => described as unknown as Schema;

function zero(type: number): unknown {
  if (type === scalar.string) return '';
  if (type === scalar.bool) return false;
  if (type === scalar.int64 || type === scalar.uint64) return 0n;
  return type === scalar.bytes ? new Uint8Array() : 0;
}

/** What is a message already is taken as it is. */
function made({ message }: Field, value: unknown): unknown {
  return message && !Object.hasOwn(value as Loose, '$typeName') ? make(message, value as Loose) : value;
}

function make({ typeName, fields }: Schema, init: Loose): Loose {
  const out: Loose = { $typeName: typeName };
  for (const field of fields) {
    const { name, oneof, isList, message, type } = field;
    const given = init[oneof || name];
    if (oneof) {
      const { case: chosen, value } = (given ?? {}) as Oneof;
      if (chosen === name) out[oneof] = { case: name, value: made(field, value) };
      else out[oneof] ??= { case: undefined };
    } else if (isList) {
      out[name] = ((given ?? []) as unknown[]).map((one) => made(field, one));
    } else if (message) {
      if (given) out[name] = made(field, given);
    } else {
      out[name] = given ?? zero(type);
    }
  }
  return out;
}

export function create<D extends DescMessage>(schema: D, init?: MessageInitShape<D>): MessageShape<D> {
  return make(schemaOf(schema), (init ?? {}) as Loose) as MessageShape<D>;
}

/** The names that a oneof of a message may have as its case. */
export function casesOf(schema: DescMessage, oneof: string): string[] {
  return schemaOf(schema).fields.filter((field) => field.oneof === oneof).map((field) => field.name);
}

export const clone = <D extends DescMessage>(_schema: D, message: MessageShape<D>): MessageShape<D> =>
  structuredClone(message);

/* Writing */

const wire = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 };
const utf8 = new TextEncoder();

function wireOf(type: number): number {
  if (type === scalar.double) return wire.fixed64;
  return type === scalar.string || type === scalar.bytes || type === scalar.message ? wire.bytes : wire.varint;
}

function varint(out: number[], value: number | bigint | boolean): void {
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) out.push(Number(rest & 127n) | 128);
  out.push(Number(rest));
}

function sized(out: number[], bytes: ArrayLike<number>): void {
  varint(out, bytes.length);
  for (let at = 0; at < bytes.length; at += 1) out.push(bytes[at] as number);
}

function writeValue(out: number[], { type, message }: Field, value: unknown): void {
  if (message) sized(out, write(message, value as Loose));
  else if (type === scalar.string) sized(out, utf8.encode(value as string));
  else if (type === scalar.bytes) sized(out, value as Uint8Array);
  else if (type === scalar.double) out.push(...new Uint8Array(new Float64Array([value as number]).buffer));
  else varint(out, value as number);
}

function write({ fields }: Schema, message: Loose): number[] {
  const out: number[] = [];
  for (const field of fields) {
    const { name, number, oneof, isList, type } = field;
    const chosen = oneof ? (message[oneof] as Oneof) : undefined;
    const value = chosen ? (chosen.case === name ? chosen.value : undefined) : message[name];
    if (value === undefined) continue;
    const tag = (kind: number) => varint(out, number * 8 + kind);
    if (isList) {
      const values = value as unknown[];
      if (values.length > 0 && wireOf(type) !== wire.bytes) {
        const packed: number[] = [];
        for (const one of values) writeValue(packed, field, one);
        tag(wire.bytes);
        sized(out, packed);
      } else {
        for (const one of values) {
          tag(wire.bytes);
          writeValue(out, field, one);
        }
      }
    } else if (oneof || !isZero(value)) {
      tag(wireOf(type));
      writeValue(out, field, value);
    }
  }
  return out;
}

const isZero = (value: unknown): boolean => !value || (value instanceof Uint8Array && value.length === 0);

export function toBinary<D extends DescMessage>(schema: D, message: MessageShape<D>): Uint8Array<ArrayBuffer> {
  return new Uint8Array(write(schemaOf(schema), message as Loose));
}

/* Reading */

const text = new TextDecoder('utf-8', { fatal: true });

class Reader {
  private at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get more(): boolean {
    return this.at < this.bytes.length;
  }

  private byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new RangeError('the message is cut');
    this.at += 1;
    return byte;
  }

  /** Unsigned; a number while it is short, since most are. */
  varint(): number | bigint {
    let low = 0;
    for (let shift = 0; shift < 28; shift += 7) {
      const byte = this.byte();
      low |= (byte & 127) << shift;
      if (byte < 128) return low;
    }
    let value = BigInt(low);
    for (let shift = 28n; shift < 70n; shift += 7n) {
      const byte = this.byte();
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return BigInt.asUintN(64, value);
    }
    throw new RangeError('a number is too long');
  }

  take(length: number): Uint8Array {
    const end = this.at + length;
    if (end > this.bytes.length) throw new RangeError('the message is cut');
    const part = this.bytes.subarray(this.at, end);
    this.at = end;
    return part;
  }

  sized(): Uint8Array {
    return this.take(Number(this.varint()));
  }

  skip(kind: number): void {
    if (kind === wire.varint) this.varint();
    else if (kind === wire.bytes) this.sized();
    else if (kind === wire.fixed64) this.take(8);
    else if (kind === wire.fixed32) this.take(4);
    else throw new RangeError(`no such wire type: ${kind}`);
  }
}

function readValue(reader: Reader, { type, message }: Field, before: unknown): unknown {
  if (message) return readInto(message, (before as Loose | undefined) ?? make(message, {}), reader.sized());
  if (type === scalar.string) return text.decode(reader.sized());
  if (type === scalar.bytes) return reader.sized().slice();
  if (type === scalar.double) return new Float64Array(reader.take(8).slice().buffer)[0];
  const value = reader.varint();
  if (type === scalar.bool) return Boolean(value);
  if (type === scalar.int64) return BigInt.asIntN(64, BigInt(value));
  if (type === scalar.uint64) return BigInt(value);
  if (typeof value === 'number') return value;
  return Number(type === scalar.uint32 ? BigInt.asUintN(32, value) : BigInt.asIntN(32, value));
}

function readField(reader: Reader, field: Field, kind: number, message: Loose): void {
  const { name, oneof, isList } = field;
  if (isList) {
    const values = message[name] as unknown[];
    if (kind === wireOf(field.type)) {
      values.push(readValue(reader, field, undefined));
    } else {
      const packed = new Reader(reader.sized());
      while (packed.more) values.push(readValue(packed, field, undefined));
    }
  } else if (oneof) {
    const before = message[oneof] as Oneof;
    const value = readValue(reader, field, before.case === name ? before.value : undefined);
    message[oneof] = { case: name, value };
  } else {
    message[name] = readValue(reader, field, message[name]);
  }
}

function readInto({ fields }: Schema, message: Loose, bytes: Uint8Array): Loose {
  const reader = new Reader(bytes);
  while (reader.more) {
    const tag = Number(reader.varint());
    const kind = tag & 7;
    const number = tag >>> 3;
    const field = fields.find((one) => one.number === number);
    const packed = field?.isList && kind === wire.bytes;
    if (field && (packed || kind === wireOf(field.type))) readField(reader, field, kind, message);
    else reader.skip(kind);
  }
  return message;
}

/** Throws at bytes that are no message. */
export function fromBinary<D extends DescMessage>(schema: D, bytes: Uint8Array): MessageShape<D> {
  return readInto(schemaOf(schema), make(schemaOf(schema), {}), bytes) as MessageShape<D>;
}
