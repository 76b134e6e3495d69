// The outlines of the city, fetched when the map is first drawn, and the borders of the stadsdelar when somebody asks for them.
import { signal } from '@preact/signals';
import type { City } from './map';

const askAgainMs = 5_000;

export const city = signal<City | undefined>(undefined);
export const borders = signal('');

let begun = false;

/** Asks until it has come: contact may be lost just now. */
export async function fetchCity(): Promise<void> {
  if (begun) return;
  begun = true;
  try {
    city.value = (await import('../gen/map/city.json')).default;
  } catch {
    begun = false;
    setTimeout(() => void fetchCity(), askAgainMs);
  }
}

/** Not asked again by itself: whoever wants them tries the choice once more. */
export async function fetchBorders(): Promise<boolean> {
  try {
    borders.value ||= (await import('../gen/map/borders.json')).default.path;
    return true;
  } catch {
    return false;
  }
}
