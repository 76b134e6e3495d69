// The dialogs: whichever is open, over any page.
import { AnswerDialog, EndCalloutDialog, SettleDialog, StartCalloutDialog } from '../dialogs/callout';
import {
  CklDialog,
  EndHindranceDialog,
  HindranceDialog,
} from '../dialogs/central';
import { CloseIncidentDialog, ConfirmDialog, LevelDialog } from '../dialogs/incident';
import { CloseObligationDialog, NoteDialog } from '../dialogs/log';
import { image } from '../state/store';
import { closeDialog, current, type DialogKind } from './dialogs';

export function Dialogs() {
  const dialog = current.value;
  return dialog && image.value ? <OpenDialog dialog={dialog} /> : null;
}

function OpenDialog({ dialog }: { dialog: DialogKind }) {
  const close = closeDialog;
  switch (dialog.kind) {
    case 'note':
      return <NoteDialog incident={dialog.incident ?? ''} corrects={dialog.corrects} onClose={close} />;
    case 'level':
      return <LevelDialog incident={dialog.incident} onClose={close} />;
    case 'confirm':
      return <ConfirmDialog incident={dialog.incident} onClose={close} />;
    case 'close-incident':
      return <CloseIncidentDialog incident={dialog.incident} onClose={close} />;
    case 'start-callout':
      return <StartCalloutDialog incident={dialog.incident} onClose={close} />;
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
    case 'settle':
      return <SettleDialog unclear={dialog.unclear} onClose={close} />;
    case 'end-callout':
      return <EndCalloutDialog callout={dialog.callout} onClose={close} />;
    default:
      // One of those in open-staffing.tsx or open-decision.tsx.
      return null;
  }
}
