// How far the log's chain is verified in this browser, and what does not fit when it is not.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { exportLog } from '../net/proof';
import { nowSeconds } from '../state/clock';
import { chain, type ChainState, watchChain } from '../state/chain';
import { rows } from '../state/log';
import { workspace } from '../state/store';
import { when } from '../state/time';
import { spoken } from '../text';
import { tl } from '../text/log';
import { interrupt } from '../ui/announce';
import { Icon } from '../ui/icons';

const counted = (value: number): string => value.toLocaleString(spoken.value);

/** An entry of the journal, with the number in the log of the last note up to it. */
function named(entry: number): string {
  const words = tl().chain;
  const note = rows.value.find(({ at, number }) => number > 0 && at <= entry);
  const own = words.entry(counted(entry));
  return note ? words.number(note.number, own) : own;
}

/** The first wrong entry, as near as it is known. */
function whereOf({ from, to }: { from: number; to: number }): string {
  const words = tl().chain;
  const [first, last] = [words.entry(counted(from)), words.entry(counted(to))];
  const note = rows.value.findLast(({ at, number }) => number > 0 && at >= from && at <= to);
  const where = from === to ? first : words.between(first, last);
  return words.where(note ? `${where}, ${tl().earliest(note.number)}` : where);
}

function sentence(state: ChainState, at: (time: number) => string): string {
  const words = tl().chain;
  switch (state.state) {
    case 'checking':
      return words.checking;
    case 'good':
      return words.good(named(state.size), at(state.at));
    case 'away':
      return state.since === undefined ? words.awayNever : words.away(at(state.since));
    case 'broken':
      return words.broken;
  }
}

const icons = { checking: 'clock', good: 'check', away: 'broken', broken: 'late' } as const;

export function ChainStrip() {
  useEffect(watchChain, []);
  const state = chain.value;
  const now = nowSeconds.peek();
  const at = (time: number) => when(time, now === undefined ? undefined : now * 1000, spoken.value);
  const told = sentence(state, at);
  const broken = state.state === 'broken';
  useEffect(() => {
    if (broken) interrupt(`${told}. ${tl().chain.fault[state.fault]}`);
  }, [broken]);
  return (
    <section class={`chain chain-${state.state}`} aria-label={tl().chain.title}>
      <p class="chain-told">
        <Icon name={icons[state.state]} />
        <strong>{told}</strong>
      </p>
      {state.state === 'away' && state.size > 0 && <p>{tl().chain.awayBut(named(state.size))}</p>}
      {state.state === 'good' && !state.signed && <p class="warning">{tl().chain.unsigned}</p>}
      {state.state === 'good' && state.first && <p class="quiet">{tl().chain.first}</p>}
      {broken && (
        <p>
          {tl().chain.fault[state.fault]} {whereOf(state)} {tl().chain.now}
        </p>
      )}
      <How open={broken} />
    </section>
  );
}

function How({ open }: { open: boolean }) {
  const words = tl().chain;
  return (
    <details open={open}>
      <summary>{words.how}</summary>
      <p>{words.howText}</p>
      <div class="buttons">
        <ExportButton />
        <a class="button" href="/granska.html" target="_blank" rel="noopener">
          {words.verify}
        </a>
      </div>
    </details>
  );
}

function ExportButton() {
  const words = tl().chain;
  const step = useSignal<'' | 'exporting' | 'exportFailed'>('');
  const busy = step.value === 'exporting';
  async function fetchIt(): Promise<void> {
    if (busy) return;
    step.value = 'exporting';
    const file = await exportLog(workspace);
    step.value = file ? '' : 'exportFailed';
    if (!file) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(file);
    link.download = `${workspace}.ckl-export`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  }
  return (
    <>
      <button type="button" aria-disabled={busy} onClick={() => void fetchIt()}>
        <Icon name="down" /> {words.export}
      </button>
      <span role="status">{step.value && words[step.value]}</span>
    </>
  );
}
