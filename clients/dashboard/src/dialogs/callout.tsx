// Starting and ending a call-out, and entering the answer of a person who gave it by other means.
import { useSignal } from '@preact/signals';
import { byId, find } from '../fold/lists';
import { Answer } from '../gen/ckl/v1/model_pb';
import { defaultPlan, incidentOf, planNumbers } from '../state/derive';
import { image } from '../state/store';
import { say, t } from '../text';
import { numberedNameOf, personName } from '../text/tell';
import { Dialog } from '../ui/dialog';
import { useDraft } from '../ui/draft';
import { CommandForm, Field, Select, useCommand } from '../ui/form';
import { useDone } from '../ui/use-done';
import { ReasonDialog } from './reason';

interface Closing {
  onClose: () => void;
}

export function StartCalloutDialog({ incident: id, onClose }: Closing & { incident: string }) {
  const now = image.value;
  const incident = incidentOf(now, id);
  const plan = useSignal((now && defaultPlan(now)?.id) ?? '');
  const message = useDraft(`callout.${id}.message`);
  const command = useCommand('startCallout');
  useDone(command.progress, [`callout.${id}.message`], onClose);
  if (!now || !incident) return null;
  const chosen = now.plans.find((one) => one.id === plan.value);
  const numbers = chosen && planNumbers(now, chosen);
  return (
    <Dialog title={t().board.actions.startCallout} onClose={onClose}>
      <p class="dialog-lead">{numberedNameOf(incident)}</p>
      <CommandForm
        progress={command.progress}
        again={command.again}
        submit={numbers ? t().alarm.send(numbers.first) : t().board.actions.startCallout}
        onSubmit={() =>
          command.send({
            workspace: now.workspace,
            incident: id,
            plan: plan.value,
            message: message.value.trim(),
          })
        }
        onCancel={onClose}
      >
        <Select
          name="plan"
          label={t().forms.plan}
          value={plan.value}
          options={now.plans.map((one) => [one.id, say(one.name) || one.id] as const)}
          onInput={(value) => {
            plan.value = value;
          }}
        />
        {numbers && <p class="hint">{t().alarm.wantedLine(numbers.wanted)}</p>}
        <Field
          name="message"
          label={t().forms.message}
          hint={t().forms.messageHint}
          optional
          rows={2}
          value={message.value}
          onInput={(text) => {
            message.value = text;
          }}
        />
      </CommandForm>
    </Dialog>
  );
}

export function EndCalloutDialog({ callout: id, onClose }: Closing & { callout: string }) {
  return (
    <ReasonDialog
      command="endCallout"
      rest={{ callout: id }}
      field="reason"
      title={t().callouts.end}
      label={t().forms.reason}
      lead={t().callouts.endLead}
      draft={`end-callout.${id}`}
      onClose={onClose}
    />
  );
}

interface AnswerProps extends Closing {
  callout: string;
  person: string;
}

export function AnswerDialog({ callout: id, person, onClose }: AnswerProps) {
  const now = image.value;
  const answer = useSignal(String(Answer.COMING));
  const minutes = useDraft(`answer.${person}.minutes`, '30');
  const raw = useDraft(`answer.${person}.raw`);
  const missing = useSignal<string[]>([]);
  const command = useCommand('answerCall');
  useDone(command.progress, [`answer.${person}.minutes`, `answer.${person}.raw`], onClose);
  const callout = now && find(now.callouts, byId, id);
  if (!now || !callout) return null;
  const timed = Number(answer.value) !== Answer.CANNOT;

  function submit(): void {
    const number = Number(minutes.value);
    const usable = Number.isInteger(number) && number >= 0 && minutes.value.trim() !== '';
    missing.value = timed && !usable ? ['etaMinutes'] : [];
    if (missing.value.length > 0 || !now) return;
    command.send({
      workspace: now.workspace,
      callout: id,
      person,
      answer: Number(answer.value),
      etaMinutes: timed ? number : 0,
      raw: raw.value.trim(),
    });
  }

  return (
    <Dialog title={t().callouts.enterAnswerFor(personName(now, person))} onClose={onClose}>
      <CommandForm
        progress={command.progress}
        again={command.again}
        missing={missing.value}
        submit={t().callouts.enterAnswer}
        onSubmit={submit}
        onCancel={onClose}
      >
        <Select
          name="answer"
          label={t().callouts.answer}
          value={answer.value}
          options={[
            [String(Answer.COMING), t().call[2] ?? ''],
            [String(Answer.CANNOT), t().call[3] ?? ''],
            [String(Answer.LATER), t().call[4] ?? ''],
          ]}
          onInput={(value) => {
            answer.value = value;
          }}
        />
        {timed && (
          <Field
            name="etaMinutes"
            label={t().callouts.minutes}
            inputMode="numeric"
            value={minutes.value}
            onInput={(text) => {
              minutes.value = text;
            }}
          />
        )}
        <Field
          name="raw"
          label={t().callouts.raw}
          optional
          value={raw.value}
          onInput={(text) => {
            raw.value = text;
          }}
        />
      </CommandForm>
    </Dialog>
  );
}
