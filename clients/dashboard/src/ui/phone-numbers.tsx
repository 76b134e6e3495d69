// Numbers to call when the alarm can't be sent. All but 112 are from the series that PTS keeps for fiction.
import { t } from '../text';
import { Icon } from './icons';

const numbers = [
  { word: 'officer', tel: '+46846500410', shown: '08-465 004 10' },
  { word: 'reserve', tel: '+46846500411', shown: '08-465 004 11' },
  { word: 'staff', tel: '+46846500420', shown: '08-465 004 20' },
  { word: 'sos', tel: '112', shown: '112' },
] as const;

export function PhoneNumbers() {
  return (
    <ul class="phone-numbers">
      {numbers.map((one) => (
        <li key={one.tel}>
          <a href={`tel:${one.tel}`}>
            <Icon name="ring" />
            <span>{t().alarm.numbers[one.word]}</span>
            <strong class="tabular">{one.shown}</strong>
          </a>
        </li>
      ))}
    </ul>
  );
}
