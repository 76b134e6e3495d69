// Relief plans: proposing and ending one, and what can be done with a shift.
import { useSignal } from '@preact/signals';
import { byId, find } from '../fold/lists';
import type { WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { type ReliefPlan, type ReliefShift, ShiftState } from '../gen/ckl/v1/relief_pb';
import { relieving, shiftOf } from '../state/relief';
import { image } from '../state/store';
import { ms, stamp } from '../state/time';
import { fromWall, toWall } from '../state/wall';
import { t } from '../text';
import { ts } from '../text/staffing';
import { personName, positionName } from '../text/tell';
import { rangeWords } from '../ui/countdown';
import { Dialog } from '../ui/dialog';
import { useDraft } from '../ui/draft';
import { CommandForm, Field, Select, useCommand } from '../ui/form';
import { useDone } from '../ui/use-done';
import { nowSeconds } from '../state/clock';
import { AskDialog } from './ask';
import { personOptions } from './people';
import { ReasonDialog } from './reason';
import { TimeField } from './time-field';

interface Closing {
  onClose: () => void;
}

export function ProposeReliefDialog({ incident, position, onClose }: Closing & { incident: string; position: string }) {
  const now = image.value;
  const command = useCommand('proposeRelief');
  if (!now) return null;
  const words = ts().relief;
  const known = now.reliefPlans.some((one) => !one.ended && one.incident === incident && one.position === position);
  return (
    <AskDialog
      command={command}
      title={known ? words.proposeAnew : words.propose}
      lead={`${words.proposeLead(positionName(now, position))} ${known ? words.proposeKept : ''}`}
      onSubmit={() => command.send({ workspace: now.workspace, incident, position })}
      onClose={onClose}
    />
  );
}

export function EndReliefDialog({ plan, onClose }: Closing & { plan: string }) {
  return (
    <ReasonDialog
      command="endRelief"
      rest={{ plan }}
      field="reason"
      title={ts().relief.end}
      label={t().forms.reason}
      lead={ts().relief.endLead}
      draft={`end-relief.${plan}`}
      onClose={onClose}
    />
  );
}

/** The one who is asked cannot: the reason is told with the answer. */
export function CannotShiftDialog({ shift, onClose }: Closing & { shift: string }) {
  const now = image.value;
  const command = useCommand('answerShift');
  const draft = `cannot-shift.${shift}`;
  const reason = useDraft(draft);
  if (!now) return null;
  return (
    <AskDialog
      command={command}
      title={ts().relief.iCannot}
      lead={ts().relief.cannotLead}
      drafts={[draft]}
      onSubmit={() => command.send({ workspace: now.workspace, shift, available: false, reason: reason.value.trim() })}
      onClose={onClose}
    >
      <Field name="reason" label={t().forms.reason} optional value={reason.value} onInput={(value) => (reason.value = value)} />
    </AskDialog>
  );
}

type Act = 'assign' | 'answer' | 'clear';

/** What is done with a shift: one dialog, so that a row needs one button. Without a shift it is a new one. */
export function ShiftDialog({ plan: planId, shift: id, onClose }: Closing & { plan: string; shift?: string }) {
  const now = image.value;
  const act = useSignal<Act>('assign');
  const plan = now && find(now.reliefPlans, byId, planId);
  const shift = now && id ? shiftOf(now, id)?.shift : undefined;
  const words = ts().relief;
  if (!now || !plan || (id && !shift)) return null;
  const held = shift?.person;
  const acts: [Act, string][] = [['assign', words.assign]];
  if (held && shift.state !== ShiftState.SERVING) acts.push(['answer', words.enterAnswer]);
  if (held) acts.push(['clear', words.clear]);
  return (
    <Dialog title={shift ? words.change : words.newShift} onClose={onClose}>
      <p class="dialog-lead">{[positionName(now, plan.position), shift && shiftTime(shift)].filter(Boolean).join(', ')}</p>
      {acts.length > 1 && (
        <fieldset class="choice">
          <legend>{words.what}</legend>
          <div class="segments">
            {acts.map(([key, word]) => (
              <label key={key}>
                <input type="radio" name="act" checked={act.value === key} onChange={() => (act.value = key)} />
                <span>{word}</span>
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {act.value === 'assign' && <AssignForm now={now} plan={plan} shift={shift} onClose={onClose} />}
      {act.value === 'answer' && shift && <AnswerForm now={now} shift={shift} onClose={onClose} />}
      {act.value === 'clear' && shift && <ClearForm now={now} shift={shift} onClose={onClose} />}
    </Dialog>
  );
}

const shiftTime = (shift: ReliefShift): string => rangeWords(ms(shift.from) ?? 0, ms(shift.until) ?? 0);

interface FormProps extends Closing {
  now: WorkspaceImage;
}

/** Those of the pool whose position it is. */
function poolOf(now: WorkspaceImage, plan: ReliefPlan): string[] {
  const position = find(now.callouts, byId, plan.callout)?.positions.find((one) => one.plan?.position === plan.position);
  return position?.plan?.waves.flatMap((wave) => wave.persons) ?? [];
}

function AssignForm({ now, plan, shift, onClose }: FormProps & { plan: ReliefPlan; shift: ReliefShift | undefined }) {
  const words = ts().relief;
  const hour = Math.ceil((nowSeconds.peek() ?? 0) / 3600) * 3_600_000;
  const options = personOptions(now, poolOf(now, plan));
  const person = useSignal(shift?.person || options[0]?.[0] || '');
  const from = useSignal(toWall(ms(shift?.from) ?? hour));
  const until = useSignal(toWall(ms(shift?.until) ?? hour + 8 * 3_600_000));
  const draft = `assign.${shift?.id ?? plan.id}`;
  const override = useDraft(draft);
  const missing = useSignal<string[]>([]);
  const command = useCommand('assignShift');
  useDone(command.progress, [draft], onClose);
  function submit(): void {
    const [begins, ends] = [fromWall(from.value), fromWall(until.value)];
    missing.value = [...(begins === undefined ? ['from'] : []), ...(ends === undefined ? ['until'] : [])];
    if (begins === undefined || ends === undefined) return;
    // A time that was not changed is the shift's own, to the second.
    const kept = (text: string, own: ReliefShift['from'], at: number) => (own && toWall(ms(own) ?? 0) === text ? own : stamp(at));
    command.send({
      workspace: now.workspace,
      plan: plan.id,
      shift: shift?.id ?? '',
      person: person.value,
      from: kept(from.value, shift?.from, begins),
      until: kept(until.value, shift?.until, ends),
      overrideReason: override.value.trim(),
    });
  }
  return (
    <CommandForm
      progress={command.progress}
      again={command.again}
      missing={missing.value}
      submit={words.assign}
      onSubmit={submit}
      onCancel={onClose}
    >
      <Select name="person" label={t().forms.person} value={person.value} options={options} onInput={(value) => (person.value = value)} />
      <div class="field-row">
        <TimeField name="from" label={words.from} value={from.value} onInput={(value) => (from.value = value)} />
        <TimeField name="until" label={words.until} value={until.value} onInput={(value) => (until.value = value)} />
      </div>
      <Field
        name="overrideReason"
        label={words.overrideReason}
        hint={words.overrideHint}
        optional
        value={override.value}
        onInput={(value) => (override.value = value)}
      />
    </CommandForm>
  );
}

function AnswerForm({ now, shift, onClose }: FormProps & { shift: ReliefShift }) {
  const words = ts().relief;
  const answer = useSignal('yes');
  const draft = `answer-shift.${shift.id}`;
  const reason = useDraft(draft);
  const command = useCommand('answerShift');
  useDone(command.progress, [draft], onClose);
  return (
    <CommandForm
      progress={command.progress}
      again={command.again}
      submit={words.enterAnswer}
      onSubmit={() =>
        command.send({
          workspace: now.workspace,
          shift: shift.id,
          person: shift.person,
          available: answer.value === 'yes',
          reason: reason.value.trim(),
        })
      }
      onCancel={onClose}
    >
      <p>{personName(now, shift.person)}</p>
      <Select
        name="available"
        label={words.answer}
        value={answer.value}
        options={[['yes', words.can], ['no', words.cannot]]}
        onInput={(value) => (answer.value = value)}
      />
      <Field name="reason" label={t().forms.reason} optional value={reason.value} onInput={(value) => (reason.value = value)} />
    </CommandForm>
  );
}

function ClearForm({ now, shift, onClose }: FormProps & { shift: ReliefShift }) {
  const words = ts().relief;
  const draft = `clear-shift.${shift.id}`;
  const reason = useDraft(draft);
  const missing = useSignal<string[]>([]);
  const command = useCommand('clearShift');
  useDone(command.progress, [draft], onClose);
  function submit(): void {
    missing.value = reason.value.trim() ? [] : ['reason'];
    if (missing.value.length > 0) return;
    command.send({ workspace: now.workspace, shift: shift.id, reason: reason.value.trim() });
  }
  return (
    <CommandForm
      progress={command.progress}
      again={command.again}
      missing={missing.value}
      submit={words.clear}
      onSubmit={submit}
      onCancel={onClose}
    >
      <p>{words.clearLead(personName(now, shift.person), shiftTime(shift))}</p>
      <Field name="reason" label={t().forms.reason} value={reason.value} onInput={(value) => (reason.value = value)} />
    </CommandForm>
  );
}

/** Who takes over by the plan, for the handover's dialog. */
export const plannedRelief = (now: WorkspaceImage, id: string): string => {
  const own = shiftOf(now, id);
  return (own && relieving(own.plan, own.shift)?.person) ?? '';
};
