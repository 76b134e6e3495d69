// Duty and absence: taking over now, staffing a gap, noting who is not to be called.
import { useSignal } from '@preact/signals';
import { AbsenceKind, type WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { nowSeconds } from '../state/clock';
import { image, who } from '../state/store';
import { stamp } from '../state/time';
import { fromWall, toWall } from '../state/wall';
import { t } from '../text';
import { ts } from '../text/staffing';
import { dutyName, personName } from '../text/tell';
import { useDraft } from '../ui/draft';
import { Field, Select, useCommand } from '../ui/form';
import { AskDialog } from './ask';
import { personOptions } from './people';
import { TimeField } from './time-field';

interface Closing {
  onClose: () => void;
}

const stampOf = (at: number | undefined) => (at === undefined ? undefined : stamp(at));
const holdersOf = (now: WorkspaceImage, id: string): string[] =>
  now.organisation?.dutyFunctions.find((one) => one.id === id)?.persons ?? [];
const me = (): string => who.value?.person?.id ?? '';

export function TakeOverDialog({ function: id, onClose }: Closing & { function: string }) {
  const now = image.value;
  const person = useSignal('');
  const until = useSignal('');
  const draft = `take-over.${id}`;
  const reason = useDraft(draft);
  const command = useCommand('takeOverDuty');
  if (!now) return null;
  const words = ts().duty;
  const holders = holdersOf(now, id);
  const others = holders.filter((one) => one !== me()).map((one) => [one, personName(now, one)] as const);
  return (
    <AskDialog
      command={command}
      title={words.takeOver}
      lead={words.takeOverLead(dutyName(now, id))}
      drafts={[draft]}
      onSubmit={() =>
        command.send({
          workspace: now.workspace,
          function: id,
          person: person.value,
          until: stampOf(fromWall(until.value)),
          reason: reason.value.trim(),
        })
      }
      onClose={onClose}
    >
      <Select
        name="person"
        label={t().forms.person}
        value={person.value}
        options={[['', words.me], ...others]}
        onInput={(value) => (person.value = value)}
      />
      <TimeField
        name="until"
        label={ts().relief.until}
        hint={words.untilHint}
        optional
        value={until.value}
        onInput={(value) => (until.value = value)}
      />
      <Field name="reason" label={t().forms.reason} optional value={reason.value} onInput={(value) => (reason.value = value)} />
    </AskDialog>
  );
}

interface FillProps extends Closing {
  function: string;
  from: number;
  until: number | undefined;
}

const night = 12 * 3_600_000;

export function FillDutyDialog({ function: id, onClose, ...gap }: FillProps) {
  const now = image.value;
  const holders = now ? holdersOf(now, id) : [];
  const person = useSignal(holders[0] ?? '');
  const begins = Math.max(gap.from, (nowSeconds.peek() ?? 0) * 1000);
  const from = useSignal(toWall(begins));
  const until = useSignal(toWall(gap.until ?? begins + night));
  const draft = `fill-duty.${id}`;
  const reason = useDraft(draft);
  const missing = useSignal<string[]>([]);
  const command = useCommand('overrideDuty');
  if (!now) return null;
  const words = ts().duty;
  function submit(workspace: string): void {
    const [starts, ends] = [fromWall(from.value), fromWall(until.value)];
    missing.value = [
      ...(starts === undefined ? ['from'] : []),
      ...(ends === undefined ? ['until'] : []),
      ...(reason.value.trim() ? [] : ['reason']),
    ];
    if (missing.value.length > 0) return;
    const given = { person: person.value, from: stampOf(starts), until: stampOf(ends), reason: reason.value.trim() };
    command.send({ workspace, function: id, ...given });
  }
  return (
    <AskDialog
      command={command}
      title={words.fill}
      lead={words.fillLead(dutyName(now, id))}
      missing={missing.value}
      drafts={[draft]}
      onSubmit={() => submit(now.workspace)}
      onClose={onClose}
    >
      <Select
        name="person"
        label={t().forms.person}
        value={person.value}
        options={holders.map((one) => [one, personName(now, one)] as const)}
        onInput={(value) => (person.value = value)}
      />
      <div class="field-row">
        <TimeField name="from" label={ts().relief.from} value={from.value} onInput={(value) => (from.value = value)} />
        <TimeField
          name="until"
          label={ts().relief.until}
          value={until.value}
          onInput={(value) => (until.value = value)}
        />
      </div>
      <Field name="reason" label={t().forms.reason} value={reason.value} onInput={(value) => (reason.value = value)} />
    </AskDialog>
  );
}

export function AbsenceDialog({ onClose }: Closing) {
  const now = image.value;
  const options = now ? personOptions(now, me() ? [me()] : []) : [];
  const person = useSignal(options[0]?.[0] ?? '');
  const kind = useSignal(String(AbsenceKind.AWAY));
  const until = useSignal('');
  const reason = useDraft('absence.reason');
  const command = useCommand('noteAbsence');
  if (!now) return null;
  const words = ts().absence;
  const kinds = [AbsenceKind.AWAY, AbsenceKind.RESTING, AbsenceKind.ON_SCENE];
  return (
    <AskDialog
      command={command}
      title={words.note}
      lead={words.lead}
      drafts={['absence.reason']}
      onSubmit={() =>
        command.send({
          workspace: now.workspace,
          person: person.value,
          kind: Number(kind.value),
          until: stampOf(fromWall(until.value)),
          reason: reason.value.trim(),
        })
      }
      onClose={onClose}
    >
      <Select name="person" label={t().forms.person} value={person.value} options={options} onInput={(value) => (person.value = value)} />
      <Select
        name="kind"
        label={words.kind}
        value={kind.value}
        options={kinds.map((one) => [String(one), words.kindOf[one] ?? ''] as const)}
        onInput={(value) => (kind.value = value)}
      />
      <TimeField
        name="until"
        label={ts().relief.until}
        hint={words.untilHint}
        optional
        value={until.value}
        onInput={(value) => (until.value = value)}
      />
      <Field name="reason" label={t().forms.reason} optional value={reason.value} onInput={(value) => (reason.value = value)} />
    </AskDialog>
  );
}

export function EndAbsenceDialog({ person, onClose }: Closing & { person: string }) {
  const now = image.value;
  const command = useCommand('endAbsence');
  const draft = `end-absence.${person}`;
  const reason = useDraft(draft);
  if (!now) return null;
  return (
    <AskDialog
      command={command}
      title={ts().absence.end}
      lead={ts().absence.endLead(personName(now, person))}
      drafts={[draft]}
      onSubmit={() => command.send({ workspace: now.workspace, person, reason: reason.value.trim() })}
      onClose={onClose}
    >
      <Field name="reason" label={t().forms.reason} optional value={reason.value} onInput={(value) => (reason.value = value)} />
    </AskDialog>
  );
}
