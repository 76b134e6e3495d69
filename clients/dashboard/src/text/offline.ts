// The words about what is not sent yet, in both languages: they are needed without contact, so neither is fetched when it is lost.
import { spoken } from './index';

const sv = {
  kept: (at: string) => `Ej sänd. Sparad ${at} i den här webbläsaren, sänds när kontakten är tillbaka.`,
  notSent: 'Ej sänd',
  title: 'Ej sänt',
  waits: 'Sparad i den här webbläsaren. Sänds när kontakten är tillbaka.',
  refused: 'Togs inte emot',
  edit: 'Ändra och sänd',
  drop: 'Ta bort',
  count: (n: number) => (n === 1 ? '1 sak är ej sänd än' : `${n} saker är ej sända än`),
  countNow: 'Sänds av sig själv när kontakten är tillbaka.',
  refusedCount: (n: number) => (n === 1 ? '1 sak togs inte emot' : `${n} saker togs inte emot`),
  refusedNow: 'Läs varför och ändra eller ta bort.',
  show: 'Visa',
  answer: (words: string, at: string) => `Ditt svar ${at}: ${words}.`,
  coming: (minutes: number) => (minutes ? `kommer om ${minutes} min` : 'kommer'),
  cannot: 'kan inte',
  version: 'Det finns en ny version av sidan.',
  take: 'Byt till den',
};

const en: typeof sv = {
  kept: (at) => `Not sent. Kept ${at} in this browser, sent when contact is back.`,
  notSent: 'Not sent',
  title: 'Not sent',
  waits: 'Kept in this browser. Sent when contact is back.',
  refused: 'Was not accepted',
  edit: 'Change and send',
  drop: 'Remove',
  count: (n) => (n === 1 ? '1 thing is not sent yet' : `${n} things are not sent yet`),
  countNow: 'Sent by itself when contact is back.',
  refusedCount: (n) => (n === 1 ? '1 thing was not accepted' : `${n} things were not accepted`),
  refusedNow: 'Read why, and change or remove it.',
  show: 'Show',
  answer: (words, at) => `Your answer ${at}: ${words}.`,
  coming: (minutes) => (minutes ? `coming in ${minutes} min` : 'coming'),
  cannot: 'cannot',
  version: 'There is a new version of the page.',
  take: 'Change to it',
};

export const to = (): typeof sv => (spoken.value === 'en' ? en : sv);

/** Why a kept answer is not handed over. */
export const answeredLater = {
  sv: 'Du har svarat på annat sätt efter det här. Det senare svaret gäller.',
  en: 'You have answered in another way after this. The later answer stands.',
};

/** Stands in the log beside an answer that was given without contact, so that both times are there. */
export const givenAt = (at: string): string => `svarat ${at} utan kontakt, sänt senare`;
