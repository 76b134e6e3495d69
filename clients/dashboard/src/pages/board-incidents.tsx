// The incidents of the board, each with what can be done about it.
import { EscalationLevel, type Incident, type WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { isOpen, openIncidents } from '../state/derive';
import { hrefOf, subject } from '../state/router';
import { ms } from '../state/time';
import { t } from '../text';
import { nameOf, unitName } from '../text/tell';
import { At, countdownWords } from '../ui/countdown';
import { openDialog } from '../ui/dialogs';
import { Icon, KindIcon, LevelShape } from '../ui/icons';

export function Incidents({ now }: { now: WorkspaceImage }) {
  const open = openIncidents(now);
  const closed = now.incidents.filter((one) => !isOpen(one)).reverse();
  return (
    <section aria-labelledby="incidents-title" class="incidents">
      <div class="section-head">
        <h2 id="incidents-title">
          {t().board.incidents} {open.length > 0 && <span class="count">{open.length}</span>}
        </h2>
        <a class="button" href={hrefOf('/larma')} data-page="/larma">
          <Icon name="alarm" /> {t().nav.alarm}
        </a>
      </div>
      {open.length === 0 && <p class="empty">{t().board.noIncidents}</p>}
      {open.map((incident) => (
        <IncidentCard key={incident.id} incident={incident} now={now} />
      ))}
      {closed.length > 0 && (
        <details class="closed-incidents">
          <summary>{t().board.closedIncidents(closed.length)}</summary>
          <ul>
            {closed.map((incident) => (
              <li key={incident.id}>
                <span class="tabular">{t().common.number(incident.number)}</span> {nameOf(incident)}{' '}
                <span class="quiet">{t().phase[incident.phase]}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function IncidentCard({ incident, now }: { incident: Incident; now: WorkspaceImage }) {
  const since = ms(incident.levelSince);
  const confirmBy = ms(incident.confirmBy);
  const registered = ms(incident.registeredTime);
  // The server names an incident by its kind when nobody has given it a headline.
  const named = nameOf(incident) !== t().kind[incident.kind];
  return (
    <article
      id={incident.id}
      class={`card incident level-${incident.level} ${subject.value === incident.id ? 'chosen' : ''}`}
    >
      <header>
        <LevelShape level={incident.level} />
        <div>
          <h3>{nameOf(incident)}</h3>
          <p class="incident-level">
            <strong>{t().levelShort[incident.level] && t().level[incident.level]}</strong>{' '}
            {since !== undefined && (
              <>
                {t().common.since('')}
                <At time={since} />
              </>
            )}
          </p>
        </div>
      </header>
      <Uncertain incident={incident} confirmBy={confirmBy} />
      <ul class="facts">
        <li class="tabular">{t().common.number(incident.number)}</li>
        {named && (
          <li>
            <KindIcon kind={incident.kind} /> {t().kind[incident.kind]}
          </li>
        )}
        {incident.place && <li>{incident.place}</li>}
        {registered !== undefined && (
          <li>
            {t().common.reported('')}
            <At time={registered} />
          </li>
        )}
        <li>{t().phase[incident.phase]}</li>
        {incident.onCkl && <li>{t().board.onCkl}</li>}
        {incident.owner && (
          <li>
            {t().board.owner}: {unitName(now, incident.owner)}
          </li>
        )}
      </ul>
      {incident.text && <p class="incident-text">{incident.text}</p>}
      <CriteriaOf incident={incident} />
      <Actions incident={incident} now={now} />
    </article>
  );
}

function Uncertain({ incident, confirmBy }: { incident: Incident; confirmBy: number | undefined }) {
  if (incident.unconfirmed) {
    return (
      <p class="uncertain">
        <Icon name="late" /> {t().board.unconfirmed}
      </p>
    );
  }
  if (!incident.provisional) return null;
  return (
    <p class="uncertain">
      <Icon name="late" /> {t().board.provisionalTag}
      {confirmBy !== undefined && (
        <>
          {', '}
          {t().board.confirmBy('')}
          <At time={confirmBy} /> (<span role="timer">{countdownWords(confirmBy)}</span>)
        </>
      )}
    </p>
  );
}

function CriteriaOf({ incident }: { incident: Incident }) {
  const { criteria } = incident;
  if (!criteria) return null;
  const items = t().criteria;
  return (
    <details class="criteria-in-force">
      <summary>{t().board.reason}</summary>
      <dl>
        <dt>{items.departsFromNormal}</dt>
        <dd>{criteria.departsFromNormal}</dd>
        <dt>{items.seriousDisturbance}</dt>
        <dd>{criteria.seriousDisturbance}</dd>
        <dt>{items.urgentAction}</dt>
        <dd>{criteria.urgentAction}</dd>
      </dl>
    </details>
  );
}

function Actions({ incident, now }: { incident: Incident; now: WorkspaceImage }) {
  const { id } = incident;
  const words = t().board.actions;
  const callout = now.callouts.find((one) => one.incident === id && !one.ended);
  const extraordinary = incident.level === EscalationLevel.EXTRAORDINARY;
  const idle = extraordinary && !now.committeeCauses.includes(id);
  return (
    <div class="actions">
      {(incident.provisional || incident.unconfirmed) && (
        <button type="button" class="primary" onClick={() => openDialog({ kind: 'confirm', incident: id })}>
          {words.confirm}
        </button>
      )}
      <button type="button" onClick={() => openDialog({ kind: 'level', incident: id })}>
        {words.level}
      </button>
      {callout ? (
        <a class="button" href={hrefOf('/inkallning', callout.id)} data-page="/inkallning" data-on={callout.id}>
          {words.openCallout}
        </a>
      ) : (
        <button type="button" onClick={() => openDialog({ kind: 'start-callout', incident: id })}>
          {words.startCallout}
        </button>
      )}
      <button type="button" onClick={() => openDialog({ kind: 'note', incident: id })}>
        {words.note}
      </button>
      {idle && (
        <button type="button" onClick={() => openDialog({ kind: 'decide-committee', incident: id })}>
          {words.startCommittee}
        </button>
      )}
      {!extraordinary && incident.level === EscalationLevel.SERIOUS && (
        <a class="button" href={hrefOf('/forklara', id)} data-page="/forklara" data-on={id}>
          {words.declare}
        </a>
      )}
      {incident.level <= EscalationLevel.NONE && (
        <button type="button" onClick={() => openDialog({ kind: 'close-incident', incident: id })}>
          {words.closeIncident}
        </button>
      )}
    </div>
  );
}
