// The page's own codec against protobuf-es's reading of the same proto files: every message of the contract that the page uses,
// byte for byte.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { create, createFileRegistry, type DescMessage, fromBinary, ScalarType, toBinary } from '@bufbuild/protobuf';
import { reflect } from '@bufbuild/protobuf/reflect';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { describe, expect, it } from 'vitest';
// @ts-expect-error -- a list in plain JavaScript, which the generator reads too
import { unread } from '../scripts/unread.mjs';
import { CommandSchema, file_ckl_v1_command } from '../src/gen/ckl/v1/command_pb';
import { file_ckl_v1_command_law } from '../src/gen/ckl/v1/command_law_pb';
import { file_ckl_v1_governance } from '../src/gen/ckl/v1/governance_pb';
import { file_ckl_v1_journal, JournalEntrySchema } from '../src/gen/ckl/v1/journal_pb';
import { file_ckl_v1_model, Mode, TextSchema } from '../src/gen/ckl/v1/model_pb';
import { file_ckl_v1_relief } from '../src/gen/ckl/v1/relief_pb';
import { file_ckl_v1_roster } from '../src/gen/ckl/v1/roster_pb';
import { file_ckl_v1_services_access } from '../src/gen/ckl/v1/services/access_pb';
import { file_ckl_v1_services_gateway } from '../src/gen/ckl/v1/services/gateway_pb';
import { file_ckl_v1_services_passkey } from '../src/gen/ckl/v1/services/passkey_pb';
import { file_ckl_v1_services_proof } from '../src/gen/ckl/v1/services/proof_pb';
import { file_ckl_v1_services_workspace } from '../src/gen/ckl/v1/services/workspace_pb';
import { file_ckl_v1_stream, HeartbeatSchema } from '../src/gen/ckl/v1/stream_pb';
import { file_ckl_v1_trial } from '../src/gen/ckl/v1/trial_pb';
import * as own from '../src/wire/codec';
import type { Described, Schema } from '../src/wire/describe';
import { declared, firstHalfHour, opening } from './fake/world';

const ours: Record<string, Described> = {
  'ckl/v1/relief': file_ckl_v1_relief,
  'ckl/v1/roster': file_ckl_v1_roster,
  'ckl/v1/trial': file_ckl_v1_trial,
  'ckl/v1/governance': file_ckl_v1_governance,
  'ckl/v1/model': file_ckl_v1_model,
  'ckl/v1/journal': file_ckl_v1_journal,
  'ckl/v1/command_law': file_ckl_v1_command_law,
  'ckl/v1/command': file_ckl_v1_command,
  'ckl/v1/stream': file_ckl_v1_stream,
  'ckl/v1/services/access': file_ckl_v1_services_access,
  'ckl/v1/services/gateway': file_ckl_v1_services_gateway,
  'ckl/v1/services/workspace': file_ckl_v1_services_workspace,
  'ckl/v1/services/proof': file_ckl_v1_services_proof,
  'ckl/v1/services/passkey': file_ckl_v1_services_passkey,
};

const proto = new URL('../../../proto', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'ckl-'));
const out = join(folder, 'set.bin');
execFileSync('protoc', [
  `--proto_path=${proto}`,
  '--include_imports',
  `--descriptor_set_out=${out}`,
  ...Object.keys(ours).map((name) => `${proto}/${name}.proto`),
]);

/** Field numbers of each message as the page knows it: it is cut to what the page uses (scripts/generate.mjs). */
const described = new Map(
  Object.values(ours).flatMap(({ messages }) =>
    messages.map(({ typeName, fields }) => [typeName, new Set(fields.map((field) => field.number))] as const)),
);

/** The contract as it stands. */
const whole = fromBinary(FileDescriptorSetSchema, readFileSync(out));
rmSync(folder, { recursive: true });
const wholeFields = new Map<string, { name: string; number: number }[]>(
  whole.file.flatMap((file) =>
    file.messageType.map((one) => [`${file.package}.${one.name}`, one.field.map(({ name, number }) => ({ name, number }))] as const)),
);

/** The contract without the fields that the page leaves out. */
for (const file of whole.file) {
  for (const message of file.messageType) {
    const known = described.get(`${file.package}.${message.name}`);
    if (known) message.field = message.field.filter((field) => known.has(field.number));
  }
}
const theirs = createFileRegistry(whole);

const asDesc = (schema: Schema): DescMessage => schema as unknown as DescMessage;

/** Values at the edges of each scalar; `turn` chooses among them. */
const scalars: Partial<Record<ScalarType, unknown[]>> = {
  [ScalarType.DOUBLE]: [60, -1.5, 1e300],
  [ScalarType.INT64]: [-1n, 9_223_372_036_854_775_807n, 127n],
  [ScalarType.UINT64]: [18_446_744_073_709_551_615n, 1n, 268_435_456n],
  [ScalarType.INT32]: [-1, 2_147_483_647, 300],
  [ScalarType.UINT32]: [4_294_967_295, 1, 16_384],
  [ScalarType.BOOL]: [true],
  [ScalarType.STRING]: ['å', '«Nej» – 🚨', 'a'.repeat(200)],
  [ScalarType.BYTES]: [new Uint8Array([0, 255, 128])],
};

/** A message with all its fields set, three levels deep; of a oneof the member that `turn` says. */
function filled(desc: DescMessage, turn: number, depth = 3): unknown {
  const message = create(desc);
  const mirror = reflect(desc, message);
  const value = (type: ScalarType | undefined) => {
    const all = type === undefined ? [1, 2, 99] : (scalars[type] ?? []);
    return all[turn % all.length];
  };
  const known = desc.fields.filter((field) => described.get(desc.typeName)?.has(field.number) ?? true);
  for (const field of known) {
    const members = known.filter((one) => one.oneof && one.oneof === field.oneof);
    if (field.oneof && members[turn % members.length] !== field) continue;
    const nested = field.message && (depth > 0 ? reflect(field.message, filled(field.message, turn, depth - 1) as never) : undefined);
    if (field.message && !nested) continue;
    const one = nested ?? value(field.scalar);
    if (field.fieldKind === 'list') {
      for (let count = 0; count <= turn % 3; count += 1) mirror.get(field).add(one as never);
    } else mirror.set(field, one as never);
  }
  return message;
}

describe('the codec', () => {
  for (const [name, file] of Object.entries(ours)) {
    it(`reads and writes ${name}.proto as protobuf-es does`, () => {
      const original = theirs.getFile(`${name}.proto`)?.messages.map((one) => one.typeName);
      expect(file.messages.map((one) => one.typeName)).toEqual(original?.filter((one) => described.has(one)));
      expect(file.messages.length).toBeGreaterThan(0);
      for (const schema of file.messages) {
        const desc = theirs.getMessage(schema.typeName) as DescMessage;
        const turns = Math.max(3, ...desc.oneofs.map((one) => one.fields.length));
        for (let turn = 0; turn < turns; turn += 1) {
          const bytes = toBinary(desc, filled(desc, turn) as never);
          const read = own.fromBinary(asDesc(schema), bytes);
          expect(read, schema.typeName).toEqual(fromBinary(desc, bytes));
          expect(Buffer.from(own.toBinary(asDesc(schema), read)), schema.typeName).toEqual(Buffer.from(bytes));
          expect(own.clone(asDesc(schema), read)).toEqual(read);
        }
        expect(own.create(asDesc(schema)), schema.typeName).toEqual(create(desc));
        expect(own.toBinary(asDesc(schema), own.create(asDesc(schema)))).toHaveLength(0);
      }
    }, 60_000);
  }

  it('knows every field of what it reads, but those that it is said to leave out', () => {
    for (const file of ['governance', 'model', 'journal', 'stream', 'services/workspace']) {
      for (const { typeName } of ours[`ckl/v1/${file}`]?.messages ?? []) {
        const left: string[] = (unread as Record<string, string[]>)[typeName.replace('ckl.v1.', '')] ?? [];
        const numbers = wholeFields.get(typeName)?.filter(({ name }) => !left.includes(name))
          .map((field) => field.number).sort((a, b) => a - b);
        expect([...(described.get(typeName) ?? [])], typeName).toEqual(numbers);
      }
    }
  });

  it('carries a whole day to protobuf-es and back', () => {
    const journal = opening(Mode.LIVE, 'skarpt', { sv: 'Skarpt', en: 'Live' });
    firstHalfHour(journal);
    declared(journal);
    const desc = theirs.getMessage('ckl.v1.JournalEntry') as DescMessage;
    for (const entry of journal.entries) {
      const bytes = own.toBinary(JournalEntrySchema, entry);
      expect(own.fromBinary(JournalEntrySchema, toBinary(desc, fromBinary(desc, bytes)))).toEqual(entry);
    }
  });

  it('makes nested messages of plain values, and keeps those that are messages', () => {
    const text = own.create(TextSchema, { sv: 'Ja' });
    const beat = own.create(HeartbeatSchema, { fault: text, gatewayFaults: [{ en: 'No' }], time: { seconds: 1n } });
    expect(beat.fault).toBe(text);
    expect(beat.gatewayFaults[0]).toEqual({ $typeName: 'ckl.v1.Text', sv: '', en: 'No' });
    expect(beat.time).toMatchObject({ seconds: 1n, nanos: 0 });
    expect(own.create(CommandSchema).command).toEqual({ case: undefined });
  });

  it('passes over fields it does not know', () => {
    const unknown = [0xf8, 0x07, 1, 0xfa, 0x07, 2, 1, 2, 0xf9, 0x07, 1, 2, 3, 4, 5, 6, 7, 8, 0xfd, 0x07, 1, 2, 3, 4];
    const known = own.toBinary(TextSchema, own.create(TextSchema, { sv: 'Nej' }));
    expect(own.fromBinary(TextSchema, new Uint8Array([...unknown, ...known]))).toMatchObject({ sv: 'Nej' });
  });

  it('merges a message that comes in two parts, and reads lists of numbers loose or packed', () => {
    const desc = theirs.getMessage('ckl.v1.Heartbeat') as DescMessage;
    const part = (text: { sv?: string; en?: string }) => own.toBinary(HeartbeatSchema, own.create(HeartbeatSchema, { fault: text }));
    const bytes = new Uint8Array([...part({ sv: 'Ja' }), ...part({ en: 'Yes' })]);
    expect(own.fromBinary(HeartbeatSchema, bytes)).toEqual(fromBinary(desc, bytes));
  });

  const broken: Record<string, number[]> = {
    'a cut length': [0x0a, 5, 65],
    'a cut number': [0x80],
    'a number too long': [8, ...Array<number>(10).fill(0xff), 1],
    'text that is not UTF-8': [0x0a, 2, 0xc3, 0x28],
    'a group': [0x0b],
  };
  for (const [what, bytes] of Object.entries(broken)) {
    it(`refuses ${what}`, () => {
      expect(() => own.fromBinary(TextSchema, new Uint8Array(bytes))).toThrow();
    });
  }
});
