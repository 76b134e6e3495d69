// The proof of the fake's journal: its leaves are of its own making, its tree and signatures are real ones.
import { create, fromBinary, toBinary } from '../../src/wire/codec';
import {
  ExportResponseSchema,
  GetCheckpointRequestSchema,
  GetCheckpointResponseSchema,
  GetConsistencyRequestSchema,
  GetConsistencyResponseSchema,
} from '../../src/gen/ckl/v1/services/proof_pb';
import { consistencyOf, Log, logSigner, sha256, type Signer } from '../proof/log';

export const journalId = 'j1';

export class FakeProof {
  readonly log = new Log(`ckl/${journalId}`);
  signer: Signer = logSigner(this.log.origin, 'fake');
  /** Nothing is answered. */
  away = false;
  private leaves: Buffer[] = [];

  /** All leaves from this one on are others than they were. */
  rewrite(from: number): void {
    this.leaves = this.leaves.map((leaf, at) => (at + 1 < from ? leaf : sha256(leaf)));
  }

  private grow(size: number): void {
    for (let at = this.leaves.length; at < size; at += 1) this.leaves.push(sha256(Buffer.from(`entry ${at}`)));
  }

  answer(method: string, body: Uint8Array, head: number): Uint8Array | undefined {
    this.grow(head);
    if (this.away) return undefined;
    if (method === 'GetCheckpoint') {
      const most = Number(fromBinary(GetCheckpointRequestSchema, body).most);
      const size = most > 0 ? Math.min(most, head) : head;
      const checkpoint = this.log.checkpoint(size, [this.signer], this.leaves);
      return toBinary(GetCheckpointResponseSchema, create(GetCheckpointResponseSchema, { checkpoint, key: this.signer.vkey }));
    }
    if (method === 'GetConsistency') {
      const { from, to } = fromBinary(GetConsistencyRequestSchema, body);
      const hashes = consistencyOf(Number(from), this.leaves.slice(0, Number(to))).map((one) => new Uint8Array(one));
      return toBinary(GetConsistencyResponseSchema, create(GetConsistencyResponseSchema, { hashes }));
    }
    if (method !== 'Export') return undefined;
    return toBinary(ExportResponseSchema, create(ExportResponseSchema, { lines: '{"ckl-export":1}\n', after: 0n, size: BigInt(head) }));
  }
}
