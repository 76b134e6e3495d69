// What of the log is shown: words, incident, kind, author, time, decisions. All of it stands in the address.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { rows } from '../state/log';
import { authorOf, change, cityWide, clear, filter, filtersOn, type LogFilter } from '../state/log-filter';
import { eventKind } from '../state/log-rows';
import { image } from '../state/store';
import { t } from '../text';
import { tl } from '../text/log';
import { numberedNameOf, personName } from '../text/tell';
import { Icon } from '../ui/icons';

type Choice = readonly [value: string, words: string];

export const kindName = (kind: number): string => (kind === eventKind ? tl().event : (t().logKind[kind] ?? ''));

function Pick({ name, label, choices }: { name: keyof LogFilter; label: string; choices: readonly Choice[] }) {
  const value = filter.value[name];
  const known = value === '' || choices.some(([one]) => one === value);
  return (
    <div class="field">
      <label for={`log-${name}`}>{label}</label>
      <select id={`log-${name}`} value={value} onChange={(event) => change(name, event.currentTarget.value)}>
        <option value="">{tl().any}</option>
        {!known && <option value={value}>{value}</option>}
        {choices.map(([one, words]) => (
          <option key={one} value={one}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

function When({ name, label }: { name: 'fran' | 'till'; label: string }) {
  return (
    <div class="field">
      <label for={`log-${name}`}>{label}</label>
      <input
        id={`log-${name}`}
        type="datetime-local"
        value={filter.value[name]}
        onChange={(event) => change(name, event.currentTarget.value)}
      />
    </div>
  );
}

const machineName = (id: string): string => t().machine[id] ?? id;

/** Whoever has written something, by name; machines after the people. */
function authors(): Choice[] {
  const found = new Map<string, Choice>();
  for (const row of rows.value) {
    const id = authorOf(row);
    if (id && !found.has(id)) found.set(id, [id, row.actor?.person ? personName(image.peek(), id) : machineName(id)]);
  }
  return [...found.values()].sort(([, a], [, b]) => a.localeCompare(b, 'sv'));
}

function Fields() {
  const incidents = (image.value?.incidents ?? []).map((one) => [one.id, numberedNameOf(one)] as const).reverse();
  const kinds = [1, 2, 3, 4, 5, 6, eventKind].map((one) => [String(one), kindName(one)] as const);
  return (
    <div class="log-fields">
      <Pick name="handelse" label={tl().incident} choices={[...incidents, [cityWide, t().common.cityWide]]} />
      <Pick name="slag" label={tl().kind} choices={kinds} />
      <Pick name="av" label={tl().author} choices={authors()} />
      <When name="fran" label={tl().from} />
      <When name="till" label={tl().until} />
      <label class="check">
        <input
          type="checkbox"
          checked={filter.value.beslut !== ''}
          onChange={(event) => change('beslut', event.currentTarget.checked ? '1' : '')}
        />
        <span>{tl().decisions}</span>
      </label>
      {filtersOn.value > 0 && (
        <button type="button" onClick={() => clear()}>
          <Icon name="cross" /> {tl().clear}
        </button>
      )}
    </div>
  );
}

const wide = '(min-width: 67.51em)';

export function Filters() {
  // On a phone the fields are folded away until they are asked for; whoever follows a link with filters sees which.
  const open = useSignal(matchMedia(wide).matches || filtersOn.peek() > 0);
  useEffect(() => {
    const query = matchMedia(wide);
    const follow = () => {
      open.value ||= query.matches;
    };
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  const count = filtersOn.value;
  return (
    <search class="log-filters card">
      <div class="field">
        <label for="log-ord">{tl().words}</label>
        <input
          id="log-ord"
          type="search"
          autocomplete="off"
          value={filter.value.ord}
          onInput={(event) => change('ord', event.currentTarget.value)}
        />
      </div>
      <details
        open={open.value}
        onToggle={(event) => {
          open.value = event.currentTarget.open;
        }}
      >
        <summary>{count > 0 ? tl().filtersOn(count) : tl().filters}</summary>
        <Fields />
      </details>
    </search>
  );
}
