// The dialogs of the chair's decisions: whichever is open, over any page.
import { DecideAloneDialog } from '../dialogs/decide-alone';
import { ConfirmOralDialog, DisputeOralDialog, NotExtraordinaryDialog, StartCommitteeDialog } from '../dialogs/decision';
import { image } from '../state/store';
import { closeDialog, current } from './dialogs';

export function DecisionDialogs() {
  const dialog = current.value;
  const close = closeDialog;
  if (!dialog || !image.value) return null;
  switch (dialog.kind) {
    case 'decide-committee':
      return <StartCommitteeDialog incident={dialog.incident} onClose={close} />;
    case 'decide-not':
      return <NotExtraordinaryDialog incident={dialog.incident} onClose={close} />;
    case 'decide-alone':
      return <DecideAloneDialog matter={dialog.matter} onClose={close} />;
    case 'decide-confirm':
      return <ConfirmOralDialog oral={dialog.oral} onClose={close} />;
    case 'decide-dispute':
      return <DisputeOralDialog oral={dialog.oral} onClose={close} />;
    default:
      // One of those in open-dialog.tsx or open-staffing.tsx.
      return null;
  }
}
