// What can be told to those who have been called: a word, that one is taken in after all, that it is all recalled.
import { useSignal } from '@preact/signals';
import { WordAudience, WordKind } from '../gen/ckl/v1/model_pb';
import { image } from '../state/store';
import { t } from '../text';
import { ts } from '../text/staffing';
import { personName } from '../text/tell';
import { useDraft } from '../ui/draft';
import { Field, Select, useCommand } from '../ui/form';
import { AskDialog } from './ask';
import { ReasonDialog } from './reason';

interface Closing {
  onClose: () => void;
}

export function RecallDialog({ callout, onClose }: Closing & { callout: string }) {
  const words = ts().callout;
  return (
    <ReasonDialog
      command="recallCallout"
      rest={{ callout }}
      field="reason"
      title={t().callouts.recall}
      label={words.recallReason}
      lead={words.recallLead}
      draft={`recall.${callout}`}
      onClose={onClose}
    />
  );
}

export function TakeInDialog({ callout, person, onClose }: Closing & { callout: string; person: string }) {
  const now = image.value;
  const command = useCommand('takeIn');
  if (!now) return null;
  const words = ts().callout;
  return (
    <AskDialog
      command={command}
      title={t().callouts.takeIn}
      lead={words.takeInLead(personName(now, person))}
      onSubmit={() => command.send({ workspace: now.workspace, callout, person })}
      onClose={onClose}
    />
  );
}

export function WordDialog({ callout, onClose }: Closing & { callout: string }) {
  const now = image.value;
  const kind = useSignal<number>(WordKind.STAND_BY);
  const audience = useSignal<number>(WordAudience.ASKED);
  const draft = `word.${callout}`;
  const text = useDraft(draft);
  const missing = useSignal<string[]>([]);
  const command = useCommand('sendWord');
  if (!now) return null;
  const words = ts().callout;
  const listed = (all: readonly string[]) => all.map((word, at) => [String(at), word] as const).slice(1);
  function submit(workspace: string): void {
    const said = text.value.trim();
    missing.value = kind.value === WordKind.OTHER && !said ? ['text'] : [];
    if (missing.value.length > 0) return;
    command.send({ workspace, callout, kind: kind.value, audience: audience.value, text: said });
  }
  return (
    <AskDialog
      command={command}
      title={t().callouts.word}
      lead={words.wordLead}
      missing={missing.value}
      drafts={[draft]}
      onSubmit={() => submit(now.workspace)}
      onClose={onClose}
    >
      <Select
        name="kind"
        label={words.wordKind}
        value={String(kind.value)}
        options={listed(words.wordKinds)}
        onInput={(value) => (kind.value = Number(value))}
      />
      <Select
        name="audience"
        label={words.audience}
        value={String(audience.value)}
        options={listed(words.audiences)}
        onInput={(value) => (audience.value = Number(value))}
      />
      <Field
        name="text"
        label={words.wordText}
        hint={words.wordTextHint}
        optional={kind.value !== WordKind.OTHER}
        rows={2}
        value={text.value}
        onInput={(value) => (text.value = value)}
      />
    </AskDialog>
  );
}
