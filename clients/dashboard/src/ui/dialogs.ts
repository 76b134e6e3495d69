// The one dialog that may be open, and which one it is. The dialogs themselves: open-dialog.tsx, open-staffing.tsx,
// open-decision.tsx.
import { signal } from '@preact/signals';

export type DialogKind = BoardDialog | StaffingDialog | DecisionDialog;

type BoardDialog =
  | { kind: 'note'; incident?: string; corrects?: Corrected }
  | {
      kind: 'level' | 'confirm' | 'close-incident' | 'start-callout';
      incident: string;
    }
  | { kind: 'ckl' | 'hindrance' }
  | { kind: 'end-hindrance'; hindrance: string }
  | { kind: 'close-obligation'; obligation: string }
  | { kind: 'answer'; callout: string; person: string }
  | { kind: 'settle'; unclear: string }
  | { kind: 'end-callout'; callout: string };

/** The entry of the log that a note corrects, with the words that only a correction has. */
export interface Corrected {
  number: number;
  text: string;
  title: string;
  lead: string;
  why: string;
}

/** Who is there over days. */
type StaffingDialog =
  | { kind: 'recall' | 'word'; callout: string }
  | { kind: 'take-in'; callout: string; person: string }
  | { kind: 'propose-relief'; incident: string; position: string }
  | { kind: 'end-relief'; plan: string }
  | { kind: 'shift'; plan: string; shift?: string }
  | { kind: 'cannot-shift' | 'handover'; shift: string }
  | { kind: 'take-over'; function: string }
  | { kind: 'fill-duty'; function: string; from: number; until: number | undefined }
  | { kind: 'absence' }
  | { kind: 'end-absence'; person: string };

/** Decisions of the committee's chair. */
type DecisionDialog =
  | { kind: 'decide-not' | 'decide-committee'; incident: string }
  | { kind: 'decide-alone'; matter: number }
  | { kind: 'decide-confirm' | 'decide-dispute'; oral: string };

export const current = signal<DialogKind | undefined>(undefined);

export function openDialog(dialog: DialogKind): void {
  current.value = dialog;
}

export function closeDialog(): void {
  current.value = undefined;
}
