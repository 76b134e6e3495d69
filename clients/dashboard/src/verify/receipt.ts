// A receipt (C2SP tlog-proof): one entry, its place in the tree, and a checkpoint.
import { decimal, each, fromBase64, hashFrom, textOf } from './bytes';
import { type Asked, type Entry, entryFrom, Inquiry } from './inquiry';
import type { Report } from './findings';
import { lineFrom } from './lines';
import { includes } from './merkle';
import { type Checkpoint, checkpointFrom, receiptMark } from './note';
import { say } from './said';
import type { Bytes } from './sha256';

interface Receipt {
  entry: Entry;
  index: number;
  proof: Bytes[];
  checkpoint: Checkpoint;
  /** The line on which the checkpoint begins. */
  line: number;
}

/** The receipt, or the line that is not as a receipt's is. */
function receiptFrom(text: string): Receipt | number {
  const end = text.indexOf('\n\n');
  const lines = text.slice(0, Math.max(end, 0)).split('\n');
  const [mark, extra = '', place = '', ...hashes] = lines;
  if (end < 0 || mark !== receiptMark) return 1;
  const bytes = extra.startsWith('extra ') ? fromBase64(extra.slice('extra '.length)) : undefined;
  const found = bytes && lineFrom(bytes);
  const entry = found instanceof Map ? entryFrom(found) : undefined;
  if (!entry) return 2;
  const index = place.startsWith('index ') ? decimal(place.slice('index '.length)) : undefined;
  if (index === undefined) return 3;
  const proof = each(hashes, hashFrom);
  if (!proof) return 4 + hashes.findIndex((one) => !hashFrom(one));
  const line = lines.length + 2;
  const checkpoint = checkpointFrom(text.slice(end + 2));
  return checkpoint ? { entry, index, proof, checkpoint, line } : line;
}

const entryLine = 2;
const indexLine = 3;

export async function verifyReceipt(bytes: Uint8Array, asked: Asked): Promise<Report> {
  const inquiry = new Inquiry('receipt', asked);
  const text = textOf(bytes);
  const receipt = text === undefined ? 1 : receiptFrom(text);
  if (typeof receipt === 'number') inquiry.end(receipt, say(text === undefined ? 'notText' : 'notLine'));
  else await check(receipt, inquiry);
  return inquiry.report();
}

async function check({ entry: shown, index, proof, checkpoint, line }: Receipt, inquiry: Inquiry): Promise<void> {
  const { entry, leaf } = shown;
  const { origin, size, head } = checkpoint;
  inquiry.begin(origin);
  const { keyring, summary, elsewhere } = inquiry;
  Object.assign(summary, { lines: line, size, entry });
  if (entry > 1) keyring.forget();
  inquiry.read(shown, entryLine);
  if (entry > 1) inquiry.decisions.skip();
  await inquiry.decisions.take(shown, entryLine);
  if (size > entry) keyring.forget();
  if (entry !== index + 1) inquiry.add('order', { line: indexLine, entry }, say('notNext', index + 1, entry));
  if (!includes({ index, size, leaf, proof, head })) inquiry.add('head', { line, entry }, say('receiptHead'));
  const by = await inquiry.judge(checkpoint, line);
  summary.checkpoints.push({ line, size, good: inquiry.count === 0, by });
  // A receipt shows the tree at one size only.
  if (elsewhere?.checkpoint.size === size) await inquiry.compare(elsewhere, head);
}
