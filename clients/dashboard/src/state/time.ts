// Times as the staff reads them: Stockholm's wall clock, whatever the device is set to.
import type { Timestamp } from '@bufbuild/protobuf/wkt';

const zone = 'Europe/Stockholm';
const locale = 'sv-SE';

const minutes = new Intl.DateTimeFormat(locale, {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
});
const seconds = new Intl.DateTimeFormat(locale, {
  timeZone: zone,
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const isoDay = new Intl.DateTimeFormat(locale, { timeZone: zone, dateStyle: 'short' });
const shortDay = {
  sv: new Intl.DateTimeFormat('sv-SE', { timeZone: zone, day: 'numeric', month: 'short' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: 'numeric', month: 'short' }),
};
const longDay = {
  sv: new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'long' }),
  en: new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'long' }),
};

/** Milliseconds of a timestamp of the contract. */
export function ms(time: Timestamp | undefined): number | undefined {
  return time && Number(time.seconds) * 1000 + Math.floor(time.nanos / 1e6);
}

export function stamp(milliseconds: number): { seconds: bigint; nanos: number } {
  const whole = Math.floor(milliseconds / 1000);
  return { seconds: BigInt(whole), nanos: Math.round(milliseconds - whole * 1000) * 1e6 };
}

export const hhmm = (time: number): string => minutes.format(time);
export const hhmmss = (time: number): string => seconds.format(time);
export const sameDay = (a: number, b: number): boolean => isoDay.format(a) === isoDay.format(b);
export const dayOf = (time: number, language: 'sv' | 'en'): string => longDay[language].format(time);
export const dayKey = (time: number): string => isoDay.format(time);

/** "14:53", or "7 apr. 14:53" when it is not today in the workspace. */
export function when(time: number, now: number | undefined, language: 'sv' | 'en'): string {
  if (now === undefined || sameDay(time, now)) return hhmm(time);
  return `${shortDay[language].format(time)} ${hhmm(time)}`;
}

export const iso = (time: number): string => new Date(time).toISOString();

/** A span in the two largest units that matter: "2 d 3 h", "1 h 05 min", "4 min 09 s". */
export function span(milliseconds: number): string {
  const total = Math.max(0, Math.floor(milliseconds / 1000));
  const days = Math.floor(total / 86_400);
  const hours = Math.floor((total % 86_400) / 3_600);
  const mins = Math.floor((total % 3_600) / 60);
  const secs = total % 60;
  const two = (value: number) => String(value).padStart(2, '0');
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return `${hours} h ${two(mins)} min`;
  if (mins > 0) return `${mins} min ${two(secs)} s`;
  return `${secs} s`;
}

/** The same in whole minutes, for words that should not change every second. */
export function spanInMinutes(milliseconds: number): string {
  const mins = Math.max(0, Math.round(milliseconds / 60_000));
  if (mins < 1) return '< 1 min';
  if (mins < 60) return `${mins} min`;
  return span(mins * 60_000);
}
