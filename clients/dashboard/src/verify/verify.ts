// Checks a file, whichever of the two kinds it is, without keeping the page from its other work and without ever failing.
import { textOf } from './bytes';
import { ExportCheck } from './exports';
import type { Report } from './findings';
import { type Asked, Inquiry } from './inquiry';
import { Lines } from './lines';
import { canCheck, receiptMark } from './note';
import { verifyReceipt } from './receipt';
import { type Said, say } from './said';

/** A file: as much of it as is asked for at a time. */
export interface Source { size: number; read(from: number, to: number): Promise<Uint8Array> }

/** Whoever waits for the answer. */
export interface Watch {
  progress(done: number): void;
  /** Nobody waits any more. */
  gone(): boolean;
  /** A turn for the page's other work. */
  breathe(): Promise<void>;
}

const pieceSize = 512 * 1024;
/** A receipt holds one entry, and is read whole. */
const largestReceipt = 32 * 1024 * 1024;
/** How long the page may stand still; half of what a person takes for at once. */
const turnMs = 40;

function refused(kind: Report['kind'], what: Said): Report {
  const inquiry = new Inquiry(kind);
  inquiry.end(0, what);
  return inquiry.report();
}

async function verifyExport(source: Source, asked: Asked, watch: Watch): Promise<Report> {
  const check = new ExportCheck(asked);
  const lines = new Lines();
  let since = performance.now();
  for (let at = 0; at < source.size && !check.ended && !watch.gone(); at += pieceSize) {
    for (const line of lines.cut(await source.read(at, Math.min(at + pieceSize, source.size)))) {
      await check.take(line);
      if (check.ended || watch.gone()) break;
      if (performance.now() - since > turnMs) {
        watch.progress(at);
        await watch.breathe();
        since = performance.now();
      }
    }
  }
  return check.end(lines.cutOff);
}

export async function verify(source: Source, asked: Asked, watch: Watch): Promise<Report> {
  let kind: Report['kind'] = 'export';
  try {
    const begin = textOf(await source.read(0, Math.min(receiptMark.length, source.size)));
    if (begin === receiptMark) kind = 'receipt';
    if (!(await canCheck())) return refused(kind, say('unable'));
    if (kind === 'export') return await verifyExport(source, asked, watch);
    if (source.size > largestReceipt) return refused(kind, say('tooLong'));
    return await verifyReceipt(await source.read(0, source.size), asked);
  } catch {
    // The file was removed or changed under the browser's hands, or there was no room for it.
    return refused(kind, say('unreadable'));
  }
}
