// Lists of an image that are kept in the byte order of their ids, as the server keeps and encodes them.

/** Byte order of UTF-8 for the ASCII ids of the journal. */
function before(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Where the item with that key is, or where it would be put. */
function slot<T>(list: T[], key: (item: T) => string, wanted: string): [number, boolean] {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = before(key(list[middle] as T), wanted);
    if (order === 0) return [middle, true];
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return [low, false];
}

/** Adds an item in its place, unless there is one with the same key. */
export function add<T>(list: T[], key: (item: T) => string, item: T): void {
  const [at, found] = slot(list, key, key(item));
  if (!found) list.splice(at, 0, item);
}

/** Puts an item in its place; one with the same key is replaced. */
export function put<T>(list: T[], key: (item: T) => string, item: T): void {
  const [at, found] = slot(list, key, key(item));
  list.splice(at, found ? 1 : 0, item);
}

/** Takes the item with that key out, if there is one. */
export function take<T>(list: T[], key: (item: T) => string, wanted: string): void {
  const [at, found] = slot(list, key, wanted);
  if (found) list.splice(at, 1);
}

/** The item with that key. */
export function find<T>(list: T[], key: (item: T) => string, wanted: string): T | undefined {
  const [at, found] = slot(list, key, wanted);
  return found ? list[at] : undefined;
}

export const byId = (item: { id: string }): string => item.id;
export const itself = (item: string): string => item;

interface Identified {
  id: string;
}

/** Adds a copy of what came in an event, unless there is one with its id: what the image changes, the entry keeps. */
export function keep<T extends Identified>(list: T[], item: T | undefined): void {
  if (item) add(list, byId, structuredClone(item));
}

/** Changes the item with that id, if there is one. */
export function change<T extends Identified>(list: T[], id: string, how: (item: T) => void): void {
  const item = find(list, byId, id);
  if (item) how(item);
}

/** Sets fields of the item with that id, if there is one. */
export function set<T extends Identified>(list: T[], id: string, fields: Partial<T>): void {
  change(list, id, (item) => Object.assign(item, fields));
}
