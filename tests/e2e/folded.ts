// The dashboard's folding, applied to a whole journal, and shown as the server shows its own image.
import { fromJson, type JsonValue, toJson } from '@bufbuild/protobuf';
import { emptyImage, evolve } from '../../clients/dashboard/src/fold/evolve.ts';
import { JournalEntrySchema } from '../../clients/dashboard/src/gen/ckl/v1/journal_pb.ts';
import { WorkspaceImageSchema } from '../../clients/dashboard/src/gen/ckl/v1/model_pb.ts';
import type { Json } from './client.ts';

export function foldedImage(entries: Json[]): Json {
  const image = emptyImage();
  for (const entry of entries) evolve(image, fromJson(JournalEntrySchema, entry as JsonValue));
  return toJson(WorkspaceImageSchema, image) as Json;
}
