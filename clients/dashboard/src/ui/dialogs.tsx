// The one dialog that may be open, and which one it is.
import { signal } from '@preact/signals';
import { AnswerDialog, EndCalloutDialog, StartCalloutDialog } from '../dialogs/callout';
import {
  CklDialog,
  EndHindranceDialog,
  HindranceDialog,
  StartCommitteeDialog,
} from '../dialogs/central';
import { CloseIncidentDialog, ConfirmDialog, LevelDialog } from '../dialogs/incident';
import { CloseObligationDialog, NoteDialog } from '../dialogs/log';
import { image } from '../state/store';

export type DialogKind =
  | { kind: 'note'; incident?: string }
  | { kind: 'level' | 'confirm' | 'close-incident' | 'start-callout' | 'start-committee'; incident: string }
  | { kind: 'ckl' | 'hindrance' }
  | { kind: 'end-hindrance'; hindrance: string }
  | { kind: 'close-obligation'; obligation: string }
  | { kind: 'answer'; callout: string; person: string }
  | { kind: 'end-callout'; callout: string };

const current = signal<DialogKind | undefined>(undefined);

export function openDialog(dialog: DialogKind): void {
  current.value = dialog;
}

export function closeDialog(): void {
  current.value = undefined;
}

export function Dialogs() {
  const dialog = current.value;
  if (!dialog || !image.value) return null;
  const close = closeDialog;
  switch (dialog.kind) {
    case 'note':
      return <NoteDialog incident={dialog.incident ?? ''} onClose={close} />;
    case 'level':
      return <LevelDialog incident={dialog.incident} onClose={close} />;
    case 'confirm':
      return <ConfirmDialog incident={dialog.incident} onClose={close} />;
    case 'close-incident':
      return <CloseIncidentDialog incident={dialog.incident} onClose={close} />;
    case 'start-callout':
      return <StartCalloutDialog incident={dialog.incident} onClose={close} />;
    case 'start-committee':
      return <StartCommitteeDialog incident={dialog.incident} onClose={close} />;
    case 'ckl':
      return <CklDialog onClose={close} />;
    case 'hindrance':
      return <HindranceDialog onClose={close} />;
    case 'end-hindrance':
      return <EndHindranceDialog hindrance={dialog.hindrance} onClose={close} />;
    case 'close-obligation':
      return <CloseObligationDialog obligation={dialog.obligation} onClose={close} />;
    case 'answer':
      return <AnswerDialog callout={dialog.callout} person={dialog.person} onClose={close} />;
    case 'end-callout':
      return <EndCalloutDialog callout={dialog.callout} onClose={close} />;
  }
}
