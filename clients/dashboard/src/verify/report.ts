// What a good file proves, and what it does not.
import type { Report } from './findings';
import { type Said, say } from './said';

export interface Conclusion extends Pick<Report, 'kind' | 'summary' | 'keyGiven'> {
  /** `good` is missing where the file does not show the tree at that size. */
  elsewhere: { checkpoint: { size: number }; good?: boolean; signed?: boolean } | undefined;
}

/** A witness may say any number, also one that is no date. */
function timeFrom(seconds = 0): string {
  if (seconds >= 2 ** 37) return String(seconds);
  return `${new Date(seconds * 1000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

export function whatIs({ kind, summary, keyGiven, elsewhere }: Conclusion): Said[] {
  const { fields, shown, entry = 0, checkpoints, size, keys, cosignatures } = summary;
  const out = [say('provedParts', fields, shown)];
  out.push(kind === 'export' ? say('provedTree', checkpoints.length, size) : say('provedReceipt', entry, size));
  out.push(keyGiven ? say('provedGiven') : say('provedOwn', keys.join(', ')));
  const last = new Map(cosignatures.filter(({ state }) => state === 'good').map((one) => [one.name, one]));
  for (const one of last.values()) out.push(say('provedWitness', one.name, one.size, timeFrom(one.time)));
  if (summary.decisions.good > 0) out.push(say('provedDecisions', summary.decisions.good));
  if (elsewhere?.good) out.push(say('provedElsewhere', elsewhere.checkpoint.size));
  return out;
}

const notOfDecisions = [
  ['masked', 'unprovedDecisions'], ['withoutEvent', 'unprovedEvents'], ['withoutKey', 'unprovedHolders'], ['withoutHead', 'unprovedHeads'],
] as const;

export function whatIsNot({ kind, summary, keyGiven, elsewhere }: Conclusion): Said[] {
  const { skipped, masked, size, cosignatures, decisions } = summary;
  const strangers = [...new Set(cosignatures.filter(({ state }) => state === 'unknown').map(({ name }) => name))].join(', ');
  const out: Said[] = [];
  if (!keyGiven) out.push(say('unprovedNoKey'));
  if (skipped > 0) out.push(say('unprovedSkipped', skipped));
  if (masked > 0) out.push(say('unprovedMasked', masked));
  for (const [which, sentence] of notOfDecisions) if (decisions[which] > 0) out.push(say(sentence, decisions[which]));
  if (strangers) out.push(say('unprovedStrangers', strangers));
  if (elsewhere && elsewhere.good === undefined) out.push(say('unprovedHidden', elsewhere.checkpoint.size));
  if (elsewhere?.good && !elsewhere.signed) out.push(say('unprovedPaper'));
  if (kind === 'export') out.push(say('unprovedLabel'), say('unprovedLater', size));
  return [...out, say('unprovedTruth')];
}
