// Draws what a verification came to: the verdict in a word and a shape, what is wrong, what is proved and what is not.
import type { Finding, Report } from './findings';
import type { Said } from './said';
import type { PageWords } from './words.sv';

export type Language = 'sv' | 'en';
type Child = Node | string | false;

export function element(name: string, about: Record<string, string>, ...children: Child[]): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(about)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== false));
  return made;
}

export type Verdict = 'good' | 'keyless' | 'bad';

export interface Shown { report: Report; name: string }

export const verdictOf = ({ report: { good, keyGiven } }: Shown): Verdict => (!good ? 'bad' : keyGiven ? 'good' : 'keyless');

/** What somebody who can not see the page is told when it is done. */
export function verdict(shown: Shown, words: PageWords): HTMLElement {
  const kind = verdictOf(shown);
  const { findings, more } = shown.report;
  const beside = findings.every(({ line, code }) => line === 0 && !['fork', 'tail', 'witness'].includes(code));
  const now = kind !== 'bad' ? words.verdictNow[kind] : beside ? words.verdictNow.beside : words.verdictNow.bad(findings.length + more);
  return element('div', { class: 'verdict', 'data-verdict': kind },
    element('div', {}, element('h2', {}, words.verdict[kind]), element('p', {}, now)));
}

function place({ line, entry, field }: Finding, words: PageWords): string {
  if (line === 0) return words.beside;
  const parts = [words.line(line), entry !== undefined && words.entry(entry), field !== undefined && words.field(field)];
  return parts.filter(Boolean).join(', ');
}

function faults({ findings, more }: Report, words: PageWords, language: Language): HTMLElement {
  const rows = findings.map((one) => element('tr', {},
    element('th', { scope: 'row' }, place(one, words)),
    element('td', {}, one[language], ' ', element('code', {}, one.code))));
  return element('section', {},
    element('h3', { id: 'wrong' }, words.wrong),
    element('table', { 'aria-labelledby': 'wrong' },
      element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, words.where), element('th', { scope: 'col' }, words.what))),
      element('tbody', {}, ...rows)),
    more > 0 && element('p', { class: 'quiet' }, words.more(more)));
}

const list = (title: string, kind: string, sentences: readonly Said[], language: Language): HTMLElement =>
  element('section', {}, element('h3', {}, title),
    element('ul', { class: kind }, ...sentences.map((one) => element('li', {}, one[language]))));

function facts({ report: { summary }, name }: Shown, words: PageWords, language: Language): HTMLElement {
  const { origin, workspace, mode, what, size, shown } = summary;
  const count = (value: number): string => value.toLocaleString(language);
  const known: Record<keyof PageWords['fact'], string> = {
    name,
    origin,
    workspace,
    mode: words.mode[mode] ?? '',
    selection: what === 'whole' ? words.whole : what,
    size: origin && count(size),
    shown: origin && count(shown),
  };
  const rows = Object.entries(known).filter(([, value]) => value).map(([label, value]) =>
    element('div', {}, element('dt', {}, words.fact[label as keyof typeof known]), element('dd', {}, value)));
  return element('section', {}, element('h3', {}, words.facts), element('dl', {}, ...rows));
}

export function details(shown: Shown, words: PageWords, language: Language): HTMLElement[] {
  const { report } = shown;
  return [
    ...(report.good ? [] : [faults(report, words, language)]),
    ...(report.proved.length > 0 ? [list(words.proved, 'proved', report.proved, language)] : []),
    ...(report.unproved.length > 0 ? [list(words.unproved, 'unproved', report.unproved, language)] : []),
    facts(shown, words, language),
  ];
}
