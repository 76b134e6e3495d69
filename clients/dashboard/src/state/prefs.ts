// The person's own choices on this device: language, theme, shortcuts. Kept in localStorage, never sent.
import { effect, signal } from '@preact/signals';

export type Language = 'sv' | 'en';
export type Theme = 'auto' | 'light' | 'dark';

function stored<T extends string>(key: string, allowed: readonly T[], otherwise: T): T {
  try {
    const value = localStorage.getItem(key);
    return allowed.includes(value as T) ? (value as T) : otherwise;
  } catch {
    return otherwise;
  }
}

function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that forbids storage still shows the page; the choice then lasts until it is closed.
  }
}

export const language = signal<Language>(stored('ckl.language', ['sv', 'en'], 'sv'));
export const theme = signal<Theme>(stored('ckl.theme', ['auto', 'light', 'dark'], 'auto'));
const phoneWidth = '(max-width: 43.75em)';
/** A room wants to hear of a new alarm. A phone lies in somebody's pocket, and is rung up. */
export const sound = signal<'on' | 'off'>(stored('ckl.sound', ['on', 'off'], globalThis.matchMedia?.(phoneWidth).matches ? 'off' : 'on'));
export const shortcuts = signal<'on' | 'off'>(stored('ckl.shortcuts', ['on', 'off'], 'on'));

/** A wall display is read-only; the same address at a desk has the actions. `?skarm=vagg` sets it on a screen without a keyboard. */
export const screen = signal<'desk' | 'wall'>(
  typeof location !== 'undefined' && /[?&]skarm=vagg\b/.test(location.search) ? 'wall' : stored('ckl.screen', ['desk', 'wall'], 'desk'),
);

/** Applies the choices to the document: the staff room is lit, so wide screens are light unless asked otherwise. */
export function applyPrefs(): void {
  const narrow = matchMedia(phoneWidth);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const surroundings = signal(0);
  const changed = () => {
    surroundings.value += 1;
  };
  narrow.addEventListener('change', changed);
  dark.addEventListener('change', changed);
  effect(() => store('ckl.language', language.value));
  effect(() => {
    void surroundings.value;
    store('ckl.theme', theme.value);
    const auto = narrow.matches && dark.matches ? 'dark' : 'light';
    document.documentElement.dataset['theme'] = theme.value === 'auto' ? auto : theme.value;
  });
  effect(() => store('ckl.shortcuts', shortcuts.value));
  effect(() => {
    store('ckl.screen', screen.value);
    document.documentElement.dataset['screen'] = screen.value;
  });
  effect(() => store('ckl.sound', sound.value));
}
