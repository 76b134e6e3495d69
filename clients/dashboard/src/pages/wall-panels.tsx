// The panels of the wall: the same facts as at the desk, as many as can be read from five metres, and how many more there are.
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { type Obligation, ObligationState, type WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { openIncidents, openObligations } from '../state/derive';
import { lines } from '../state/groups';
import { gateways, healthByKind, inTrouble, isAway, posts, postsByNeed } from '../state/presence';
import { rules } from '../state/store';
import { hhmm, iso, ms } from '../state/time';
import { entries } from '../state/timeline';
import { say, t } from '../text';
import { nameOf, namesOf, roleName, unitName } from '../text/tell';
import { tw } from '../text/wall';
import { Countdown, left } from '../ui/countdown';
import { Icon, LevelShape } from '../ui/icons';
import { Axis } from './board-axis';
import { areaName, leadLinesNow } from './board-leads';
import { behindWords, kindsOf, postName } from './board-posts';
import { sentenceOf } from './board-timeline';

const most = { incidents: 7, duties: 3, leads: 4, entries: 3 };

interface PanelProps {
  name: string;
  title: string;
  count: number;
  /** So many are shown; the rest is told as a number. */
  shown: number;
  children: ComponentChildren;
}

function Panel({ name, title, count, shown, children }: PanelProps) {
  return (
    <section class={`wall-panel wall-${name}`} aria-labelledby={`wall-${name}-title`}>
      <h2 id={`wall-${name}-title`}>
        {title} {count > 0 && <span class="count">{count}</span>}
        {count > shown && <span class="wall-more">{tw().wall.more(count - shown)}</span>}
      </h2>
      {children}
    </section>
  );
}

interface OfNow {
  now: WorkspaceImage;
}

export function WallIncidents({ now }: OfNow) {
  const open = openIncidents(now);
  const shown = open.slice(0, most.incidents);
  const levels = [...new Set(shown.map((one) => one.level))];
  return (
    <Panel name="incidents" title={t().board.incidents} count={open.length} shown={most.incidents}>
      {open.length === 0 && <p class="quiet">{t().board.noIncidents}</p>}
      {levels.map((level) => (
        <div key={level} class="wall-group">
          <h3>
            <LevelShape level={level} /> {t().levelShort[level]}
          </h3>
          <ul>
            {shown.filter((one) => one.level === level).map((incident) => (
              <li key={incident.id} id={incident.id} class="wall-line">
                <strong>{incident.number}</strong> {nameOf(incident)}
                {(incident.provisional || incident.unconfirmed) && (
                  <span class="warning"> {incident.unconfirmed ? t().board.unconfirmedTag : t().board.provisionalTag}</span>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </Panel>
  );
}

export function WallDuties({ now }: OfNow) {
  const open = openObligations(now);
  return (
    <Panel name="duties" title={t().board.obligations} count={open.length} shown={most.duties}>
      {open.length === 0 && <p class="quiet">{tw().wall.noDuties}</p>}
      <ul>
        {open.slice(0, most.duties).map((duty) => (
          <Duty key={duty.id} duty={duty} now={now} />
        ))}
      </ul>
    </Panel>
  );
}

function Duty({ duty, now }: { duty: Obligation; now: WorkspaceImage }) {
  const due = ms(duty.due);
  const late = duty.state === ObligationState.OVERDUE || (due !== undefined && (left(due) ?? 0) < 0);
  const owner = [duty.owedByRole && roleName(duty.owedByRole), duty.owedByUnit && unitName(now, duty.owedByUnit)].filter(Boolean);
  const basis = rules.value.get(duty.rule)?.basis[0];
  return (
    <li class={late ? 'wall-duty duty-late' : 'wall-duty'}>
      <p class="wall-count">
        {due !== undefined ? (
          <Countdown due={due} />
        ) : late ? (
          <span class="late">
            <Icon name="late" /> {t().obligationState[ObligationState.OVERDUE]}
          </span>
        ) : (
          <span class="quiet">{t().common.noDue}</span>
        )}
      </p>
      <p class="wall-line">
        <strong>{say(duty.what)}</strong>
      </p>
      <p class="wall-line quiet">{[owner.join(', '), basis ? `${duty.rule}: ${basis}` : duty.rule].filter(Boolean).join(' · ')}</p>
    </li>
  );
}

export function WallLeads({ now }: OfNow) {
  const words = tw().leads;
  // What nobody leads must be seen; a line further down might not be.
  const all = leadLinesNow(now).sort((a, b) => Number(Boolean(a.leader)) - Number(Boolean(b.leader)));
  // Whoever wants them all opens the board at a desk: an extraordinary event informs most of the city.
  const names = (ids: string[]) => {
    const shown = ids.slice(0, ids.length > 2 ? 1 : 2).map((id) => unitName(now, id)).join(', ');
    return ids.length > 2 ? `${shown} +${ids.length - 1}` : shown;
  };
  return (
    <Panel name="leads" title={words.title} count={all.length} shown={most.leads}>
      {all.length > 0 && (
        <table>
          <thead>
            <tr>
              {[words.what, words.leads, words.supports, words.informed].map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {all.slice(0, most.leads).map((line) => (
              <tr key={line.id}>
                <th scope="row">{line.incident ? `${line.incident.number} ${nameOf(line.incident)}` : areaName(now, line)}</th>
                <td>
                  {line.leader ? (
                    <strong>{unitName(now, line.leader)}</strong>
                  ) : (
                    <strong class="warning">
                      <Icon name="late" /> {words.nobody}
                    </strong>
                  )}
                </td>
                <td>{names([...line.supports, ...line.asked]) || <span class="quiet">{words.none}</span>}</td>
                <td>{names(line.informed) || <span class="quiet">{words.none}</span>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

export function WallTimeline({ now }: OfNow) {
  const names = namesOf(now, (id) => say(rules.value.get(id)?.name) || id);
  const told = lines(entries.value.slice(0, 60))
    .map((line) => ({ line, first: line[0], words: line[0] ? sentenceOf(line, line[0], names) : '' }))
    .filter(({ words }) => words)
    .slice(0, most.entries);
  return (
    <Panel name="timeline" title={tw().axis.title} count={0} shown={0}>
      <Axis />
      <ol>
        {told.map(({ first, words }) => {
          const time = ms(first?.time) ?? 0;
          return (
            <li key={String(first?.sequence)}>
              <time dateTime={iso(time)}>{hhmm(time)}</time> <span>{words}</span>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}

/** One line each: what is in trouble, or that all is well. */
export function WallPosts() {
  useEffect(() => posts.use(), []);
  const words = tw().posts;
  const known = posts.value.value;
  if (!known) return null;
  const list = postsByNeed(known.posts);
  const away = list.filter((post) => isAway(post) && post.expected);
  const behind = list.filter((post) => !isAway(post) && post.behind > 0n);
  const calm = list.length === 0 ? words.none : words.allHere(list.filter((post) => !isAway(post)).length);
  const trouble = [
    away.length > 0 && words.missing(away.map(postName).join(', ')),
    ...behind.map((post) => words.lagging(postName(post), behindWords(post))),
  ].filter(Boolean);
  return <Health title={words.title} ill={trouble.length > 0} words={trouble.join(' · ') || calm} />;
}

export function WallGateways() {
  useEffect(() => gateways.use(), []);
  const words = tw().gateways;
  const known = gateways.value.value;
  if (!known) return null;
  const kinds = healthByKind(known);
  const ill = kinds.filter(inTrouble);
  const calm = kinds.length === 0 ? words.none : words.wellShort;
  return <Health title={words.title} ill={ill.length > 0} words={ill.length > 0 ? words.trouble(kindsOf(ill)) : calm} />;
}

function Health({ title, ill, words }: { title: string; ill: boolean; words: string }) {
  return (
    <p class={ill ? 'wall-health warning' : 'wall-health'}>
      <Icon name={ill ? 'late' : 'check'} />
      <span class="wall-line">
        <strong>{title}:</strong> {words}
      </span>
    </p>
  );
}
