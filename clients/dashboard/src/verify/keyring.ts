// Which of the log's keys is in force, and whether a checkpoint has the signatures it must have.
//
// Keys come from two places: those that were given, which are trusted, and those that entries of the file adopt, which are only as good
// as the signatures that lead to them. An export shows every entry that adopts a key. Where none is shown, as in a receipt, or where it is
// masked, a key that was given must be the one in force.
import type { Cosigned, Fault } from './findings';
import { type Checkpoint, isBy, type Key, logKey, type Signature, timeOf } from './note';
import { say } from './said';

export interface Judged {
  faults: Fault[];
  /** The keys in force here that have signed. */
  by: Key[];
  cosigned: Cosigned[];
}

/** The known keys that a signature may be by, and the one that it is by. */
interface Signer { matching: Key[]; signer: Key | undefined }

export class Keyring {
  /** The key that the newest shown entry of its kind adopts; nothing before the first, and where it is masked. */
  private current: Key | undefined;
  private readonly adopted: Key[] = [];
  private readonly superseded: Key[] = [];
  /** Entries are not shown, one of which may have adopted a key. */
  private gap = false;
  /** Of those one is known to have. */
  private hidden = false;
  /** The newest change of key, and one of which keys must have signed there too. */
  private change: { at: number; before: Key[] } | undefined;
  private readonly trusted: Set<string>;

  constructor(private readonly given: readonly Key[], private readonly witnesses: readonly Key[]) {
    this.trusted = new Set(given.map(({ text }) => text));
  }

  get holdsKey(): boolean {
    return this.given.length > 0;
  }

  /** Entries of an export that are not shown: none of them adopts a key, if one is known before them. */
  skip(): void {
    this.gap = true;
  }

  /** Entries beside that of a receipt: any of them may adopt a key. */
  forget(): void {
    this.gap = true;
    this.hidden = true;
    this.current = undefined;
  }

  /** An entry that adopts a key, or hides which one it adopts. */
  adopt(at: number, key: Key | undefined): void {
    // Entries that an export leaves out adopt no key: what is shown first is the log's first.
    const before = this.current || this.hidden ? this.inForce() : [];
    this.change = before.length > 0 || this.gap ? { at, before } : undefined;
    if (this.current) this.superseded.push(this.current);
    if (key) this.adopted.push(key);
    this.current = key;
    this.hidden ||= !key;
    this.gap ||= !key;
  }

  /** The entry whose very size must have a checkpoint, by the key before it too; that may be none where the key itself was given. */
  get handover(): number | undefined {
    const { change, current } = this;
    if (!change || change.before.length === 0) return undefined;
    return change.before.some(({ text }) => text === current?.text) ? undefined : change.at;
  }

  private inForce(): Key[] {
    const { current, gap, given, superseded } = this;
    if (current) return [current];
    return gap ? given.filter(({ text }) => !superseded.some((one) => one.text === text)) : [];
  }

  /** A checkpoint that stands where the tree has its size now. */
  async judge(checkpoint: Checkpoint): Promise<Judged> {
    const { current, change, gap } = this;
    const before = change?.at === checkpoint.size ? change.before : [];
    const roles = before.length > 0 ? [before, this.inForce()] : [this.inForce()];
    // A key that was given may be the one before: then it signs here as well.
    const welcome = change?.at === checkpoint.size && before.length === 0 ? [...roles.flat(), ...this.given] : roles.flat();
    const judged: Judged = { faults: [], by: [], cosigned: [] };
    const tried = new Set<string>();
    for (const signature of checkpoint.signatures) {
      const { matching, signer } = await this.judgeOne(checkpoint, signature, judged);
      for (const { text } of matching) tried.add(text);
      if (!signer || signer.type !== logKey) continue;
      if (welcome.some(({ text }) => text === signer.text)) judged.by.push(signer);
      else judged.faults.push({ code: 'key', said: say('notInForce', signer.id) });
    }
    const signed = new Set(judged.by.map(({ text }) => text));
    for (const keys of roles) {
      const [one] = keys;
      if (!one) judged.faults.push({ code: 'key', said: say(gap ? 'unknownKey' : 'noKeyYet') });
      // Where one was tried and failed, that is already said.
      else if (!keys.some(({ text }) => signed.has(text) || tried.has(text))) {
        judged.faults.push({ code: 'key', said: this.adopted.includes(one) ? say('unsigned', one.id) : say('unsignedGiven') });
      }
    }
    if (change?.at === checkpoint.size && current && signed.has(current.text) && this.trusts(judged.by)) this.trusted.add(current.text);
    return judged;
  }

  private async judgeOne(checkpoint: Checkpoint, signature: Signature, judged: Judged): Promise<Signer> {
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
