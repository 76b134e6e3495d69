// A date and a time on Stockholm's wall clock. A browser shows the field as its own language writes dates, 04/09 or 2017-04-09, so
// what was meant stands beside it in ours.
import { dayOf, hhmm } from '../state/time';
import { fromWall } from '../state/wall';
import { spoken } from '../text';
import { Field } from '../ui/form';

interface Props {
  name: string;
  label: string;
  hint?: string;
  optional?: boolean;
  value: string;
  onInput: (value: string) => void;
}

export function TimeField({ hint, value, ...rest }: Props) {
  const at = fromWall(value);
  const told = at === undefined ? hint : `${dayOf(at, spoken.value)} ${hhmm(at)}`;
  return <Field {...rest} type="datetime-local" hint={told} value={value} />;
}
