// What the checking of an export and of a receipt have in common: the findings, the keys, and the checkpoint from elsewhere.
import { each, hashFrom, same } from './bytes';
import { decisionsOf } from './decision';
import type { Code, Fault, Finding, Place, Report, Summary } from './findings';
import { Keyring } from './keyring';
import { type Part, partFrom, type Read, readParts } from './leaf';
import { hasOnly, isCount } from './lines';
import { type Checkpoint, type Key, keyFrom, logKey, pastedCheckpoint } from './note';
import { whatIs, whatIsNot } from './report';
import { type Said, say } from './said';
import type { Bytes } from './sha256';

/** What was given beside the file, as it was pasted. */
export interface Asked { keys?: string; elsewhere?: string }

export interface Entry { entry: number; leaf: Bytes; parts: Part[] }

/** An entry's line, as it stands in an export and in a receipt. */
export function entryFrom(found: Map<string, unknown>): Entry | undefined {
  const { entry, leaf: coded, parts: given } = Object.fromEntries(found);
  const leaf = hashFrom(coded);
  if (!hasOnly(found, 'entry', 'leaf', 'parts') || !isCount(entry) || !leaf || !Array.isArray(given)) return undefined;
  const parts = each(given, partFrom);
  return parts && { entry, leaf, parts };
}

/** A checkpoint from elsewhere, and what came of it once the tree had its size. */
export interface Elsewhere { checkpoint: Checkpoint; good?: boolean; signed?: boolean }

/** A thousand wrong lines say no more than two hundred. */
const mostKept = 200;

export class Inquiry {
  readonly findings: Finding[] = [];
  count = 0;
  /** What follows can not be read, so nothing more is looked for. */
  ended = false;
  readonly summary: Summary = {
    lines: 0, origin: '', workspace: '', mode: '', what: '', size: 0, shown: 0, skipped: 0, fields: 0, masked: 0,
    keys: [], checkpoints: [], cosignatures: [], decisions: { good: 0, masked: 0, withoutEvent: 0, withoutKey: 0, withoutHead: 0 },
  };
  readonly decisions = decisionsOf(this, (...found) => this.add(...found));
  keyring = new Keyring([], []);
  elsewhere: Elsewhere | undefined;
  private readonly witnesses: Key[] = [];
  /** The newest checkpoint has been signed by a key that was given, or that such a key leads to. */
  private traced = false;

  constructor(private readonly kind: Report['kind'], private readonly asked: Asked = {}) {}

  add(code: Code, place: Place, said: Said): void {
    this.count += 1;
    if (this.findings.length < mostKept) this.findings.push(Object.assign(said, place, { code }));
  }

  private addAll(faults: readonly Fault[], place: Place): void {
    for (const { code, said, field } of faults) this.add(code, field === undefined ? place : { ...place, field }, said);
  }

  end(line: number, said: Said): void {
    if (!this.ended) this.add('form', { line }, said);
    this.ended = true;
  }

  /** As soon as it is known which log the file says that it is of. */
  begin(origin: string): void {
    this.summary.origin = origin;
    const own: Key[] = [];
    for (const word of (this.asked.keys ?? '').split(/\s+/).filter(Boolean)) {
      const key = keyFrom(word);
      if (!key) this.add('key', { line: 0 }, say('badKey', word));
      else if (key.type !== logKey) this.witnesses.push(key);
      else if (key.name === origin) own.push(key);
      else this.add('key', { line: 0 }, say('keyOfOther', key.name));
    }
    this.keyring = new Keyring(own, this.witnesses);
    const pasted = this.asked.elsewhere ?? '';
    const checkpoint = pastedCheckpoint(pasted);
    if (checkpoint?.origin === origin) this.elsewhere = { checkpoint };
    else if (checkpoint) this.add('origin', { line: 0 }, say('origin', checkpoint.origin));
    else if (pasted.trim() !== '') this.add('form', { line: 0 }, say('elsewhereForm'));
  }

  /** What is wrong with an entry by itself; the key that it adopts is known from here on. */
  read({ entry, leaf, parts }: Entry, line: number): Read {
    const { summary, keyring } = this;
    const read = readParts(parts, summary.origin);
    this.addAll(read.faults, { line, entry });
    if (!same(read.leaf, leaf)) this.add('leaf', { line, entry }, say('leaf'));
    if (read.sequence !== entry) this.add('order', { line, entry, field: 1 }, say('otherSequence'));
    summary.shown += 1;
    summary.fields += read.covered;
    summary.masked += read.masked;
    if (read.adopts) keyring.adopt(entry, read.key);
    return read;
  }

  /** The keys that have signed a checkpoint of the file, as they must. */
  async judge(checkpoint: Checkpoint, line: number): Promise<string[]> {
    const { summary, keyring } = this;
    const { faults, by, cosigned } = await keyring.judge(checkpoint);
    this.addAll(faults, { line });
    this.traced = keyring.trusts(by);
    summary.cosignatures.push(...cosigned);
    const ids = by.map(({ id }) => id);
    summary.keys = [...new Set([...summary.keys, ...ids])];
    return ids;
  }

  /** When the tree has the size of the checkpoint from elsewhere. */
  async compare(elsewhere: Elsewhere, head: Bytes): Promise<void> {
    const { checkpoint } = elsewhere;
    elsewhere.good = same(head, checkpoint.head);
    if (!elsewhere.good) this.add('fork', { line: 0 }, say('fork', checkpoint.size));
    if (checkpoint.signatures.length === 0) return;
    const { faults, by, cosigned } = await this.keyring.judge(checkpoint);
    this.addAll(faults, { line: 0 });
    this.summary.cosignatures.push(...cosigned);
    elsewhere.signed = by.length > 0 || cosigned.some(({ state }) => state === 'good');
  }

  report(): Report {
    const { kind, summary, keyring, findings, elsewhere } = this;
    const { checkpoints, cosignatures } = summary;
    const keyGiven = keyring.holdsKey;
    if (!this.ended) {
      for (const { name } of this.witnesses) {
        const signed = cosignatures.some((one) => one.name === name && one.state !== 'unknown');
        if (!signed) this.add('witness', { line: 0 }, say('noWitness', name));
      }
      if (this.count === 0 && keyGiven && !this.traced) this.add('key', { line: checkpoints.at(-1)?.line ?? 0 }, say('untrusted'));
    }
    const good = this.count === 0;
    const conclusion = { kind, summary, keyGiven, elsewhere };
    return { ...conclusion, good, findings, more: this.count - findings.length,
      proved: good ? whatIs(conclusion) : [], unproved: good ? whatIsNot(conclusion) : [] };
  }
}
