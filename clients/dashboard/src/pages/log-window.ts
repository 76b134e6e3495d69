// Which rows of the log stand in the page: so many as have been asked for, and of those only what is near the view. What is far from it
// leaves a gap of its height, so that nothing moves.
import { signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Row } from '../state/log-rows';

const blockSize = 25;
export const firstShown = 100;
export const moreShown = 200;
const nearPx = 1_500;

export const shown = signal(firstShown);
/** All of it stands on paper. */
export const printing = signal(false);
/** The row that J, K and the arrows move from, by its number in the journal. */
export const current = signal(0);

export interface Block {
  key: number;
  /** Where its first row is among all. */
  first: number;
  rows: readonly Row[];
}

/** How many rows are newer than the anchor; they are sorted. */
function newerThan(rows: readonly Row[], anchor: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.at ?? 0) > anchor) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Blocks are counted from the anchor, so that rows which come at either end move none of the others into another block. */
export function blocksOf(rows: readonly Row[], anchor: number): Block[] {
  const offset = newerThan(rows, anchor);
  const blocks: Block[] = [];
  for (let first = 0; first < rows.length;) {
    const key = Math.floor((first - offset) / blockSize);
    const end = Math.min((key + 1) * blockSize + offset, rows.length);
    blocks.push({ key, first, rows: rows.slice(first, end) });
    first = end;
  }
  return blocks;
}

/** Told when an element comes near the view or leaves it. */
export function watchView(element: Element, margin: number, tell: (near: boolean, height: number) => void): () => void {
  const observer = new IntersectionObserver((entries) => {
    // A busy browser tells several changes at once; the last one is how it is now.
    const now = entries.at(-1);
    // A page without width is one that is not looked at yet.
    if (now?.rootBounds?.width) tell(now.isIntersecting, now.boundingClientRect.height);
  }, { rootMargin: `${margin}px 0px` });
  observer.observe(element);
  return () => observer.disconnect();
}

/** What a row takes as a rule; better known after the first block has been measured. */
let usual = 72;

/** Whether a block is drawn, and how high its gap is when it is not. */
export function useNear({ first, rows }: Block) {
  const box = useRef<HTMLTableSectionElement>(null);
  const near = useSignal(first < firstShown);
  const height = useRef(0);
  useEffect(() => box.current ? watchView(box.current, nearPx, (isNear, measured) => {
    if (near.peek() && measured > 0) {
      height.current = measured;
      usual = measured / rows.length;
    }
    near.value = isNear || (box.current?.contains(document.activeElement) ?? false);
  }) : undefined, []);
  return { box, near: near.value, height: height.current || usual * rows.length };
}

function focusOn(at: number): boolean {
  const element = document.querySelector<HTMLElement>(`tr[data-at="${at}"]`);
  element?.scrollIntoView({ block: 'nearest' });
  element?.focus({ preventScroll: true });
  return element !== null;
}

/** To this row: it is drawn, has the focus, and is in view. */
export function moveTo(rows: readonly Row[], index: number): void {
  const row = rows[index];
  if (!row) return;
  if (index >= shown.peek()) shown.value = index + blockSize;
  current.value = row.at;
  if (!focusOn(row.at)) setTimeout(() => focusOn(row.at));
}

/** The row to go on from: the current one, or else the first that can be seen. */
function startOf(rows: readonly Row[]): number {
  const known = rows.findIndex(({ at }) => at === current.peek());
  if (known >= 0) return known;
  const seen = [...document.querySelectorAll<HTMLElement>('tr[data-at]')].find((one) => one.getBoundingClientRect().top >= 0);
  return rows.findIndex(({ at }) => at === Number(seen?.dataset['at'])) - 1;
}

export function step(rows: readonly Row[], by: 1 | -1): void {
  const from = startOf(rows);
  moveTo(rows, Math.min(Math.max(from + by, 0), rows.length - 1));
}
