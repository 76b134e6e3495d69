// A dictionary with the keys of another and words of its own, in the same order. The build sends English so (scripts/bundle.ts).
type Dictionary = { [key: string]: unknown };

const isPart = (value: unknown): value is Dictionary =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function refill<D extends Dictionary>(like: D, words: unknown[]): D {
  const filled = Object.entries(like).map(([key, value]) => [key, isPart(value) ? refill(value, words) : words.shift()]);
  return Object.fromEntries(filled) as D;
}
