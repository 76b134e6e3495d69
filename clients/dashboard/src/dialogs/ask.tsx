// A dialog that says what a command does and sends it; what there is to fill in stands within.
import type { ComponentChildren } from 'preact';
import type { CommandCase } from '../net/commands';
import { Dialog } from '../ui/dialog';
import { CommandForm, type useCommand } from '../ui/form';
import { useDone } from '../ui/use-done';

interface AskProps<K extends CommandCase> {
  command: ReturnType<typeof useCommand<K>>;
  title: string;
  lead: ComponentChildren;
  submit?: string;
  missing?: string[];
  drafts?: string[];
  onSubmit: () => void;
  onClose: () => void;
  children?: ComponentChildren;
}

export function AskDialog<K extends CommandCase>(props: AskProps<K>) {
  const { command, title } = props;
  useDone(command.progress, props.drafts ?? [], props.onClose);
  return (
    <Dialog title={title} onClose={props.onClose}>
      <p class="dialog-lead">{props.lead}</p>
      <CommandForm
        progress={command.progress}
        again={command.again}
        missing={props.missing ?? []}
        submit={props.submit ?? title}
        onSubmit={props.onSubmit}
        onCancel={props.onClose}
      >
        {props.children}
      </CommandForm>
    </Dialog>
  );
}
