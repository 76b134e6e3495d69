// The staff's log (dagbok): what was written and what was decided, newest first, with its chain verified in the browser.
import { computed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { LiftDialog, MarkDialog } from '../dialogs/secrecy';
import { failed, find, follow, loading, loadOlder, more, rows } from '../state/log';
import { clear, filter, filtersOn, select } from '../state/log-filter';
import { query, subject } from '../state/router';
import { spoken } from '../text';
import { tl } from '../text/log';
import { speak } from '../ui/announce';
import { openDialog } from '../ui/dialogs';
import { Icon } from '../ui/icons';
import { LateOffline } from '../ui/parts';
import { ChainStrip } from './log-chain';
import { Filters } from './log-filter';
import { LogTable } from './log-table';
import { moveTo } from './log-window';

const hits = computed(() => select(rows.value, filter.value));

interface Secrecy {
  kind: 'mark' | 'lift';
  number: number;
}

export function Log() {
  const secrecy = useSignal<Secrecy | undefined>(undefined);
  useEffect(follow, []);
  useEffect(() => void show(subject.value), [subject.value]);
  const close = () => {
    secrecy.value = undefined;
  };
  const asked = secrecy.value;
  return (
    <div class="log">
      <div class="log-head">
        <h1>{tl().title}</h1>
        <button type="button" class="primary log-new" onClick={() => openDialog({ kind: 'note' })}>
          <Icon name="note" /> {tl().newNote}
        </button>
      </div>
      <ChainStrip />
      <Filters />
      <Count />
      <h2 class="sr-only">{tl().rows}</h2>
      <LateOffline of="UnsentNotes" />
      {hits.value.length > 0 && (
        <LogTable
          rows={hits.value}
          wanted={query.value}
          secrecy={(kind, number) => {
            secrecy.value = { kind, number };
          }}
        />
      )}
      <Rest />
      {asked?.kind === 'mark' && <MarkDialog number={asked.number} onClose={close} />}
      {asked?.kind === 'lift' && <LiftDialog number={asked.number} onClose={close} />}
    </div>
  );
}

/** To the note that the address names; what is looked for gives way when it would hide it. */
async function show(target: string): Promise<void> {
  const number = Number(/^nr-(\d+)$/.exec(target)?.[1] ?? 0);
  const row = number ? await find(number) : undefined;
  if (!row) return;
  if (!hits.peek().includes(row)) clear(`#nr-${number}`);
  moveTo(hits.peek(), hits.peek().indexOf(row));
}

const counted = (value: number): string => value.toLocaleString(spoken.value);

function Count() {
  const [found, all] = [hits.value.length, rows.value.length];
  const words = filtersOn.value > 0 ? tl().hits(counted(found), counted(all)) : tl().all(counted(all));
  const asked = useRef(query.value);
  useEffect(() => {
    if (asked.current === query.value) return;
    asked.current = query.value;
    speak('log', words);
  }, [query.value]);
  return (
    <p class="log-count">
      <strong>{words}</strong> <span class="quiet log-keys">{tl().keys}</span>
    </p>
  );
}

/** What stands after the rows: that older ones are on their way, or could not be had, or that there is nothing. */
function Rest() {
  if (loading.value) {
    return (
      <p class="log-loading">
        <span class="spinner" aria-hidden="true" /> {tl().loading}
      </p>
    );
  }
  const button = (words: string) => (
    <button type="button" onClick={loadOlder}>
      {words}
    </button>
  );
  if (failed.value) return <p class="log-rest">{tl().failed} {button(tl().again)}</p>;
  if (more.value) return <p class="log-rest">{tl().notAll} {button(tl().older)}</p>;
  if (rows.value.length === 0) return <p class="empty">{tl().none}</p>;
  return hits.value.length === 0 ? <p class="empty">{tl().noHits}</p> : null;
}
