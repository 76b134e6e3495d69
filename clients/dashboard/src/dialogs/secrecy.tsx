// A sekretessmarkering of a note in the log: setting it, and taking it away.
import { useSignal } from '@preact/signals';
import { image } from '../state/store';
import { tl } from '../text/log';
import { Dialog } from '../ui/dialog';
import { forgetDraft, useDraft } from '../ui/draft';
import { CommandForm, Field, useCommand } from '../ui/form';
import { useDone } from '../ui/use-done';
import { ReasonDialog } from './reason';

interface Props {
  /** Dagboksnummer. */
  number: number;
  onClose: () => void;
}

export function MarkDialog({ number, onClose }: Props) {
  const draft = `secrecy.${number}`;
  const provision = useSignal(tl().usualProvision);
  const reason = useDraft(draft);
  const missing = useSignal<string[]>([]);
  const command = useCommand('markSecrecy');
  useDone(command.progress, [draft], onClose);
  const submit = () => {
    missing.value = provision.value.trim() ? [] : ['provision'];
    if (missing.value.length > 0) return;
    const workspace = image.peek()?.workspace ?? '';
    command.send({ workspace, number, provision: provision.value.trim(), reason: reason.value.trim() });
  };
  const cancel = () => {
    onClose();
    setTimeout(() => forgetDraft(draft));
  };
  return (
    <Dialog title={tl().markTitle(number)} onClose={onClose}>
      <p class="dialog-lead">{tl().markLead}</p>
      <CommandForm
        progress={command.progress}
        again={command.again}
        missing={missing.value}
        submit={tl().mark}
        onSubmit={submit}
        onCancel={cancel}
      >
        <Field
          name="provision"
          label={tl().provision}
          hint={tl().provisionHint}
          value={provision.value}
          onInput={(value) => {
            provision.value = value;
          }}
        />
        <Field
          name="reason"
          label={tl().reason}
          optional
          rows={2}
          value={reason.value}
          onInput={(value) => {
            reason.value = value;
          }}
        />
      </CommandForm>
    </Dialog>
  );
}

export function LiftDialog({ number, onClose }: Props) {
  return (
    <ReasonDialog
      command="liftSecrecy"
      rest={{ number }}
      field="reason"
      title={tl().liftTitle(number)}
      label={tl().reason}
      lead={tl().liftLead}
      draft={`lift.${number}`}
      onClose={onClose}
    />
  );
}
