// The proof of the log, as the server gives it (docs/format.md): checkpoints, what leads from one to the next, and exports.
import {
  ExportRequestSchema,
  ExportResponseSchema,
  GetCheckpointRequestSchema,
  GetCheckpointResponseSchema,
  GetConsistencyRequestSchema,
  GetConsistencyResponseSchema,
} from '../gen/ckl/v1/services/proof_pb';
import { method } from './connect';

export const getCheckpoint = method('ProofService/GetCheckpoint', GetCheckpointRequestSchema, GetCheckpointResponseSchema);
export const getConsistency = method('ProofService/GetConsistency', GetConsistencyRequestSchema, GetConsistencyResponseSchema);
const exportPiece = method('ProofService/Export', ExportRequestSchema, ExportResponseSchema);

/** The whole log as a file that /granska.html and `ckl verify` check; nothing when it could not be had. */
export async function exportLog(workspace: string): Promise<Blob | undefined> {
  const pieces: string[] = [];
  let [after, size] = [0n, 0n];
  do {
    const answer = await exportPiece({ workspace, after, size });
    if (!answer.ok) return undefined;
    pieces.push(answer.value.lines);
    ({ after, size } = answer.value);
  } while (after > 0n);
  return new Blob(pieces);
}
