// The short descriptors against protobuf-es's own reading of the same proto files.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createFileRegistry,
  type DescField,
  type DescFile,
  equals,
  fromBinary,
  fromJson,
  toJson,
} from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { describe, expect, it } from 'vitest';
import { file_ckl_v1_command } from '../src/gen/ckl/v1/command_pb';
import { file_ckl_v1_journal, JournalEntrySchema } from '../src/gen/ckl/v1/journal_pb';
import { file_ckl_v1_model, Mode } from '../src/gen/ckl/v1/model_pb';
import { file_ckl_v1_services_access } from '../src/gen/ckl/v1/services/access_pb';
import { file_ckl_v1_services_workspace } from '../src/gen/ckl/v1/services/workspace_pb';
import { file_ckl_v1_stream } from '../src/gen/ckl/v1/stream_pb';
import { declared, firstHalfHour, opening } from './fake/world';

const ours: DescFile[] = [
  file_ckl_v1_model,
  file_ckl_v1_journal,
  file_ckl_v1_command,
  file_ckl_v1_stream,
  file_ckl_v1_services_access,
  file_ckl_v1_services_workspace,
];

const proto = new URL('../../../proto', import.meta.url).pathname;
const out = join(mkdtempSync(join(tmpdir(), 'ckl-')), 'set.bin');
execFileSync('protoc', [
  `--proto_path=${proto}`,
  '--include_imports',
  `--descriptor_set_out=${out}`,
  ...ours.map((file) => `${proto}/${file.name}.proto`),
]);
const theirs = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(out)));

/** What of a field sways reading, writing and creating. */
function essence(described: DescField) {
  const field = described as DescField & { listKind?: string; delimitedEncoding?: boolean };
  return {
    name: field.name,
    localName: field.localName,
    number: field.number,
    fieldKind: field.fieldKind,
    listKind: field.listKind,
    scalar: field.scalar,
    message: field.message?.typeName,
    enum: field.enum && { name: field.enum.typeName, open: field.enum.open },
    oneof: field.oneof && { name: field.oneof.localName, of: field.oneof.fields.length },
    presence: field.presence,
    packed: field.fieldKind === 'list' ? field.packed : undefined,
    delimited: field.delimitedEncoding,
    utf8: field.fieldKind !== 'message' && field.scalar === 9 ? field.utf8Validation : undefined,
    longAsString: field.fieldKind === 'scalar' ? field.longAsString : undefined,
  };
}

describe('the short descriptors', () => {
  for (const file of ours) {
    it(`say the same as ${file.name}.proto`, () => {
      expect(file.messages.length).toBeGreaterThan(0);
      const original = theirs.getFile(`${file.name}.proto`);
      expect(file.edition).toBe(original?.edition);
      expect(file.messages.map((one) => one.typeName)).toEqual(
        original?.messages.map((one) => one.typeName),
      );
      const enums = (from: DescFile | undefined) =>
        from?.enums.map((one) => [one.typeName, one.values.map(({ name, localName, number }) => [name, localName, number])]);
      expect(enums(file)).toEqual(enums(original));
      file.messages.forEach((message, at) => {
        const same = original?.messages[at];
        expect(message.fields.map(essence), message.name).toEqual(same?.fields.map(essence));
        expect(message.members.map((one) => one.localName)).toEqual(
          same?.members.map((one) => one.localName),
        );
      });
    });
  }

  it('carry entries to JSON and back', () => {
    const journal = opening(Mode.LIVE, 'skarpt', { sv: 'Skarpt', en: 'Live' });
    firstHalfHour(journal);
    declared(journal);
    for (const entry of journal.entries) {
      const json = toJson(JournalEntrySchema, entry);
      expect(equals(JournalEntrySchema, fromJson(JournalEntrySchema, json), entry)).toBe(true);
    }
    const level = journal.entries.find((entry) => entry.event.case === 'levelChanged');
    expect(level && toJson(JournalEntrySchema, level)).toMatchObject({
      levelChanged: { to: 'ESCALATION_LEVEL_SERIOUS' },
      time: '2017-04-07T12:53:00Z',
    });
  });
});
