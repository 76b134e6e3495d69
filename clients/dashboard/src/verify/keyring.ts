// Which of the log's keys is in force, and whether a checkpoint has the signatures it must have.
//
// Keys come from two places: those that were given, which are trusted, and those that entries of the file adopt, which are only as good
// as the signatures that lead to them. Where entries are not shown another key may have been adopted, so there a given one may be in force.
import type { Cosigned, Fault } from './findings';
import { type Checkpoint, isBy, type Key, logKey, type Signature, timeOf } from './note';
import { say } from './said';

/** One of these must have signed; `sure` where no entry that is not shown may have adopted another. */
interface Role { keys: Key[]; sure: boolean }

export interface Judged {
  faults: Fault[];
  /** The keys in force here that have signed. */
  by: Key[];
  cosigned: Cosigned[];
}

export class Keyring {
  /** The key that the newest shown entry of its kind adopts; nothing before the first, and where it is masked. */
  private current: Key | undefined;
  private adopted: Key[] = [];
  /** Entries are not shown since then. */
  private gap = false;
  private change: { at: number; before: Role } | undefined;
  private readonly trusted: Set<string>;

  constructor(private readonly given: readonly Key[], private readonly witnesses: readonly Key[]) {
    this.trusted = new Set(given.map(({ text }) => text));
  }

  get holdsKey(): boolean {
    return this.given.length > 0;
  }

  /** Entries that are not shown. */
  skip(): void {
    this.gap = true;
  }

  /** An entry that adopts a key, or hides which one it adopts. */
  adopt(at: number, key: Key | undefined): void {
    const first = !this.current && !this.gap;
    this.change = first ? undefined : { at, before: this.inForce() };
    this.current = key;
    this.gap = !key;
    if (key) this.adopted.push(key);
  }

  /** The entry whose very size must have a checkpoint by the key before it too. */
  get handover(): number | undefined {
    const { at, before } = this.change ?? {};
    const { keys = [] } = before ?? {};
    return keys.length > 0 && !keys.some(({ text }) => text === this.current?.text) ? at : undefined;
  }

  private inForce(): Role {
    const { current, gap, adopted, given } = this;
    const own = current ? [current] : [];
    if (!gap) return { keys: own, sure: true };
    return { keys: [...own, ...given.filter(({ text }) => !adopted.some((one) => one.text === text))], sure: false };
  }

  /** None where the key is not known. */
  private roles(size: number): Role[] {
    const roles = this.change?.at === size ? [this.change.before, this.inForce()] : [this.inForce()];
    return roles.filter(({ keys }) => keys.length > 0);
  }

  /** A checkpoint that stands where the tree has its size now. */
  async judge(checkpoint: Checkpoint): Promise<Judged> {
    const roles = this.roles(checkpoint.size);
    const none = !this.current && !this.gap;
    const judged: Judged = { faults: [], by: [], cosigned: [] };
    const tried = new Set<string>();
    for (const signature of checkpoint.signatures) {
      const { matching, signer } = await this.judgeOne(checkpoint, signature, judged);
      for (const { text } of matching) tried.add(text);
      if (!signer || signer.type !== logKey) continue;
      if (roles.some(({ keys }) => keys.some(({ text }) => text === signer.text))) judged.by.push(signer);
      else judged.faults.push({ code: 'key', said: say('notInForce', signer.id) });
    }
    if (none) judged.faults.push({ code: 'key', said: say('noKeyYet') });
    const signed = new Set(judged.by.map(({ text }) => text));
    for (const { keys, sure } of roles) {
      // Where one was tried and failed, that is already said.
      if (keys.some(({ text }) => signed.has(text) || tried.has(text))) continue;
      judged.faults.push(sure
        ? { code: 'signature', said: say('unsigned', keys[0]?.id ?? '') }
        : { code: 'key', said: say('unsignedGiven') });
    }
    const { current, change } = this;
    if (change?.at === checkpoint.size && current && signed.has(current.text) && this.trusts(judged.by)) this.trusted.add(current.text);
    return judged;
  }

  private async judgeOne(checkpoint: Checkpoint, signature: Signature, judged: Judged): Promise<{ matching: Key[]; signer: Key | undefined }> {
    const known = new Map([...this.given, ...this.adopted, ...this.witnesses].map((key) => [key.text, key]));
    const { name, id } = signature;
    const matching = [...known.values()].filter((key) => key.name === name && key.id === id);
    let signer: Key | undefined;
    for (const key of matching) if (!signer && (await isBy(key, checkpoint, signature))) signer = key;
    const time = timeOf(signature);
    const isLog = name === checkpoint.origin;
    if (!isLog) {
      const state = signer ? 'good' : matching.length > 0 ? 'bad' : 'unknown';
      judged.cosigned.push({ name, size: checkpoint.size, ...(time === undefined ? {} : { time }), state });
    }
    if (matching.length > 0 && !signer) judged.faults.push({ code: 'signature', said: say('badSignature', isLog ? id : name) });
    return { matching, signer };
  }

  /** Whether what has signed can be traced to a key that was given. */
  trusts(by: readonly Key[]): boolean {
    return by.some(({ text }) => this.trusted.has(text));
  }
}
