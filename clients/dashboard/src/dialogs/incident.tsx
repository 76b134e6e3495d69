// Level, confirmation and closing of an incident (T01, T02, T10-T12).
import { useSignal } from '@preact/signals';
import { EscalationLevel } from '../gen/ckl/v1/model_pb';
import { incidentOf } from '../state/derive';
import { hrefOf } from '../state/router';
import { image } from '../state/store';
import { t } from '../text';
import { numberedNameOf } from '../text/tell';
import { Dialog } from '../ui/dialog';
import { useDraft } from '../ui/draft';
import { CommandForm, Field, useCommand } from '../ui/form';
import { LevelShape } from '../ui/icons';
import { useDone } from '../ui/use-done';
import { ReasonDialog } from './reason';

interface Props {
  incident: string;
  onClose: () => void;
}

const levels = [EscalationLevel.NONE, EscalationLevel.DISTURBANCE, EscalationLevel.SERIOUS];
const checklist = [
  'needsMet',
  'forecast',
  'reserves',
  'staffRest',
  'communication',
  'restWorkOwner',
] as const;

export function LevelDialog({ incident: id, onClose }: Props) {
  const incident = incidentOf(image.value, id);
  const to = useSignal<EscalationLevel | undefined>(undefined);
  const reason = useDraft(`level.${id}.reason`);
  const answers = {
    needsMet: useDraft(`level.${id}.needsMet`),
    forecast: useDraft(`level.${id}.forecast`),
    reserves: useDraft(`level.${id}.reserves`),
    staffRest: useDraft(`level.${id}.staffRest`),
    communication: useDraft(`level.${id}.communication`),
    restWorkOwner: useDraft(`level.${id}.restWorkOwner`),
  };
  const missing = useSignal<string[]>([]);
  const command = useCommand('changeLevel');
  const drafts = ['reason', ...checklist].map((key) => `level.${id}.${key}`);
  useDone(command.progress, drafts, onClose);
  if (!incident) return null;
  const lowering = to.value !== undefined && to.value < incident.level;

  function submit(): void {
    const empty = reason.value.trim() ? [] : ['reason'];
    if (to.value === undefined) empty.unshift('to');
    if (lowering) {
      for (const key of checklist) if (!answers[key].value.trim()) empty.push(key);
    }
    missing.value = empty;
    if (empty.length > 0 || to.value === undefined) return;
    const given = Object.fromEntries(checklist.map((key) => [key, answers[key].value.trim()]));
    command.send({
      workspace: image.peek()?.workspace ?? '',
      incident: id,
      to: to.value,
      reason: reason.value.trim(),
      ...(lowering ? { checklist: given } : {}),
    });
  }

  return (
    <Dialog title={t().board.actions.level} onClose={onClose}>
      <p class="dialog-lead">{numberedNameOf(incident)}</p>
      <CommandForm
        progress={command.progress}
        again={command.again}
        missing={missing.value}
        submit={t().board.actions.level}
        onSubmit={submit}
        onCancel={onClose}
      >
        <fieldset id="field-to" class={missing.value.includes('to') ? 'level-choice has-error' : 'level-choice'}>
          <legend>{t().forms.level}</legend>
          {missing.value.includes('to') && <p class="error">{t().command.required}</p>}
          {levels
            .filter((level) => level !== incident.level)
            .map((level) => (
              <label key={level}>
                <input
                  type="radio"
                  name="to"
                  checked={to.value === level}
                  onChange={() => {
                    to.value = level;
                  }}
                />
                <LevelShape level={level} />
                <span>{level === EscalationLevel.NONE ? t().levelShort[level] : t().level[level]}</span>
              </label>
            ))}
          {incident.level !== EscalationLevel.EXTRAORDINARY && (
            <p class="hint">
              {t().level[EscalationLevel.EXTRAORDINARY]}: {t().levelHint[4]}{' '}
              <a href={hrefOf('/forklara', id)} data-page="/forklara" data-on={id} onClick={onClose}>
                {t().nav.declare}
              </a>
            </p>
          )}
        </fieldset>
        <Field
          name="reason"
          label={t().forms.reason}
          hint={t().forms.reasonHint}
          rows={3}
          value={reason.value}
          onInput={(text) => {
            reason.value = text;
          }}
        />
        {lowering && (
          <fieldset class="checklist">
            <legend>{t().forms.checklist}</legend>
            <p class="hint">{t().forms.checklistHint}</p>
            {checklist.map((key) => (
              <Field
                key={key}
                name={key}
                label={t().forms.checklistItems[key]}
                value={answers[key].value}
                onInput={(text) => {
                  answers[key].value = text;
                }}
              />
            ))}
          </fieldset>
        )}
      </CommandForm>
    </Dialog>
  );
}

export function ConfirmDialog({ incident: id, onClose }: Props) {
  const incident = incidentOf(image.value, id);
  const command = useCommand('confirmLevel');
  useDone(command.progress, [], onClose);
  if (!incident) return null;
  return (
    <Dialog title={t().board.actions.confirm} onClose={onClose}>
      <CommandForm
        progress={command.progress}
        again={command.again}
        submit={t().board.actions.confirm}
        onSubmit={() => command.send({ workspace: image.peek()?.workspace ?? '', incident: id })}
        onCancel={onClose}
      >
        <p class="confirm-lead">
          <LevelShape level={incident.level} />
          <span>{t().forms.confirmLead(t().level[incident.level] ?? '', numberedNameOf(incident))}</span>
        </p>
      </CommandForm>
    </Dialog>
  );
}

export function CloseIncidentDialog({ incident: id, onClose }: Props) {
  const incident = incidentOf(image.value, id);
  if (!incident) return null;
  return (
    <ReasonDialog
      command="closeIncident"
      rest={{ incident: id }}
      field="reason"
      title={t().board.actions.closeIncident}
      label={t().forms.evaluation}
      lead={numberedNameOf(incident)}
      draft={`close.${id}`}
      onClose={onClose}
    />
  );
}
