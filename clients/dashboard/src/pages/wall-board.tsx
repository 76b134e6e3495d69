// The wall: everything of the board that is read from across the room, on one screen. Read-only; it never turns pages and stands for days.
import { useEffect } from 'preact/hooks';
import { AlertGrade } from '../gen/ckl/v1/governance_pb';
import { type Incident, type WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { stayAwake } from '../state/awake';
import { city, fetchCity } from '../state/city';
import { dataAge, heardTime, nowSeconds } from '../state/clock';
import { headline, openIncidents } from '../state/derive';
import { type Spot, spotOf } from '../state/map';
import { screen } from '../state/prefs';
import { soundAlarms } from '../state/sound';
import { contact, image } from '../state/store';
import { hhmmss, iso, span } from '../state/time';
import { t } from '../text';
import { tw } from '../text/wall';
import { At } from '../ui/countdown';
import { AlertShape, Icon, LevelShape } from '../ui/icons';
import { allowed, allowSound } from '../ui/tones';
import { Drawn } from './board-map';
import { WallDuties, WallGateways, WallIncidents, WallLeads, WallPosts, WallTimeline } from './wall-panels';

const oldAfterSeconds = 10;

export function WallBoard() {
  useEffect(() => stayAwake(), []);
  useEffect(() => soundAlarms(), []);
  const now = image.value;
  if (!now) return null;
  return (
    <div class="wall">
      <Head now={now} />
      <WallIncidents now={now} />
      <WallMap now={now} />
      <WallDuties now={now} />
      <WallLeads now={now} />
      <WallTimeline now={now} />
      <Foot />
    </div>
  );
}

function Head({ now }: { now: WorkspaceImage }) {
  const { level, since, provisional, unconfirmed } = headline(now);
  return (
    <header class={`wall-head posture-${level}`}>
      <LevelShape level={level} big />
      <div>
        <h1>{t().level[level]}</h1>
        <p>
          {since !== undefined && (
            <>
              {t().common.since('')}
              <At time={since} />
            </>
          )}
          {(provisional || unconfirmed) && (
            <strong class="warning"> {unconfirmed ? t().board.unconfirmedTag : t().board.provisionalTag}</strong>
          )}
        </p>
      </div>
      <dl>
        <Fact term={t().board.ckl} state={t().ckl[now.ckl]} />
        <Fact term={t().board.committee} state={t().committee[now.committee]} />
        {now.alert && now.alert.grade > AlertGrade.NONE && (
          <Fact
            term={t().alert.title}
            state={`${t().alert.grade[now.alert.grade]}${now.alert.inArea ? '' : ` – ${t().alert.elsewhere}`}`}
            shape={<AlertShape grade={now.alert.inArea ? now.alert.grade : AlertGrade.NONE} />}
          />
        )}
      </dl>
      <Clock />
    </header>
  );
}

interface FactProps {
  term: string;
  state: string | undefined;
  shape?: preact.ComponentChildren;
}

function Fact({ term, state, shape }: FactProps) {
  return (
    <div>
      <dt class={shape ? 'sr-only' : ''}>{term}:</dt>{' '}
      <dd>
        {shape} {state}
      </dd>
    </div>
  );
}

function Clock() {
  const seconds = nowSeconds.value;
  if (seconds === undefined) return null;
  return (
    <time class="wall-clock" dateTime={iso(seconds * 1000)} aria-label={tw().wall.clock}>
      {hhmmss(seconds * 1000)}
    </time>
  );
}

function WallMap({ now }: { now: WorkspaceImage }) {
  useEffect(() => void fetchCity(), []);
  const known = city.value;
  const spots: Spot[] = [];
  const off: Incident[] = [];
  for (const incident of openIncidents(now)) {
    const spot = known && spotOf(known, incident);
    if (spot) spots.push(spot);
    else off.push(incident);
  }
  return (
    <section class="wall-panel wall-map" aria-labelledby="wall-map-title">
      <h2 id="wall-map-title">{tw().map.title}</h2>
      <Drawn known={known} spots={spots} />
      {known && off.length > 0 && (
        <p class="wall-line quiet">
          {tw().map.unplaced}: {off.map(({ number }) => number).join(', ')}
        </p>
      )}
    </section>
  );
}

function Foot() {
  return (
    <footer class="wall-foot">
      <Contact />
      {contact.value === 'live' && (
        <>
          <WallPosts />
          <WallGateways />
        </>
      )}
      <Buttons />
    </footer>
  );
}

function Buttons() {
  return (
    <div class="wall-buttons">
      <button type="button" onClick={allowSound} aria-describedby="wall-sound">
        <Icon name={allowed.value ? 'check' : 'silent'} /> {allowed.value ? tw().wall.soundOn : tw().wall.soundOff}
      </button>
      <span id="wall-sound" class="sr-only">
        {allowed.value ? '' : tw().wall.soundHint}
      </span>
      <button
        type="button"
        onClick={() => {
          screen.value = 'desk';
        }}
      >
        {tw().wall.toDesk}
      </button>
    </div>
  );
}

/** Contact, how old the picture is when it is old, and the words over everything when contact is lost. */
function Contact() {
  const heard = heardTime.value;
  const age = dataAge.value ?? 0;
  const old = age > oldAfterSeconds && tw().wall.age(span(age * 1000));
  if (contact.value === 'lost') {
    return (
      <p class="wall-lost">
        <Icon name="broken" /> <strong>{heard === undefined ? tw().wall.lostNothing : tw().wall.lost(hhmmss(heard))}</strong>
        {old && heard !== undefined && <span> {old}</span>}
      </p>
    );
  }
  return (
    <p class={old ? 'wall-health warning' : 'wall-health'}>
      <Icon name={contact.value === 'live' ? 'check' : 'silent'} />
      <span class="wall-line">{old || (contact.value === 'live' ? t().contact.live : t().contact.connecting)}</span>
    </p>
  );
}
