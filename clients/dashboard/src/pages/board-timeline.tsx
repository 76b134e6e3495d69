// What has happened, newest first, one sentence per event; its ground and number on demand.
import type { JournalEntry } from '../gen/ckl/v1/journal_pb';
import { EscalationLevel, type WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { useSignal } from '@preact/signals';
import type { EventCase } from '../fold/events';
import { nowSeconds } from '../state/clock';
import { type GroupedCase, lines } from '../state/groups';
import { rules } from '../state/store';
import { dayKey, dayOf, hhmm, hhmmss, iso, ms } from '../state/time';
import * as timeline from '../state/timeline';
import { say, spoken, t } from '../text';
import { actorName, type Names, namesOf, tell } from '../text/tell';
import { openDialog } from '../ui/dialogs';
import { Icon, LevelShape } from '../ui/icons';
import { LateOffline, LatePart } from '../ui/parts';

/** So much is drawn at first, and so much more at each press: the page stays quick on a phone. */
const firstShown = 40;
const moreShown = 160;

export function Timeline({ now }: { now: WorkspaceImage }) {
  const words = t().board;
  const shown = useSignal(firstShown);
  const all = timeline.entries.value;
  const grouped = lines(all, shown.value + 1);
  const entries = grouped.slice(0, shown.value);
  const hidden = grouped.length > entries.length;
  const names = namesOf(now, (id) => say(rules.value.get(id)?.name) || id);
  return (
    <section class="timeline" aria-labelledby="timeline-title">
      <div class="section-head">
        <h2 id="timeline-title">{words.timeline}</h2>
        <button type="button" onClick={() => openDialog({ kind: 'note' })}>
          <Icon name="note" /> {words.actions.note}
        </button>
      </div>
      <div class="card">
        <LatePart name="Axis" />
        <ScopeChoice />
        {entries.length === 0 && !timeline.loading.value && (
          <p class="empty">{timeline.failed.value ? words.loadFailed : words.noTimeline}</p>
        )}
        <div class="timeline-list">
          <LateOffline of="UnsentNotes" />
          <Days entries={entries} names={names} now={now} />
          {(hidden || timeline.hasOlder()) && (
            <button
              type="button"
              class="older"
              aria-disabled={timeline.loading.value}
              onClick={() => {
                shown.value += moreShown;
                if (!hidden) void timeline.loadOlder();
              }}
            >
              {words.older}
            </button>
          )}
        </div>
        {timeline.failed.value && entries.length > 0 && <p class="error">{words.loadFailed}</p>}
      </div>
    </section>
  );
}

function ScopeChoice() {
  const words = t().board.scope;
  const option = (scope: timeline.Scope, label: string) => (
    <label>
      <input
        type="radio"
        name="timeline-scope"
        checked={timeline.scope.value === scope}
        onChange={() => void timeline.choose(scope)}
      />
      <span>{label}</span>
    </label>
  );
  return (
    <fieldset class="choice scope">
      <legend class="sr-only">{words.label}</legend>
      <div class="segments">
        {option('important', words.important)}
        {option('all', words.all)}
      </div>
    </fieldset>
  );
}

interface DaysProps {
  entries: JournalEntry[][];
  names: Names;
  now: WorkspaceImage;
}

/** A heading for each day, so that hour 30 and hour 6 are not mixed up. */
function Days({ entries, names, now }: DaysProps) {
  const days: { key: string; time: number; entries: JournalEntry[][] }[] = [];
  for (const line of entries) {
    const time = ms(line[0]?.time) ?? 0;
    const key = dayKey(time);
    const last = days.at(-1);
    if (last?.key === key) last.entries.push(line);
    else days.push({ key, time, entries: [line] });
  }
  const seconds = nowSeconds.peek();
  const today = seconds === undefined ? '' : dayKey(seconds * 1000);
  return (
    <>
      {days.map((day) => (
        <div key={day.key} class="day">
          <h3>
            {day.key === today ? `${t().board.today}, ` : ''}
            {dayOf(day.time, spoken.value)}
          </h3>
          <ol>
            {day.entries.map((line) => (
              <Entry key={String(line.at(-1)?.sequence)} line={line} names={names} now={now} />
            ))}
          </ol>
        </div>
      ))}
    </>
  );
}

export const weighty = new Set<EventCase>([
  'levelChanged',
  'cklStateChanged',
  'extraordinaryDeclared',
  'committeeStateChanged',
  'incidentReported',
  'staffingGapRaised',
  'obligationOverdue',
  'powerRefused',
  'levelLeftUnconfirmed',
  'decisionMade',
  'takeoverEntered',
  'takeoverReturned',
  'alertChanged',
  'readinessAlarmChanged',
  'wartimeLawChanged',
]);
const light = new Set<EventCase>([
  'attemptStarted',
  'attemptHandedOver',
  'attemptDelivered',
  'attemptDoubted',
  'personNotified',
  'obligationReminded',
  'settingsAdopted',
  'planAdopted',
  'organisationAdopted',
]);

/** The sentence begins with who did it. */
function speaksForItself({ event, actor }: JournalEntry): boolean {
  return event.case === 'answerRecorded' && event.value.person === actor?.person;
}

/** A person did it, and the sentence does not say so; what machines did by themselves needs no name in the list. */
const showsActor = (entry: JournalEntry): boolean => Boolean(entry.actor?.person) && !speaksForItself(entry);

export function levelOf(entry: JournalEntry): EscalationLevel | undefined {
  if (entry.event.case === 'levelChanged') return entry.event.value.to;
  if (entry.event.case === 'extraordinaryDeclared') return EscalationLevel.EXTRAORDINARY;
  return undefined;
}

/** One sentence for the line: of its only entry, or of how many persons it concerns. */
export function sentenceOf(line: JournalEntry[], entry: JournalEntry, names: Names): string {
  if (line.length === 1) return tell(entry, names);
  const { event } = entry;
  const text = event.case === 'personNotified' ? say(event.value.text) : '';
  return t().board.many[event.case as GroupedCase](line.length, text);
}

interface EntryProps {
  line: JournalEntry[];
  names: Names;
  now: WorkspaceImage;
}

function Entry({ line, names, now }: EntryProps) {
  const entry = line[0] as JournalEntry;
  const time = ms(entry.time) ?? 0;
  const level = levelOf(entry);
  const kind = entry.event.case;
  const weight = kind && weighty.has(kind) ? 'weighty' : kind && light.has(kind) ? 'light' : '';
  const sentence = sentenceOf(line, entry, names);
  if (!sentence) return null;
  return (
    <li class={`entry ${weight} entry-${kind}`}>
      <time dateTime={iso(time)}>{hhmm(time)}</time>
      <span class="entry-mark" aria-hidden="true">
        {level !== undefined && <LevelShape level={level} />}
      </span>
      <div>
        <p class="sentence">{sentence}</p>
        {showsActor(entry) && <p class="entry-actor quiet">{actorName(entry, now)}</p>}
        <Ground line={line} entry={entry} time={time} names={names} actor={actorName(entry, now)} />
      </div>
    </li>
  );
}

interface GroundProps {
  line: JournalEntry[];
  entry: JournalEntry;
  time: number;
  names: Names;
  actor: string;
}

const personIn = (entry: JournalEntry): string =>
  (entry.event.value as { person?: string } | undefined)?.person ?? '';

function Ground({ line, entry, time, names, actor }: GroundProps) {
  const rule = rules.value.get(entry.rule);
  return (
    <details class="ground">
      <summary>
        <span class="sr-only">{t().board.details}</span>
        <Icon name="down" />
      </summary>
      <p class="quiet">
        {line.length > 1 && (
          <>
            {line.map((one) => names.person(personIn(one))).join(', ')}
            <br />
          </>
        )}
        {t().board.entry(String(entry.sequence))}, {hhmmss(time)}, {actor}
        {entry.rule && (
          <>
            <br />
            {t().common.rule} {entry.rule}
            {rule && `: ${say(rule.name)}`}
          </>
        )}
        {entry.basis.length > 0 && (
          <>
            <br />
            {t().common.basis}: {entry.basis.join(', ')}
          </>
        )}
      </p>
    </details>
  );
}
