// The log's chain as this browser has verified it: what is remembered between visits, and what stands now.
import { signal } from '@preact/signals';
import { listEntries } from '../net/connect';
import { getCheckpoint, getConsistency } from '../net/proof';
import { Chain, type ChainFault, type Kept } from '../verify/chain';
import { workspaceNow } from './clock';
import { contact, hello, image, workspace } from './store';

export type ChainState =
  | { state: 'checking' }
  | { state: 'good'; size: number; at: number; signed: boolean; first: boolean }
  /** It could not be checked since then; what was verified before still holds. */
  | { state: 'away'; since: number | undefined; size: number }
  | { state: 'broken'; fault: ChainFault; from: number; to: number; at: number };

const lookEveryMs = 2_000;
/** Also when nothing happens: a log can be rewritten in silence. */
const atLeastEveryMs = 60_000;

export const chain = signal<ChainState>({ state: 'checking' });

const keyOf = (journal: string): string => `ckl.chain.${workspace}.${journal}`;

function read(journal: string): Kept | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(journal)) ?? 'null') as Kept | null;
    return kept && kept.pins.length > 0 ? kept : undefined;
  } catch {
    return undefined;
  }
}

/** A browser that forbids storage remembers until the page is closed. */
let remembered: { journal: string; kept: Kept } | undefined;

function keep(journal: string, kept: Kept): void {
  remembered = { journal, kept };
  try {
    localStorage.setItem(keyOf(journal), JSON.stringify(kept));
  } catch {
    // See above.
  }
}

const asks = {
  async checkpoint(most: number) {
    const answer = await getCheckpoint({ workspace, most: BigInt(most) });
    return answer.ok ? answer.value : undefined;
  },
  async consistency(from: number, to: number) {
    const answer = await getConsistency({ workspace, from: BigInt(from), to: BigInt(to) });
    return answer.ok ? answer.value.hashes : undefined;
  },
  async adoptions(after: number) {
    const answer = await listEntries({ workspace, after: BigInt(after), limit: 100, kinds: ['proof_key_adopted'] });
    if (!answer.ok) return undefined;
    return answer.value.entries.flatMap(({ sequence, event }) =>
      event.case === 'proofKeyAdopted' ? [{ entry: Number(sequence), key: event.value.key }] : []);
  },
};

const head = (): number => Number(image.peek()?.sequence ?? 0n);

/** Looks once, and says what came of it. */
export async function checkChain(): Promise<void> {
  const journal = hello.peek()?.journal;
  const now = Math.round(workspaceNow() ?? 0);
  if (!journal) return;
  const kept = remembered?.journal === journal ? remembered.kept : read(journal);
  const verdict = contact.peek() === 'lost'
    ? { state: 'away' as const }
    : await new Chain(asks, `ckl/${journal}`, head).check(kept, now);
  const before = chain.peek();
  if (verdict.state === 'good') {
    keep(journal, verdict.kept);
    const first = verdict.first || (before.state === 'good' && before.first);
    chain.value = { state: 'good', size: verdict.size, at: now, signed: verdict.signed, first };
  } else if (verdict.state === 'broken') {
    chain.value = { ...verdict, at: before.state === 'broken' ? before.at : now };
  } else if (before.state === 'checking' || before.state === 'good') {
    // A break stays until it has been seen to be mended.
    chain.value = { state: 'away', since: kept?.at, size: kept?.pins.at(-1)?.[0] ?? 0 };
  }
}

let looking = false;
let looked = 0;

async function look(): Promise<void> {
  const now = chain.peek();
  const rested = performance.now() - looked > atLeastEveryMs;
  const news = now.state !== 'good' || now.size < head() || rested || contact.peek() === 'lost';
  if (looking || !news || document.hidden) return;
  looking = true;
  await checkChain();
  looked = performance.now();
  looking = false;
}

/** While the page of the log is open; returns what ends it. */
export function watchChain(): () => void {
  const timer = setInterval(() => void look(), lookEveryMs);
  void look();
  return () => clearInterval(timer);
}
