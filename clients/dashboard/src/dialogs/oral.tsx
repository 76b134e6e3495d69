// An oral decision, entered by a registrar: who decided, who heard it, and what was said (G23).
import { useSignal } from '@preact/signals';
import type { MessageInitShape } from '@bufbuild/protobuf';
import type { OralRecordSchema } from '../gen/ckl/v1/governance_pb';
import { image, who } from '../state/store';
import { stamp } from '../state/time';
import { fromWall } from '../state/wall';
import { td } from '../text/decisions';
import { personName, roleName } from '../text/tell';
import { useDraft } from '../ui/draft';
import { Field, Select, useField } from '../ui/form';
import { Icon } from '../ui/icons';
import { personOptions } from './people';
import { TimeField } from './time-field';

const speakers = ['KN_CHAIR', 'KN_VICE_CHAIR'];

/** Whether the person takes the chair's decisions, and so enters none of others. */
export const isOfTheChair = (): boolean => who.value?.mandates.some((one) => speakers.includes(one.role)) ?? false;

export function useOral(draft: string) {
  const on = useSignal(false);
  const speaker = useSignal('');
  const witness = useSignal('');
  const wording = useDraft(`${draft}.wording`);
  const readBack = useSignal(false);
  const via = useSignal(Object.keys(td().oral.ways)[0] ?? '');
  const heard = useSignal('');
  const chair = image.value?.organisation?.mandates.find((one) => one.role === speakers[0])?.person ?? '';
  const isOral = on.value && !isOfTheChair();
  const decider = speaker.value || chair;
  return {
    on,
    isOral,
    decider,
    speaker,
    witness,
    wording,
    readBack,
    via,
    heard,
    drafts: [`${draft}.wording`],
    missing: (): string[] =>
      isOral
        ? [
            ...(witness.value ? [] : ['witness']),
            ...(wording.value.trim() ? [] : ['wording']),
            ...(readBack.value ? [] : ['readBack']),
          ]
        : [],
    value(): { oral?: MessageInitShape<typeof OralRecordSchema> } {
      if (!isOral) return {};
      const at = fromWall(heard.value);
      return {
        oral: {
          speaker: decider,
          witness: witness.value,
          wording: wording.value.trim(),
          readBack: readBack.value,
          heardVia: via.value,
          heard: at === undefined ? undefined : stamp(at),
        },
      };
    },
  };
}

export type Oral = ReturnType<typeof useOral>;

/** For whoever does not take the decision: the choice to enter one, and then what is needed. */
export function OralFields({ oral }: { oral: Oral }) {
  const words = td().oral;
  if (isOfTheChair()) return null;
  return (
    <section class="oral">
      <label class="check">
        <input
          type="checkbox"
          id="field-oral"
          checked={oral.on.value}
          onChange={(event) => {
            oral.on.value = event.currentTarget.checked;
          }}
        />
        <span>{words.switch}</span>
      </label>
      <p class="hint">{words.hint}</p>
      {oral.on.value && <Particulars oral={oral} />}
    </section>
  );
}

function ReadBack({ oral }: { oral: Oral }) {
  const { error, attributes, id, errorId } = useField('readBack', undefined);
  return (
    <div class={error ? 'field has-error' : 'field'}>
      {error && (
        <p class="error" id={errorId}>
          <Icon name="late" /> {error}
        </p>
      )}
      <label class="check" for={id}>
        <input
          {...attributes}
          type="checkbox"
          checked={oral.readBack.value}
          onChange={(event) => {
            oral.readBack.value = event.currentTarget.checked;
          }}
        />
        <span>{td().oral.readBack}</span>
      </label>
    </div>
  );
}

function Particulars({ oral }: { oral: Oral }) {
  const now = image.value;
  const words = td().oral;
  const deciders = now?.organisation?.mandates.filter((one) => speakers.includes(one.role)) ?? [];
  if (!now) return null;
  return (
    <fieldset class="block">
      <legend>
        <h3>{words.title}</h3>
      </legend>
      <Select
        name="speaker"
        label={words.speaker}
        value={oral.decider}
        options={deciders.map((one) => [one.person, `${personName(now, one.person)}, ${roleName(one.role).toLowerCase()}`] as const)}
        onInput={(value) => {
          oral.speaker.value = value;
        }}
      />
      <Select
        name="witness"
        label={`${words.witness}. ${words.witnessHint}`}
        value={oral.witness.value}
        options={[
          ['', words.choose],
          ...personOptions(now).filter(([id]) => id !== oral.decider && id !== who.value?.person?.id),
        ]}
        onInput={(value) => {
          oral.witness.value = value;
        }}
      />
      <Field
        name="wording"
        label={words.wording}
        hint={words.wordingHint}
        rows={3}
        value={oral.wording.value}
        onInput={(value) => {
          oral.wording.value = value;
        }}
      />
      <Select
        name="heardVia"
        label={words.via}
        value={oral.via.value}
        options={Object.entries(words.ways)}
        onInput={(value) => {
          oral.via.value = value;
        }}
      />
      <TimeField
        name="heard"
        label={words.heard}
        hint={words.heardHint}
        optional
        value={oral.heard.value}
        onInput={(value) => {
          oral.heard.value = value;
        }}
      />
      <ReadBack oral={oral} />
    </fieldset>
  );
}
