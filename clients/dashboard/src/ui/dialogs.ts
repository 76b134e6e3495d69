// The one dialog that may be open, and which one it is. The dialogs themselves: open-dialog.tsx.
import { signal } from '@preact/signals';

export type DialogKind =
  | { kind: 'note'; incident?: string }
  | {
      kind: 'level' | 'confirm' | 'close-incident' | 'not-extraordinary' | 'start-callout' | 'start-committee';
      incident: string;
    }
  | { kind: 'ckl' | 'hindrance' }
  | { kind: 'end-hindrance'; hindrance: string }
  | { kind: 'close-obligation'; obligation: string }
  | { kind: 'answer'; callout: string; person: string }
  | { kind: 'settle'; unclear: string }
  | { kind: 'end-callout'; callout: string };

export const current = signal<DialogKind | undefined>(undefined);

export function openDialog(dialog: DialogKind): void {
  current.value = dialog;
}

export function closeDialog(): void {
  current.value = undefined;
}
