// One of a few settings, as buttons in a row.
import type { Signal } from '@preact/signals';

interface ChoiceProps<T extends string> {
  name: string;
  label: string;
  value: Signal<T>;
  options: readonly (readonly [T, string])[];
}

export function Choice<T extends string>({ name, label, value, options }: ChoiceProps<T>) {
  return (
    <fieldset class="choice">
      <legend>{label}</legend>
      <div class="segments">
        {options.map(([key, words]) => (
          <label key={key}>
            <input
              type="radio"
              name={name}
              checked={value.value === key}
              onChange={() => {
                value.value = key;
              }}
            />
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
