// The door of the dashboard: takes the sign-in token or the invitation out of the address before anything else, then draws the page.
import { effect } from '@preact/signals';
import { render } from 'preact';
import './styles/tokens.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/board.css';
import './styles/map.css';
import './styles/wall.css';
import './styles/callouts.css';
import './styles/relief.css';
import './styles/alarm.css';
import './styles/declare.css';
import './styles/offline.css';
import './styles/exercise.css';
import './styles/keys.css';
import './styles/log.css';
import './styles/print.css';
import { App } from './app';
import { Mode } from './gen/ckl/v1/model_pb';
import { startTicking } from './state/clock';
import { applyPrefs, language } from './state/prefs';
import { followLinks, page, subject } from './state/router';
import { connect, contact, image, mode, session } from './state/store';
import { fetchEnglish, spoken, t } from './text';
import { watchForWords } from './ui/announce';
import { fetchOffline, fetchParts } from './ui/parts';
import { listenForShortcuts } from './ui/shortcuts';

function takeSecret(): string {
  const secret = location.hash.slice(1);
  if (page.peek() !== '/signin' && !(page.peek() === '/nyckel' && secret.startsWith('cklp_'))) return '';
  history.replaceState(null, '', location.pathname + location.search);
  return secret;
}

/** As the style sheets know them. */
const modeNames: Partial<Record<Mode, string>> = {
  [Mode.LIVE]: 'live',
  [Mode.EXERCISE]: 'exercise',
  [Mode.TEST]: 'test',
};

const secret = takeSecret();
if (/[?&]lang=en\b/.test(location.search)) language.value = 'en';
applyPrefs();
followLinks();

effect(() => {
  const names = {
    '/': t().nav.board,
    '/larma': t().nav.alarm,
    '/inkallning': t().nav.callouts,
    '/inkallning/avlosning': t().nav.relief,
    '/inkallning/beredskap': t().nav.duty,
    '/forklara': t().nav.declare,
    '/dagbok': t().nav.log,
    '/nyckel': t().nav.keys,
    '/signin': t().nav.signIn,
  };
  const exercise = mode.value === Mode.EXERCISE ? 'ÖVNING – ' : '';
  document.title = `${exercise}${names[page.value]} – ckl`;
  document.documentElement.dataset['mode'] = modeNames[mode.value] ?? '';
});

effect(() => {
  document.documentElement.lang = spoken.value;
});

/** Contact may be lost at any moment, and what was not needed yet should open then too: it is fetched as soon as there is a picture. */
effect(() => {
  if (image.value) fetchParts(page.value);
  if (image.value || contact.value === 'lost' || session.value === 'out') fetchOffline();
});

let shownPage = page.peek();

/** A new page is read from its beginning; a link to one thing brings that thing into view. */
effect(() => {
  const target = subject.value;
  const moved = page.value !== shownPage;
  shownPage = page.value;
  setTimeout(() => {
    if (moved) {
      document.getElementById('main')?.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    if (target) document.getElementById(target)?.scrollIntoView({ block: 'start' });
  });
});

async function draw(): Promise<void> {
  // Whoever has chosen English does not see Swedish first.
  if (language.peek() === 'en') await fetchEnglish();
  const root = document.getElementById('app');
  if (root) render(<App secret={secret} />, root);
}

void draw();
if (page.peek() !== '/signin' && !secret) {
  startTicking();
  watchForWords();
  listenForShortcuts();
  void connect();
}
