// What was typed, kept through reloads and closed dialogs until it has been received by the server or the tab is closed.
import { type Signal, useSignal, useSignalEffect } from '@preact/signals';
import { workspace } from '../state/store';

const keyOf = (name: string): string => `ckl.draft.${workspace}.${name}`;

function read(name: string): string | null {
  try {
    return sessionStorage.getItem(keyOf(name));
  } catch {
    return null;
  }
}

export function forgetDraft(...names: string[]): void {
  for (const name of names) {
    try {
      sessionStorage.removeItem(keyOf(name));
    } catch {
      // Without storage there is nothing to forget.
    }
  }
}

export function useDraft(name: string, initial = ''): Signal<string> {
  const value = useSignal(read(name) ?? initial);
  useSignalEffect(() => {
    const text = value.value;
    try {
      if (text === initial) sessionStorage.removeItem(keyOf(name));
      else sessionStorage.setItem(keyOf(name), text);
    } catch {
      // Typing goes on without the draft.
    }
  });
  return value;
}
