// An export, checked line by line as docs/format.md says: of it only the leaves of the tree are kept, so its
// length hardly matters.
import { each, hashFrom, same } from './bytes';
import type { Report } from './findings';
import { type Asked, entryFrom, Inquiry } from './inquiry';
import { hasOnly, isCount, lineFrom } from './lines';
import { subtrees, Tree } from './merkle';
import { type Checkpoint, checkpointFrom } from './note';
import { say, type Said } from './said';
import type { Bytes } from './sha256';

interface Header { origin: string; workspace: string; mode: string; what: string; size: number }

/** What the selection is called is for people, and nothing is proved by it, so it may be any words. */
function headerFrom(found: Map<string, unknown>): Header | undefined {
  const { origin, workspace, mode, what, size, masked, 'ckl-export': version } = Object.fromEntries(found);
  if (found.size !== 7 || version !== 1 || !isCount(size, 0) || typeof masked !== 'boolean') return undefined;
  if (typeof origin !== 'string' || !/^ckl\/[0-9a-f]{32}$/.test(origin) || typeof workspace !== 'string') return undefined;
  if (typeof mode !== 'string' || !['LIVE', 'EXERCISE', 'TEST'].includes(mode)) return undefined;
  return typeof what === 'string' ? { origin, workspace, mode, what, size } : undefined;
}

interface Skip { skip: number; through: number; hashes: Bytes[] }

function skipFrom(found: Map<string, unknown>): Skip | undefined {
  const { skip, through, hashes: given } = Object.fromEntries(found);
  if (!hasOnly(found, 'skip', 'through', 'hashes') || !isCount(skip) || !isCount(through, skip) || !Array.isArray(given)) return undefined;
  const hashes = each(given, hashFrom);
  return hashes && { skip, through, hashes };
}

type Taken = Promise<void> | undefined;

export class ExportCheck {
  private readonly inquiry: Inquiry;
  private readonly tree = new Tree();
  /** The place of a leaf is no longer known for sure, so heads can not be compared. */
  private lost = false;
  private next = 1;
  private header: Header | undefined;
  /** The entry whose change of key waits for its checkpoint. */
  private waiting: number | undefined;
  private goodUpTo = 0;
  private saidHead = false;
  /** The size of the newest checkpoint, while nothing has come after it. */
  private closed: number | undefined;

  constructor(asked: Asked) {
    this.inquiry = new Inquiry('export', asked);
  }

  get ended(): boolean {
    return this.inquiry.ended;
  }

  private get line(): number {
    return this.inquiry.summary.lines;
  }

  /** The next line, without its line feed; nothing where it was too long. */
  take(bytes: Uint8Array | undefined): Taken {
    this.inquiry.summary.lines += 1;
    const found = bytes ? lineFrom(bytes) : say('tooLong');
    if (!(found instanceof Map)) return this.refuse(found);
    if (!this.header) return this.takeHeader(found);
    if (this.closed === this.header.size) return this.refuse(say('afterEnd'));
    if (found.has('checkpoint')) return this.takeCheckpoint(found);
    this.closed = undefined;
    return found.has('skip') ? this.takeSkip(found) : this.takeEntry(found);
  }

  private refuse(said: Said = say('notLine')): undefined {
    this.inquiry.end(this.line, said);
  }

  private takeHeader(found: Map<string, unknown>): Taken {
    const header = headerFrom(found);
    if (!header) return this.refuse(say('notHeader'));
    const { inquiry } = this;
    const { origin, workspace, mode, what, size } = header;
    this.header = header;
    Object.assign(inquiry.summary, { workspace, mode, what, size });
    inquiry.begin(origin);
    return this.grown();
  }

  /** Whether what this line accounts for begins where the last one ended. */
  private inPlace(first: number, last: number): void {
    if (first !== this.next) this.lose(first, say('notNext', this.next, first));
    this.next = Math.max(this.next, last + 1);
    this.missHandover();
  }

  /** What is missing may also have adopted a key. */
  private lose(entry: number, said: Said): void {
    this.inquiry.add('order', { line: this.line, entry }, said);
    this.lost = true;
    this.inquiry.keyring.skip();
    this.inquiry.decisions.skip();
  }

  private missHandover(): void {
    const { waiting: entry, line } = this;
    if (entry !== undefined) this.inquiry.add('key', { line, entry }, say('noHandover', entry));
    this.waiting = undefined;
  }

  private takeEntry(found: Map<string, unknown>): Taken {
    const { line, inquiry } = this;
    const shown = entryFrom(found);
    if (!shown) return this.refuse();
    const { entry, leaf } = shown;
    this.inPlace(entry, entry);
    if (inquiry.read(shown, line).adopts) this.waiting = inquiry.keyring.handover;
    this.tree.append(leaf);
    const judged = inquiry.decisions.take(shown, line, this.tree);
    return judged ? judged.then(() => this.grown()) : this.grown();
  }

  private async takeSkip(found: Map<string, unknown>): Promise<void> {
    const { line, inquiry, tree } = this;
    const shown = skipFrom(found);
    if (!shown) return this.refuse();
    const { skip, through, hashes } = shown;
    if (this.header?.what === 'whole') inquiry.add('form', { line, entry: skip }, say('skipInWhole'));
    this.inPlace(skip, through);
    inquiry.keyring.skip();
    inquiry.decisions.skip();
    inquiry.summary.skipped += through - skip + 1;
    const sizes = subtrees(skip - 1, through - skip + 1);
    if (sizes.length !== hashes.length) this.lose(skip, say('skipCount'));
    for (const [at, hash] of this.lost ? [] : hashes.entries()) {
      tree.append(hash, sizes[at]);
      await this.grown();
    }
  }

  /** A checkpoint from elsewhere is compared when the tree has its size, also between the parts of what is left out. */
  private grown(): Taken {
    const { lost, tree, inquiry } = this;
    const { elsewhere } = inquiry;
    return !lost && elsewhere?.checkpoint.size === tree.size ? inquiry.compare(elsewhere, tree.head()) : undefined;
  }

  private async takeCheckpoint(found: Map<string, unknown>): Promise<void> {
    const { line, inquiry } = this;
    const text = found.get('checkpoint');
    const checkpoint = found.size === 1 && typeof text === 'string' ? checkpointFrom(text) : undefined;
    if (!checkpoint) return this.refuse();
    const { origin, size } = checkpoint;
    const before = inquiry.count;
    let by: string[] = [];
    if (origin !== inquiry.summary.origin) inquiry.add('origin', { line }, say('origin', origin));
    else if (this.checkPlace(checkpoint)) by = await inquiry.judge(checkpoint, line);
    if (size === this.waiting) this.waiting = undefined;
    this.closed = size;
    inquiry.summary.checkpoints.push({ line, size, good: inquiry.count === before && !this.lost, by });
  }

  /** Whether the checkpoint stands where the tree has its size; if so its head is compared. */
  private checkPlace({ size, head }: Checkpoint): boolean {
    const { line, inquiry, tree } = this;
    const reached = this.next - 1;
    if (size > reached) {
      this.lose(size, say('misplaced', size, reached));
      this.next = size + 1;
      return false;
    }
    if (size < reached || this.closed === size) {
      inquiry.add('order', { line }, say('misplaced', size, reached));
      return false;
    }
    if (this.lost) return true;
    if (same(tree.head(), head)) this.goodUpTo = size;
    // One wrong leaf makes every later head wrong, which would say the same thing again and again.
    else if (this.saidHead) inquiry.count += 1;
    else inquiry.add('head', { line }, say('head', size, this.goodUpTo));
    this.saidHead ||= this.goodUpTo !== size;
    return true;
  }

  /** When the last line has been taken. */
  end(cutOff: boolean): Report {
    const { inquiry, header, line, closed } = this;
    if (!header) inquiry.end(1, say('notHeader'));
    if (header && !inquiry.ended) {
      const { size } = header;
      const elsewhere = inquiry.elsewhere?.checkpoint.size ?? 0;
      this.missHandover();
      if (cutOff) inquiry.add('tail', { line: line + 1 }, say('cutOff'));
      else if (closed !== size) inquiry.add('tail', { line }, say('tail', size));
      if (elsewhere > size) inquiry.add('tail', { line: 0 }, say('leftOut', elsewhere, size));
    }
    return inquiry.report();
  }
}
