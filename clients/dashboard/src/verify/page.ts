// «Granska loggen»: whoever has a file from the log chooses it here and is told whether it is unaltered. A page of its own without
// anything of the dashboard; it asks the server for nothing once it is open.
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/shell.css';
import styles from './page.css?url';
import { details, element, type Language, type Shown, verdict } from './result';
import { speak } from './said';
import { verify } from './verify';
import { type PageWords, wordsSv } from './words.sv';

let language: Language = 'sv';
let words: PageWords = wordsSv;
let shown: Shown | undefined;
/** Counts what was asked for, so that an older answer knows that nobody waits for it. */
let asked = 0;
let isMissing = false;
let isRunning = false;

function keep(name: string, value?: string): string | null {
  try {
    if (value !== undefined) localStorage.setItem(name, value);
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

// These stay when the language is changed, with what stands in them.
const file = element('input', { type: 'file', id: 'file', 'aria-describedby': 'file-hint trouble' }) as HTMLInputElement;
const keys = element('textarea', { id: 'keys', spellcheck: 'false', 'aria-describedby': 'keys-hint' }) as HTMLTextAreaElement;
const elsewhere =
  element('textarea', { id: 'elsewhere', spellcheck: 'false', 'aria-describedby': 'elsewhere-hint' }) as HTMLTextAreaElement;
const complaint = element('p', { class: 'error', id: 'trouble', role: 'alert' });
const bar = element('progress', { max: '1' }) as HTMLProgressElement;
const running = element('label', { class: 'running quiet', hidden: '' });
const form = element('form', { class: 'card' });
const answer = element('div', { role: 'status' });
const rest = element('div', { class: 'details' });
const other = element('button', { type: 'button', class: 'quiet-button' });

function field(input: HTMLElement, label: string, hint: string): HTMLElement {
  const { id } = input;
  return element('div', { class: 'field' },
    element('label', { for: id }, label), input, element('p', { class: 'hint', id: `${id}-hint` }, hint));
}

/** All that is there before anything is answered. */
function frame(): void {
  document.documentElement.lang = language;
  document.title = `${words.title} – ckl`;
  running.replaceChildren(words.reading, bar);
  form.replaceChildren(
    field(file, words.file, words.fileHint),
    field(keys, words.keys, words.keysHint),
    field(elsewhere, words.elsewhere, words.elsewhereHint),
    complaint,
    element('div', { class: 'buttons' }, element('button', { class: 'primary' }, words.go)),
    running);
  other.textContent = words.language;
  other.lang = language === 'sv' ? 'en' : 'sv';
  document.getElementById('main')?.replaceChildren(
    element('header', {}, element('h1', {}, words.title), element('p', { class: 'lead' }, words.lead)),
    form,
    element('section', { class: 'result' }, answer, rest),
    element('p', { class: 'buttons' }, element('a', { class: 'button', href: '/' }, words.back), other));
  tell();
}

function tell(): void {
  complaint.textContent = isMissing ? words.noFile : '';
  running.hidden = !isRunning;
  answer.replaceChildren(...(shown ? [verdict(shown, words)] : []));
  rest.replaceChildren(...(shown ? details(shown, words, language) : []));
}

/** What was said before holds no longer. */
function clear(): void {
  asked += 1;
  shown = undefined;
  isMissing = false;
  isRunning = false;
}

/** A turn of the page's loop. A timer would wait longer each time. */
const breathe = (): Promise<void> => new Promise((resolve) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    resolve();
  };
  port2.postMessage(0);
});

async function run(): Promise<void> {
  const [one] = file.files ?? [];
  clear();
  isMissing = !one;
  isRunning = !isMissing;
  const own = asked;
  bar.value = 0;
  tell();
  if (!one) return file.focus();
  const { size, name } = one;
  const read = async (from: number, to: number) => new Uint8Array(await one.slice(from, to).arrayBuffer());
  const watch = { progress: (done: number) => void (bar.value = done / size), gone: () => asked !== own, breathe };
  const report = await verify({ size, read }, { keys: keys.value, elsewhere: elsewhere.value }, watch);
  if (asked !== own) return;
  clear();
  shown = { report, name };
  tell();
  answer.scrollIntoView({ block: 'nearest' });
}

function listen(): void {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void run();
  });
  file.addEventListener('change', () => void run());
  // An answer is of what was given when it was asked for.
  form.addEventListener('input', () => {
    clear();
    tell();
  });
  other.addEventListener('click', () => void turn(language === 'sv' ? 'en' : 'sv').then(() => other.focus()));
  // A file that is let go beside the field would else be opened in place of the page.
  addEventListener('dragover', (event) => event.preventDefault());
  addEventListener('drop', (event) => {
    event.preventDefault();
    const dropped = event.dataTransfer?.files;
    if (!dropped?.length) return;
    file.files = dropped;
    void run();
  });
}

/** English is fetched the first time; without contact the page stays as it is. */
async function turn(to: Language): Promise<void> {
  if (to === 'en') {
    try {
      const { saidEn, wordsEn } = await import('./english');
      speak(saidEn);
      words = wordsEn;
    } catch {
      return;
    }
  } else words = wordsSv;
  language = to;
  keep('ckl.language', to);
  frame();
}

function start(): void {
  const theme = keep('ckl.theme') ?? 'auto';
  const dark = matchMedia('(max-width: 43.75em) and (prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.dataset['theme'] = theme === 'auto' ? dark : theme;
  // Its rules stand apart from the one style sheet, which every page waits for.
  document.head.append(element('link', { rel: 'stylesheet', href: styles }));
  listen();
  frame();
  if (keep('ckl.language') === 'en') void turn('en');
}

start();
