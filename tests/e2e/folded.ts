// The dashboard's folding, applied to a whole journal, and shown as the server shows its own image.
//
// The entries come as JSON and go to the dashboard's code as bytes, the way they do in service.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { createFileRegistry, type DescMessage, fromBinary, fromJson, type JsonValue, toBinary, toJson } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { emptyImage, evolve } from '../../clients/dashboard/src/fold/evolve.ts';
import { JournalEntrySchema } from '../../clients/dashboard/src/gen/ckl/v1/journal_pb.ts';
import { WorkspaceImageSchema } from '../../clients/dashboard/src/gen/ckl/v1/model_pb.ts';
// @ts-expect-error -- a list in plain JavaScript, which the page's generator reads too
import { unread } from '../../clients/dashboard/scripts/unread.mjs';
import * as wire from '../../clients/dashboard/src/wire/codec.ts';
import type { Json } from './client.ts';

const proto = new URL('../../proto', import.meta.url).pathname;
// Through a file: what a child of node calls its standard output is a socket, which protoc can't open by name.
const folder = mkdtempSync(join(tmpdir(), 'ckl-contract-'));
execFileSync('protoc', [`--proto_path=${proto}`, '--include_imports',
  `--descriptor_set_out=${folder}/set`, `${proto}/ckl/v1/journal.proto`, `${proto}/ckl/v1/model.proto`]);
const described = readFileSync(join(folder, 'set'));
rmSync(folder, { recursive: true });
const contract = createFileRegistry(fromBinary(FileDescriptorSetSchema, described));
/** The contract without the fields that the page leaves out, because no page shows them. */
const cut = fromBinary(FileDescriptorSetSchema, described);
for (const message of cut.file.flatMap((file) => file.messageType)) {
  const left: string[] = (unread as Record<string, string[]>)[message.name] ?? [];
  message.field = message.field.filter((field) => !left.includes(field.name));
}
const shownType = createFileRegistry(cut).getMessage('ckl.v1.WorkspaceImage') as DescMessage;
const entryType = contract.getMessage('ckl.v1.JournalEntry') as DescMessage;
const imageType = contract.getMessage('ckl.v1.WorkspaceImage') as DescMessage;

/** What of the server's image a page can show. */
export function shownImage(image: Json): Json {
  const bytes = toBinary(imageType, fromJson(imageType, image as JsonValue));
  return toJson(shownType, fromBinary(shownType, bytes)) as Json;
}

export function foldedImage(entries: Json[]): Json {
  const image = emptyImage();
  for (const entry of entries) {
    const bytes = toBinary(entryType, fromJson(entryType, entry as JsonValue));
    evolve(image, wire.fromBinary(JournalEntrySchema, bytes));
  }
  return toJson(imageType, fromBinary(imageType, wire.toBinary(WorkspaceImageSchema, image))) as Json;
}
