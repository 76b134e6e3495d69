// The fold against a running ckld: the journal folded from its first entry must be the server's image.
//
// Runs only when asked: CKL_URL=http://127.0.0.1:8080 CKL_TOKEN=... [CKL_WORKSPACE=ovning] npx vitest run test/fold-against-server.test.ts
import type { DescMessage, MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { emptyImage, evolve } from '../src/fold/evolve';
import { WorkspaceImageSchema } from '../src/gen/ckl/v1/model_pb';
import {
  GetImageRequestSchema,
  ListEntriesRequestSchema,
  ListEntriesResponseSchema,
} from '../src/gen/ckl/v1/services/workspace_pb';
import { create, fromBinary, toBinary } from '../src/wire/codec';

declare const process: { env: Record<string, string | undefined> };

const url = process.env['CKL_URL'];
const workspace = process.env['CKL_WORKSPACE'] ?? 'skarpt';

async function ask<I extends DescMessage, O extends DescMessage>(
  method: string,
  input: I,
  output: O,
  request: MessageInitShape<I>,
): Promise<MessageShape<O>> {
  const response = await fetch(`${url}/ckl.v1.WorkspaceService/${method}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/proto',
      'Connect-Protocol-Version': '1',
      Authorization: `Bearer ${process.env['CKL_TOKEN']}`,
    },
    body: toBinary(input, create(input, request)) as Uint8Array<ArrayBuffer>,
  });
  if (!response.ok) throw new Error(`${method}: ${response.status} ${await response.text()}`);
  return fromBinary(output, new Uint8Array(await response.arrayBuffer()));
}

describe.skipIf(!url)('the fold', () => {
  it('equals the image of the server', async () => {
    const image = await ask('GetImage', GetImageRequestSchema, WorkspaceImageSchema, { workspace });
    const folded = emptyImage();
    while (folded.sequence < image.sequence) {
      const request = { workspace, after: folded.sequence, limit: 1000 };
      const page = await ask('ListEntries', ListEntriesRequestSchema, ListEntriesResponseSchema, request);
      expect(page.entries.length).toBeGreaterThan(0);
      for (const entry of page.entries) if (entry.sequence <= image.sequence) evolve(folded, entry);
    }
    expect(folded).toEqual(image);
  });
});
