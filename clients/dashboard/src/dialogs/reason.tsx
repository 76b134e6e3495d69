// The shape that many commands share: one thing is done, and one text says why, or what proves it.
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { CommandCase, CommandInit } from '../net/commands';
import { image } from '../state/store';
import { Dialog } from '../ui/dialog';
import { useDraft } from '../ui/draft';
import { CommandForm, Field, useCommand } from '../ui/form';
import { useDone } from '../ui/use-done';

interface ReasonProps<K extends CommandCase> {
  command: K;
  /** What the command says apart from the workspace and the text. */
  rest: Omit<CommandInit<K>, 'workspace'>;
  /** Name of the text's field in the contract. */
  field: 'reason' | 'evidence';
  title: string;
  label: string;
  hint?: string;
  lead: ComponentChildren;
  draft: string;
  onClose: () => void;
}

export function ReasonDialog<K extends CommandCase>(props: ReasonProps<K>) {
  const text = useDraft(props.draft);
  const missing = useSignal<string[]>([]);
  const command = useCommand(props.command);
  useDone(command.progress, [props.draft], props.onClose);
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <p class="dialog-lead">{props.lead}</p>
      <CommandForm
        progress={command.progress}
        again={command.again}
        missing={missing.value}
        submit={props.title}
        onSubmit={() => {
          missing.value = text.value.trim() ? [] : [props.field];
          if (missing.value.length > 0) return;
          command.send({
            ...props.rest,
            workspace: image.peek()?.workspace ?? '',
            [props.field]: text.value.trim(),
          } as CommandInit<K>);
        }}
        onCancel={props.onClose}
      >
        <Field
          name={props.field}
          label={props.label}
          hint={props.hint}
          rows={3}
          value={text.value}
          onInput={(value) => {
            text.value = value;
          }}
        />
      </CommandForm>
    </Dialog>
  );
}
