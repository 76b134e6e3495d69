// The handover: whoever leaves writes it, and has signed by writing.
import { useSignal } from '@preact/signals';
import type { WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { noteFields } from '../pages/handover-text';
import { handoverOf } from '../state/relief';
import { image } from '../state/store';
import { ts } from '../text/staffing';
import { personName } from '../text/tell';
import { useDraft } from '../ui/draft';
import { Field, Select, useCommand } from '../ui/form';
import { AskDialog } from './ask';
import { personOptions } from './people';
import { plannedRelief } from './relief';

interface Props {
  shift: string;
  onClose: () => void;
}

export function HandoverDialog({ shift, onClose }: Props) {
  const now = image.value;
  return now ? <HandoverForm now={now} shift={shift} onClose={onClose} /> : null;
}

function HandoverForm({ now, shift, onClose }: Props & { now: WorkspaceImage }) {
  const words = ts().handover;
  const earlier = handoverOf(now, shift);
  const planned = earlier?.incoming || plannedRelief(now, shift);
  const incoming = useSignal(planned);
  const command = useCommand('writeHandover');
  const drafts = noteFields.map((field) => `handover.${shift}.${field}`);
  // As many fields in the same order each time, as hooks must be.
  const texts = noteFields.map((field) => useDraft(`handover.${shift}.${field}`, earlier?.note?.[field] ?? ''));
  const note = () => Object.fromEntries(noteFields.map((field, at) => [field, texts[at]?.value.trim() ?? '']));
  return (
    <AskDialog
      command={command}
      title={earlier ? words.rewrite : words.write}
      lead={words.writeLead(incoming.value ? personName(now, incoming.value) : words.incomingPlanned)}
      submit={words.writeSend}
      drafts={drafts}
      onSubmit={() => command.send({ workspace: now.workspace, shift, incoming: incoming.value, note: note() })}
      onClose={onClose}
    >
      {noteFields.map((field, at) => (
        <Field
          key={field}
          name={field}
          label={words.note[field]}
          rows={field === 'picture' ? 4 : 2}
          optional={field !== 'picture'}
          value={texts[at]?.value ?? ''}
          onInput={(value) => {
            const text = texts[at];
            if (text) text.value = value;
          }}
        />
      ))}
      <Select
        name="incoming"
        label={words.incoming}
        value={incoming.value}
        options={[...(planned ? [] : [['', words.incomingPlanned] as const]), ...personOptions(now, planned ? [planned] : [])]}
        onInput={(value) => (incoming.value = value)}
      />
    </AskDialog>
  );
}
