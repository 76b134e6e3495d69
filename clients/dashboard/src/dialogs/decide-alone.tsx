// The chair's urgent decision on the committee's behalf: any matter of its task, a takeover, or a return (T06, T07, T08).
import { useSignal } from '@preact/signals';
import { MatterKind, type Takeover, TakeoverState } from '../gen/ckl/v1/governance_pb';
import { EscalationLevel, UnitKind, type WorkspaceImage } from '../gen/ckl/v1/model_pb';
import type { CommandInit } from '../net/commands';
import { openIncidents } from '../state/derive';
import { image } from '../state/store';
import { stamp } from '../state/time';
import { fromWall } from '../state/wall';
import { say } from '../text';
import { td } from '../text/decisions';
import { namesOf, numberedNameOf } from '../text/tell';
import { useDraft } from '../ui/draft';
import { Field, Select } from '../ui/form';
import { DecisionDialog } from './decision';
import { OralFields, useOral } from './oral';
import { TimeField } from './time-field';

const draft = 'alone';
/** Nämnder: specialist committees and district councils. */
const takeable = [UnitKind.SPECIALIST_COMMITTEE, UnitKind.DISTRICT_COUNCIL];
const texts = ['title', 'text', 'urgencyReason', 'necessity', 'parts', 'openDecisions', 'costs', 'staff', 'deadlines'] as const;
type TextName = (typeof texts)[number];
const kinds = [MatterKind.OTHER, MatterKind.TAKEOVER, MatterKind.HAND_BACK];

const instant = (wall: string) => {
  const at = fromWall(wall);
  return at === undefined ? undefined : stamp(at);
};

const lines = (text: string): string[] => text.split('\n').map((one) => one.trim()).filter(Boolean);

const inForce = (now: WorkspaceImage): Takeover[] => now.takeovers.filter((one) => one.state === TakeoverState.IN_FORCE);

/** What is written of the matter, and what of it is empty. */
function useMatter(start: number) {
  const now = image.value;
  const written = Object.fromEntries(texts.map((name) => [name, useDraft(`${draft}.${name}`)])) as Record<
    TextName,
    ReturnType<typeof useDraft>
  >;
  const kind = useSignal(start);
  const unit = useSignal('');
  const whole = useSignal(false);
  const review = useSignal('');
  const until = useSignal('');
  const chosen = useSignal('');
  const incident = useSignal('');
  const open = now ? openIncidents(now).filter((one) => one.level === EscalationLevel.EXTRAORDINARY) : [];
  const taken = now ? inForce(now) : [];
  const of = incident.value || (open[0]?.id ?? '');
  const back = chosen.value || (taken[0]?.id ?? '');
  const text = (name: TextName) => written[name].value.trim();
  const isTaking = kind.value === MatterKind.TAKEOVER;
  const isReturning = kind.value === MatterKind.HAND_BACK;
  const parts = whole.value ? [] : lines(text('parts'));
  return {
    written, kind, unit, whole, review, until, incident, open, taken, of, back, isTaking, isReturning, chosen,
    missing: (): string[] => [
      ...(['title', 'text', 'urgencyReason'] as const).filter((name) => !text(name)),
      ...(isTaking && !unit.value ? ['unit'] : []),
      ...(isTaking && !whole.value && parts.length === 0 ? ['parts'] : []),
      ...(isTaking && !text('necessity') ? ['necessity'] : []),
      ...(isTaking && !instant(review.value) ? ['review'] : []),
    ],
    value: (): Omit<CommandInit<'decideAlone'>, 'workspace'> => ({
      incident: of,
      urgencyReason: text('urgencyReason'),
      matter: {
        kind: kind.value,
        title: text('title'),
        text: text('text'),
        ...(isTaking && {
          necessity: text('necessity'),
          scope: { unit: unit.value, whole: whole.value, parts },
          review: instant(review.value),
          validUntil: instant(until.value),
        }),
        ...(isReturning && {
          takeover: back,
          ...(lines(text('parts')).length > 0 && {
            scope: { unit: taken.find((one) => one.id === back)?.scope?.unit ?? '', parts: lines(text('parts')) },
          }),
        }),
      },
      ...(isReturning && {
        handback: { openDecisions: text('openDecisions'), costs: text('costs'), staff: text('staff'), deadlines: text('deadlines') },
      }),
    }),
  };
}

type MatterForm = ReturnType<typeof useMatter>;

interface Props {
  matter: number;
  onClose: () => void;
}

export function DecideAloneDialog({ matter, onClose }: Props) {
  const form = useMatter(matter);
  const oral = useOral(draft);
  const words = td().urgent;
  return (
    <DecisionDialog
      command="decideAlone"
      title={words.title}
      lead={words.lead}
      submit={words.title}
      missing={() => [...form.missing(), ...oral.missing()]}
      value={() => ({ ...form.value(), ...oral.value() })}
      drafts={[...texts.map((name) => `${draft}.${name}`), ...oral.drafts]}
      onClose={onClose}
    >
      <Select
        name="kind"
        label={words.kind}
        value={String(form.kind.value)}
        options={kinds.map((one) => [String(one), words.kinds[kinds.indexOf(one) + 1] ?? ''] as const)}
        onInput={(value) => {
          form.kind.value = Number(value);
        }}
      />
      <Select
        name="incident"
        label={words.incident}
        value={form.of}
        options={form.open.map((one) => [one.id, numberedNameOf(one)] as const)}
        onInput={(value) => {
          form.incident.value = value;
        }}
      />
      <Written form={form} name="title" label={words.heading} />
      <Written form={form} name="text" label={words.text} hint={words.textHint} rows={4} />
      {form.isTaking && <Taking form={form} />}
      {form.isReturning && <Returning form={form} />}
      <Written form={form} name="urgencyReason" label={words.reason} rows={3} />
      <OralFields oral={oral} />
      <p class="hint">{words.done}</p>
    </DecisionDialog>
  );
}

interface WrittenProps {
  form: MatterForm;
  name: TextName;
  label: string;
  hint?: string;
  rows?: number;
}

const Written = ({ form, name, ...rest }: WrittenProps) => (
  <Field
    name={name}
    {...rest}
    value={form.written[name].value}
    onInput={(text) => {
      form.written[name].value = text;
    }}
  />
);

function Taking({ form }: { form: MatterForm }) {
  const words = td().urgent;
  const units = (image.value?.organisation?.units ?? []).filter((one) => takeable.includes(one.kind));
  return (
    <>
      <Select
        name="unit"
        label={words.unit}
        value={form.unit.value}
        options={[['', td().oral.chooseUnit], ...units.map((one) => [one.id, say(one.name)] as const)]}
        onInput={(value) => {
          form.unit.value = value;
        }}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={form.whole.value}
          onChange={(event) => {
            form.whole.value = event.currentTarget.checked;
          }}
        />
        <span>{words.whole}</span>
      </label>
      {!form.whole.value && <Written form={form} name="parts" label={words.parts} hint={words.partsHint} rows={2} />}
      <Written form={form} name="necessity" label={words.necessity} rows={3} />
      <div class="field-row">
        <TimeField
          name="review"
          label={words.review}
          value={form.review.value}
          onInput={(value) => {
            form.review.value = value;
          }}
        />
        <TimeField
          name="validUntil"
          label={words.until}
          hint={words.untilHint}
          optional
          value={form.until.value}
          onInput={(value) => {
            form.until.value = value;
          }}
        />
      </div>
    </>
  );
}

function Returning({ form }: { form: MatterForm }) {
  const words = td().urgent;
  const names = namesOf(image.value);
  if (form.taken.length === 0) return <p class="notice">{words.none}</p>;
  return (
    <>
      <Select
        name="takeover"
        label={words.takeover}
        value={form.back}
        options={form.taken.map((one) => [one.id, names.scope(one)] as const)}
        onInput={(value) => {
          form.chosen.value = value;
        }}
      />
      <Written form={form} name="parts" label={words.partsBack} hint={words.partsBackHint} rows={2} />
      <fieldset class="block">
        <legend>
          <h3>{words.handback}</h3>
        </legend>
        {(['openDecisions', 'costs', 'staff', 'deadlines'] as const).map((name) => (
          <Written key={name} form={form} name={name} label={words[name]} rows={2} />
        ))}
      </fieldset>
    </>
  );
}
