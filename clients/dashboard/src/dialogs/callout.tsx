// Starting and ending a call-out, entering the answer of a person who gave it by other means, and reading an unclear one.
import { useSignal } from '@preact/signals';
import { byId, find } from '../fold/lists';
import { Answer, type UnclearAnswer, type WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { type CalledIn, callsUnderWay, defaultPlan, incidentOf, planNumbers } from '../state/derive';
import { image } from '../state/store';
import { say, t } from '../text';
import { namesOf, numberedNameOf, personName } from '../text/tell';
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

/** An answer that came by radio or telephone. */
export function AnswerDialog({ callout, person, onClose }: AnswerProps) {
  const now = image.value;
  if (!now || !find(now.callouts, byId, callout)) return null;
  return <AnswerForm now={now} calls={[{ callout, person }]} onClose={onClose} />;
}

/** A text that no machine may read: the answer to one of the calls it may be about, or none. */
export function SettleDialog({ unclear: id, onClose }: Closing & { unclear: string }) {
  const now = image.value;
  const unclear = now && find(now.unclearAnswers, byId, id);
  if (!now || !unclear) return null;
  const calls = unclear.calls.length > 0 ? unclear.calls : callsUnderWay(now);
  return <AnswerForm now={now} calls={calls} unclear={unclear} onClose={onClose} />;
}

interface FormProps extends Closing {
  now: WorkspaceImage;
  calls: CalledIn[];
  unclear?: UnclearAnswer;
}

function AnswerForm({ now, calls, unclear, onClose }: FormProps) {
  const chosen = useSignal('0');
  const answer = useSignal(String(Answer.COMING));
  const about = `answer.${unclear?.id ?? calls[0]?.person}`;
  const minutes = useDraft(`${about}.minutes`, '30');
  const text = useDraft(`${about}.raw`);
  const missing = useSignal<string[]>([]);
  const told = useCommand('answerCall');
  const settled = useCommand('settleAnswer');
  const command = unclear ? settled : told;
  useDone(command.progress, [`${about}.minutes`, `${about}.raw`], onClose);
  const words = t().callouts;
  const kind = Number(answer.value);
  const timed = kind === Answer.COMING || kind === Answer.LATER;
  const name = ({ person }: CalledIn) => personName(now, person);
  const incidentName = ({ callout }: CalledIn) =>
    namesOf(now).incident(find(now.callouts, byId, callout)?.incident ?? callout);

  function submit(): void {
    const number = Number(minutes.value);
    const usable = Number.isInteger(number) && number >= 0 && minutes.value.trim() !== '';
    missing.value = timed && !usable ? ['etaMinutes'] : [];
    if (missing.value.length > 0) return;
    const { callout = '', person = '' } = calls[Number(chosen.value)] ?? {};
    const given = { workspace: now.workspace, callout, person, answer: kind, etaMinutes: timed ? number : 0 };
    const said = text.value.trim();
    if (unclear) settled.send({ ...given, unclear: unclear.id, reason: said });
    else told.send({ ...given, raw: said });
  }

  return (
    <Dialog title={unclear ? words.settle : words.enterAnswerFor(calls.map(name).join())} onClose={onClose}>
      {unclear && <p class="dialog-lead">«{unclear.raw}»</p>}
      <CommandForm
        progress={command.progress}
        again={command.again}
        missing={missing.value}
        submit={unclear ? words.settle : words.enterAnswer}
        onSubmit={submit}
        onCancel={onClose}
      >
        {unclear && (
          <Select
            name="person"
            label={t().forms.person}
            value={chosen.value}
            options={calls.map((call, at) => [String(at), `${name(call)}, ${incidentName(call)}`] as const)}
            onInput={(value) => {
              chosen.value = value;
            }}
          />
        )}
        <Select
          name="answer"
          label={words.answer}
          value={answer.value}
          options={[
            [String(Answer.COMING), t().call[2] ?? ''],
            [String(Answer.CANNOT), t().call[3] ?? ''],
            [String(Answer.LATER), t().call[4] ?? ''],
            ...(unclear ? [[String(Answer.UNSPECIFIED), words.noAnswer] as const] : []),
          ]}
          onInput={(value) => {
            answer.value = value;
          }}
        />
        {timed && (
          <Field
            name="etaMinutes"
            label={words.minutes}
            inputMode="numeric"
            value={minutes.value}
            onInput={(value) => {
              minutes.value = value;
            }}
          />
        )}
        <Field
          name={unclear ? 'reason' : 'raw'}
          label={unclear ? t().forms.reason : words.raw}
          optional={kind !== Answer.UNSPECIFIED}
          value={text.value}
          onInput={(value) => {
            text.value = value;
          }}
        />
      </CommandForm>
    </Dialog>
  );
}
