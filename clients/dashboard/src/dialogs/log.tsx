// The staff's log and the fulfilling of obligations.
import { useSignal } from '@preact/signals';
import { byId, find } from '../fold/lists';
import { LogKind } from '../gen/ckl/v1/model_pb';
import { workspaceNow } from '../state/clock';
import { openIncidents } from '../state/derive';
import { image } from '../state/store';
import { stamp } from '../state/time';
import { say, t } from '../text';
import { numberedNameOf } from '../text/tell';
import { Dialog } from '../ui/dialog';
import type { Corrected } from '../ui/dialogs';
import { useDraft } from '../ui/draft';
import { CommandForm, Field, Select, useCommand } from '../ui/form';
import { useDone } from '../ui/use-done';
import { ReasonDialog } from './reason';

const noteKinds = [
  LogKind.OBSERVATION,
  LogKind.INCOMING,
  LogKind.OUTGOING,
  LogKind.DECISION,
  LogKind.TASK,
];

interface NoteProps {
  incident: string;
  corrects: Corrected | undefined;
  onClose: () => void;
}

export function NoteDialog({ incident, corrects, onClose }: NoteProps) {
  const draft = (name: string) => `note${corrects?.number ?? ''}.${name}`;
  const text = useDraft(draft('text'), corrects?.text);
  const source = useDraft(draft('source'));
  const reason = useDraft(draft('reason'));
  const kind = useDraft(draft('kind'), String(LogKind.OBSERVATION));
  const about = useSignal(incident);
  // The note is from when the first key was pressed, not from when it was finished.
  const begun = useDraft(draft('begun'));
  const missing = useSignal<string[]>([]);
  const command = useCommand('writeLogEntry');
  useDone(command.progress, ['text', 'source', 'reason', 'kind', 'begun'].map(draft), onClose);
  const now = image.value;
  if (!now) return null;

  function submit(): void {
    missing.value = [...(text.value.trim() ? [] : ['text']), ...(!corrects || reason.value.trim() ? [] : ['reason'])];
    if (missing.value.length > 0 || !now) return;
    const written = Number(begun.value) || workspaceNow();
    command.send({
      workspace: now.workspace,
      incident: about.value,
      kind: corrects ? LogKind.CORRECTION : Number(kind.value),
      text: text.value.trim(),
      source: source.value.trim(),
      eventTime: written === undefined ? undefined : stamp(written),
      corrects: corrects?.number ?? 0,
      reason: reason.value.trim(),
    });
  }

  return (
    <Dialog title={corrects?.title ?? t().board.actions.note} onClose={onClose}>
      {corrects && <p class="dialog-lead">{corrects.lead}</p>}
      <CommandForm
        progress={command.progress}
        again={command.again}
        missing={missing.value}
        submit={t().forms.noteSend}
        mayWait
        onSubmit={submit}
        onCancel={onClose}
      >
        <Field
          name="text"
          label={t().forms.note}
          rows={4}
          value={text.value}
          onInput={(value) => {
            begun.value = value && (begun.value || String(workspaceNow() ?? ''));
            text.value = value;
          }}
        />
        {corrects && (
          <Field
            name="reason"
            label={corrects.why}
            value={reason.value}
            onInput={(value) => {
              reason.value = value;
            }}
          />
        )}
        <div class="field-row">
          {!corrects && (
            <Select
              name="kind"
              label={t().forms.noteKind}
              value={kind.value}
              options={noteKinds.map((one) => [String(one), t().logKind[one] ?? ''] as const)}
              onInput={(value) => {
                kind.value = value;
              }}
            />
          )}
          <Select
            name="incident"
            label={t().forms.noteIncident}
            value={about.value}
            options={[
              ['', t().common.cityWide] as const,
              ...openIncidents(now).map((one) => [one.id, numberedNameOf(one)] as const),
            ]}
            onInput={(value) => {
              about.value = value;
            }}
          />
        </div>
        <Field
          name="source"
          label={t().forms.noteSource}
          hint={t().forms.noteSourceHint}
          optional
          value={source.value}
          onInput={(value) => {
            source.value = value;
          }}
        />
      </CommandForm>
    </Dialog>
  );
}

interface ObligationProps {
  obligation: string;
  onClose: () => void;
}

export function CloseObligationDialog({ obligation: id, onClose }: ObligationProps) {
  const duty = image.value && find(image.value.obligations, byId, id);
  if (!duty) return null;
  return (
    <ReasonDialog
      command="closeObligation"
      rest={{ obligation: id }}
      field="evidence"
      title={t().board.actions.closeObligation}
      label={t().forms.evidence}
      hint={t().forms.evidenceHint}
      lead={say(duty.what)}
      draft={`evidence.${id}`}
      onClose={onClose}
    />
  );
}
