// The part that an alarm from a phone does without: the dialogs, the declaration, who leads what. It is fetched when the first
// picture stands there, so that it is at hand also when the network goes down later.
import { AnswerDialog, EndCalloutDialog, StartCalloutDialog } from './dialogs/callout';
import {
  CklDialog,
  EndHindranceDialog,
  HindranceDialog,
  StartCommitteeDialog,
} from './dialogs/central';
import { CloseIncidentDialog, ConfirmDialog, LevelDialog, NotExtraordinaryDialog } from './dialogs/incident';
import { CloseObligationDialog, NoteDialog } from './dialogs/log';
import { closeDialog, type DialogKind } from './ui/dialogs';

export { LawOfBoard } from './pages/board-law';
export { Declare } from './pages/declare';

export function OpenDialog({ dialog }: { dialog: DialogKind }) {
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
    case 'not-extraordinary':
      return <NotExtraordinaryDialog incident={dialog.incident} onClose={close} />;
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
