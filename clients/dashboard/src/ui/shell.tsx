// What stands around every page: exercise banner, status strip, navigation, contact notices.
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Mode } from '../gen/ckl/v1/model_pb';
import { clockRate, dataAge, heardTime, nowSeconds } from '../state/clock';
import { headline } from '../state/derive';
import { hrefOf, hrefOfWorkspace, type Page, page } from '../state/router';
import {
  contact,
  fault,
  gatewayFaults,
  hello,
  image,
  lostSince,
  mode,
  noSuchWorkspace,
  who,
  workspace,
  workspaces,
} from '../state/store';
import { hhmmss, iso, spanInMinutes, when } from '../state/time';
import { say, spoken, t } from '../text';
import { roleName } from '../text/tell';
import { Icon, type IconName, LevelShape } from './icons';
import { LateExercise, LateOffline, LateSounds } from './parts';
import { Settings } from './settings';

const tabs: readonly { page: Page; icon: IconName; word: 'board' | 'alarm' | 'callouts' | 'declare' | 'log' }[] = [
  { page: '/', icon: 'board', word: 'board' },
  { page: '/inkallning', icon: 'callouts', word: 'callouts' },
  { page: '/larma', icon: 'alarm', word: 'alarm' },
  { page: '/dagbok', icon: 'log', word: 'log' },
  { page: '/forklara', icon: 'declare', word: 'declare' },
];

export const settingsOpen = { toggle: () => {} };

export function Shell({ children }: { children: ComponentChildren }) {
  return (
    <div class="app">
      <a class="skip" href="#main" onClick={skipToMain}>
        {t().skip}
      </a>
      <header class="top">
        <ExerciseBanner />
        <Strip />
        <Notices />
        <LateSounds name="Rings" />
        <LateExercise />
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

function skipToMain(event: Event): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function ExerciseBanner() {
  if (mode.value !== Mode.EXERCISE && mode.value !== Mode.TEST) return null;
  const name = say(image.value?.name ?? hello.value?.name);
  const word = mode.value === Mode.TEST ? t().mode.test : t().mode.banner;
  return (
    <p class="exercise-banner">
      <strong>{word}</strong>
      {name && <span class="exercise-name">{name}</span>}
      <span class="exercise-note">{t().mode.bannerNote}</span>
    </p>
  );
}

function Strip() {
  return (
    <div class="strip">
      <div class="strip-left">
        <WorkspaceSwitch />
        <Posture />
      </div>
      <nav class="tabs" aria-label={t().nav.label}>
        {tabs.map((tab) => (
          <a
            key={tab.page}
            href={hrefOf(tab.page)}
            data-page={tab.page}
            aria-current={currentOf(tab.page)}
          >
            <Icon name={tab.icon} />
            <span>{t().nav[tab.word]}</span>
          </a>
        ))}
      </nav>
      <div class="strip-right">
        <ContactState />
        <Clock />
        <SettingsButton />
      </div>
    </div>
  );
}

/** A page under another one is in its tab. */
function currentOf(tab: Page): 'page' | 'true' | undefined {
  if (page.value === tab) return 'page';
  return tab !== '/' && page.value.startsWith(`${tab}/`) ? 'true' : undefined;
}

function WorkspaceSwitch() {
  const listed = workspaces.value.some((one) => one.workspace === workspace);
  const ownName = say(image.value?.name ?? hello.value?.name) || workspace;
  const modes: Record<number, string> = {
    [Mode.LIVE]: t().workspace.live,
    [Mode.EXERCISE]: t().workspace.exercise,
    [Mode.TEST]: t().workspace.test,
  };
  return (
    <label class="workspace-switch">
      <span class="sr-only">{t().workspace.label}</span>
      <select
        value={workspace}
        onChange={(event) => location.assign(hrefOfWorkspace(event.currentTarget.value))}
      >
        {!listed && <option value={workspace}>{ownName}</option>}
        {workspaces.value.map((one) => {
          const name = say(one.name) || one.workspace;
          const kind = modes[one.mode] ?? '';
          const told = !kind || name.toLowerCase().includes(kind);
          return (
            <option key={one.workspace} value={one.workspace}>
              {told ? name : `${name} (${kind})`}
            </option>
          );
        })}
      </select>
    </label>
  );
}

function Posture() {
  const now = image.value;
  if (!now) return null;
  const { level, provisional, unconfirmed } = headline(now);
  return (
    <a class="posture-chip" href={hrefOf('/')} data-page="/">
      <LevelShape level={level} />
      <span>
        {t().levelShort[level]}
        {(provisional || unconfirmed) && (
          <small>{unconfirmed ? t().board.unconfirmedTag : t().board.provisionalTag}</small>
        )}
      </span>
    </a>
  );
}

function ContactState() {
  const state = contact.value;
  const words =
    state === 'live'
      ? t().contact.live
      : state === 'connecting'
        ? t().contact.connecting
        : t().contact.lostShort;
  return (
    <span class={`contact contact-${state}`}>
      <Icon name={state === 'live' ? 'check' : state === 'lost' ? 'broken' : 'silent'} />
      <span class="tabular">
        {words}
        {state === 'live' && dataAge.value !== undefined && (
          <span class="data-age" title={t().contact.liveAge(`${dataAge.value} s`)}>
            {' · '}
            {dataAge.value} s
          </span>
        )}
      </span>
    </span>
  );
}

function Clock() {
  const seconds = nowSeconds.value;
  if (seconds === undefined) return null;
  const rate = clockRate();
  return (
    <span class="clock">
      <time dateTime={iso(seconds * 1000)} aria-label={t().contact.clock}>
        {hhmmss(seconds * 1000)}
      </time>
      {rate !== 1 && (
        <span class="rate" title={t().contact.rate(rate)}>
          ×{rate}
        </span>
      )}
    </span>
  );
}

function SettingsButton() {
  const open = useSignal(false);
  settingsOpen.toggle = () => {
    open.value = !open.value;
  };
  const person = who.value?.person;
  const role = who.value?.mandates[0]?.role;
  const words = person?.name || (role ? roleName(role) : '');
  return (
    <>
      <button type="button" class="who" onClick={settingsOpen.toggle} aria-haspopup="dialog">
        <Icon name="gear" />
        <span class="who-name">{words || t().menu.open}</span>
        <span class="sr-only">{words ? `, ${t().menu.open}` : ''}</span>
      </button>
      {open.value && <Settings onClose={settingsOpen.toggle} />}
    </>
  );
}

/** Of when the picture is and, from a minute on, how old. */
function seeing(heard: number): string {
  const age = dataAge.value ?? 0;
  const now = nowSeconds.value;
  return t().contact.lostSeeing(when(heard, now && now * 1000, spoken.value), age < 60 ? '' : spanInMinutes(age * 1000));
}

/** Lost contact, a server that accepts nothing, gateways that do not work: in words, on every page. */
function Notices() {
  const since = lostSince.value;
  const heard = heardTime.value;
  return (
    <div class="notices">
      {contact.value === 'lost' && (
        <p class="notice notice-lost">
          <Icon name="broken" />
          <span>
            <strong>{since === undefined ? t().contact.lostNothing : t().contact.lost(hhmmss(since))}</strong>
            {heard !== undefined && ` – ${seeing(heard)}. `}
            {t().contact.retrying}
          </span>
        </p>
      )}
      <LateOffline of="OfflineNotices" />
      {noSuchWorkspace.value && contact.value !== 'live' && (
        <p class="notice notice-lost">
          <Icon name="late" />
          <span>
            {t().contact.noWorkspace(workspace)} <a href="/">{t().contact.toLive}</a>
          </span>
        </p>
      )}
      {fault.value && (
        <p class="notice notice-fault">
          <Icon name="late" />
          <span>
            <strong>{t().contact.fault}:</strong> {say(fault.value)}
          </span>
        </p>
      )}
      {who.value && who.value.lostBrowsers > 0 && (
        <p class="notice notice-gateway">
          <Icon name="late" />
          <span>
            {t().menu.lost} <a href="/telefon">{t().menu.telephone}</a>
          </span>
        </p>
      )}
      {gatewayFaults.value.map((one) => (
        <p class="notice notice-gateway" key={one.sv}>
          <Icon name="late" />
          <span>
            <strong>{t().contact.gateway}:</strong> {say(one)}
          </span>
        </p>
      ))}
    </div>
  );
}
