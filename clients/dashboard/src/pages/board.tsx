// The board: the city's posture, its incidents, its duties with clocks, and what has happened.
import { AlertGrade, Confirmation } from '../gen/ckl/v1/governance_pb';
import { CommitteeState, EscalationLevel, type WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { calloutsByAge, headline, incidentOf, staffing } from '../state/derive';
import { hrefOf } from '../state/router';
import { screen } from '../state/prefs';
import { image } from '../state/store';
import { ms } from '../state/time';
import { t } from '../text';
import { nameOf } from '../text/tell';
import { At, countdownWords } from '../ui/countdown';
import { openDialog } from '../ui/dialogs';
import { AlertShape, Icon, LevelShape } from '../ui/icons';
import { LatePart, LateWall } from '../ui/parts';
import { StaffBar } from '../ui/staff-bar';
import { Incidents } from './board-incidents';
import { Obligations } from './board-obligations';
import { Timeline } from './board-timeline';

export function Board() {
  const now = image.value;
  if (!now) return null;
  if (screen.value === 'wall') return <LateWall />;
  return (
    <div class="board">
      <PostureBand now={now} />
      <div class="board-columns">
        <div class="board-main">
          <Staffing now={now} />
          <div class="board-first">
            <Incidents now={now} />
            <LatePart name="BoardFirst" />
          </div>
          <div class="board-side">
            <LatePart name="Undecided" />
            <Obligations now={now} />
            <LatePart name="BoardSide" />
          </div>
        </div>
        <Timeline now={now} />
      </div>
      <LatePart name="BoardFoot" />
    </div>
  );
}

function PostureBand({ now }: { now: WorkspaceImage }) {
  const { level, since, provisional, unconfirmed, confirmBy } = headline(now);
  return (
    <section class={`posture posture-${level}`} aria-labelledby="posture-title">
      <div class="posture-level">
        <LevelShape level={level} big />
        <div>
          <h1 id="posture-title">{t().level[level]}</h1>
          <p class="posture-since">
            {since !== undefined && level > EscalationLevel.NONE ? (
              <>
                {t().common.since('')}
                <At time={since} />
              </>
            ) : now.incidents.length > 0 && level <= EscalationLevel.NONE ? (
              t().board.quiet
            ) : (
              t().board.noIncidents
            )}
          </p>
          {provisional && !unconfirmed && (
            <p class="uncertain">
              <Icon name="late" /> {t().board.provisional}
              {confirmBy !== undefined && (
                <>
                  , {t().board.confirmBy('')}
                  <At time={confirmBy} /> (<span role="timer">{countdownWords(confirmBy)}</span>)
                </>
              )}
            </p>
          )}
          {unconfirmed && (
            <p class="uncertain">
              <Icon name="late" /> {t().board.unconfirmed}
            </p>
          )}
        </div>
      </div>
      <dl class="posture-facts">
        <Fact
          term={t().board.ckl}
          state={t().ckl[now.ckl] ?? ''}
          strong={now.ckl > 1}
          since={ms(now.cklSince)}
        >
          <button type="button" class="quiet-button" onClick={() => openDialog({ kind: 'ckl' })}>
            {t().board.actions.change}
            <span class="sr-only">: {t().board.ckl}</span>
          </button>
        </Fact>
        <Fact
          term={t().board.committee}
          state={t().committee[now.committee] ?? ''}
          strong={now.committee === CommitteeState.FUNCTIONING}
          since={ms(now.committeeSince)}
        >
          {now.committeeCauses.length > 0 && (
            <span class="quiet">
              {t().board.causes(now.committeeCauses.map((id) => causeName(now, id)).join(', '))}
            </span>
          )}
        </Fact>
        <AlertFact now={now} />
      </dl>
    </section>
  );
}

/** Höjd beredskap stands here while there is any, wherever it is; what is not for the city says that it is information. */
function AlertFact({ now }: { now: WorkspaceImage }) {
  const { alert } = now;
  const words = t().alert;
  if (!alert) return null;
  const raised = alert.grade > AlertGrade.NONE;
  if (!raised && !alert.readinessAlarm && !alert.law?.on && !alert.atWar) return null;
  const unconfirmed = now.records.some(
    (one) => one.id === alert.record && one.state === Confirmation.UNCONFIRMED,
  );
  const shape = raised && alert.inArea ? alert.grade : AlertGrade.NONE;
  return (
    <Fact
      term={words.title}
      state={words.grade[alert.grade] ?? ''}
      strong={raised && alert.inArea}
      since={raised ? ms(alert.from) : undefined}
      shape={<AlertShape grade={shape} />}
    >
      {raised && !alert.inArea && <span>{words.elsewhere}</span>}
      {alert.atWar && <strong>{words.war}</strong>}
      {alert.readinessAlarm && <strong>{words.alarm}</strong>}
      {alert.law?.on && <span>{words.law}</span>}
      {unconfirmed && (
        <span class="tag tag-warning">
          <Icon name="late" /> {t().board.unconfirmedTag}
        </span>
      )}
    </Fact>
  );
}

function causeName(now: WorkspaceImage, id: string): string {
  const incident = incidentOf(now, id);
  return incident ? nameOf(incident) : id;
}

interface FactProps {
  term: string;
  state: string;
  strong: boolean;
  since: number | undefined;
  shape?: preact.ComponentChildren;
  children?: preact.ComponentChildren;
}

function Fact({ term, state, strong, since, shape, children }: FactProps) {
  return (
    <div class={strong ? 'fact fact-strong' : 'fact'}>
      <dt>{term}</dt>
      <dd>
        <span class="fact-state">
          {shape} {state}
        </span>
        {since !== undefined && since > 0 && (
          <span class="quiet">
            {t().common.since('')}
            <At time={since} />
          </span>
        )}
        {children}
      </dd>
    </div>
  );
}

/** Running call-outs in one line each, then how long those who came last, and who is on duty. */
function Staffing({ now }: { now: WorkspaceImage }) {
  return (
    <section class="callout-lines" aria-label={t().board.callouts}>
      <CalloutLines now={now} />
      <LatePart name="StaffingOfBoard" />
    </section>
  );
}

function CalloutLines({ now }: { now: WorkspaceImage }) {
  const running = calloutsByAge(now).filter((callout) => !callout.ended);
  return (
    <>
      {running.map((callout) => {
        const { coming, wanted } = staffing(callout);
        const gap = callout.positions.some((position) => position.gap && !position.filled);
        const incident = incidentOf(now, callout.incident);
        return (
          <a
            key={callout.id}
            class="callout-line"
            href={hrefOf('/inkallning', callout.id)}
            data-page="/inkallning"
            data-on={callout.id}
          >
            <Icon name="callouts" />
            <span class="callout-line-words">
              <strong>{t().callouts.staffing(coming, wanted)}</strong>
              <span class="quiet">{incident ? nameOf(incident) : ''}</span>
            </span>
            <StaffBar coming={coming} wanted={wanted} />
            {gap && (
              <span class="tag tag-warning">
                <Icon name="late" /> {t().callouts.missing(wanted - coming)}
              </span>
            )}
            <Icon name="link" />
          </a>
        );
      })}
    </>
  );
}
