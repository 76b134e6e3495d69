// The dialogs about who is there over days: whichever is open, over any page.
import { RecallDialog, TakeInDialog, WordDialog } from '../dialogs/called';
import { AbsenceDialog, EndAbsenceDialog, FillDutyDialog, TakeOverDialog } from '../dialogs/duty';
import { HandoverDialog } from '../dialogs/handover';
import { CannotShiftDialog, EndReliefDialog, ProposeReliefDialog, ShiftDialog } from '../dialogs/relief';
import { image } from '../state/store';
import { closeDialog, current } from './dialogs';

export function StaffingDialogs() {
  const dialog = current.value;
  const close = closeDialog;
  if (!dialog || !image.value) return null;
  switch (dialog.kind) {
    case 'recall':
      return <RecallDialog callout={dialog.callout} onClose={close} />;
    case 'word':
      return <WordDialog callout={dialog.callout} onClose={close} />;
    case 'take-in':
      return <TakeInDialog callout={dialog.callout} person={dialog.person} onClose={close} />;
    case 'propose-relief':
      return <ProposeReliefDialog incident={dialog.incident} position={dialog.position} onClose={close} />;
    case 'end-relief':
      return <EndReliefDialog plan={dialog.plan} onClose={close} />;
    case 'shift':
      return <ShiftDialog plan={dialog.plan} shift={dialog.shift} onClose={close} />;
    case 'cannot-shift':
      return <CannotShiftDialog shift={dialog.shift} onClose={close} />;
    case 'handover':
      return <HandoverDialog shift={dialog.shift} onClose={close} />;
    case 'take-over':
      return <TakeOverDialog function={dialog.function} onClose={close} />;
    case 'fill-duty':
      return <FillDutyDialog function={dialog.function} from={dialog.from} until={dialog.until} onClose={close} />;
    case 'absence':
      return <AbsenceDialog onClose={close} />;
    case 'end-absence':
      return <EndAbsenceDialog person={dialog.person} onClose={close} />;
    default:
      // One of those in open-dialog.tsx or open-decision.tsx.
      return null;
  }
}
