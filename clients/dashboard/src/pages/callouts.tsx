// The call-out board: who is coming, who is still being asked, and where staff is lacking.
import { useSignal } from '@preact/signals';
import { Answer, CallState, type Callout, type WorkspaceImage } from '../gen/ckl/v1/model_pb';
import {
  calloutsByAge,
  callsOfPerson,
  incidentOf,
  type MyCall,
  personOf,
  staffing,
} from '../state/derive';
import { hrefOf } from '../state/router';
import { image, who } from '../state/store';
import { ms, spanInMinutes } from '../state/time';
import { t } from '../text';
import { nameOf, personName, positionName } from '../text/tell';
import { agoWords, At, atWords, left } from '../ui/countdown';
import { UnclearAnswers } from './unclear';
import { openDialog } from '../ui/dialogs';
import { ProgressLine, Refusal, useCommand } from '../ui/form';
import { Icon, LevelShape } from '../ui/icons';
import { LateOffline, LateOwnRelief } from '../ui/parts';
import { StaffBar } from '../ui/staff-bar';
import { SubNav } from '../ui/subnav';
import { PositionList } from './callout-people';

export function Callouts() {
  const now = image.value;
  if (!now) return null;
  const all = calloutsByAge(now);
  const running = all.filter((one) => !one.ended);
  const ended = all.filter((one) => one.ended);
  const me = who.value?.person?.id ?? '';
  const mine = me && personOf(now, me) ? callsOfPerson(now, me) : [];
  return (
    <div class="callouts">
      <h1>{t().callouts.title}</h1>
      <SubNav />
      {mine.map((call) => (
        <MyCallCard key={call.callout.id + call.call.position} mine={call} now={now} />
      ))}
      <LateOffline of="UnsentAnswers" />
      <LateOwnRelief now={now} />
      <UnclearAnswers now={now} />
      {running.length === 0 && (
        <div class="empty-page">
          <p>
            <strong>{t().callouts.none}</strong> {t().callouts.noneLead}
          </p>
          <a class="button" href={hrefOf('/larma')} data-page="/larma">
            {t().nav.alarm}
          </a>
        </div>
      )}
      {running.map((callout) => (
        <CalloutCard key={callout.id} callout={callout} now={now} />
      ))}
      {ended.length > 0 && (
        <details class="ended-callouts" open={running.length === 0}>
          <summary>{t().callouts.endedList(ended.length)}</summary>
          {ended.map((callout) => (
            <CalloutCard key={callout.id} callout={callout} now={now} />
          ))}
        </details>
      )}
    </div>
  );
}

function CalloutCard({ callout, now }: { callout: Callout; now: WorkspaceImage }) {
  const words = t().callouts;
  const { coming, wanted } = staffing(callout);
  const incident = incidentOf(now, callout.incident);
  const started = ms(callout.started);
  return (
    <article class="card callout" id={callout.id} aria-label={incident ? nameOf(incident) : callout.id}>
      <header class="callout-head">
        <div>
          <p class="callout-incident">
            {incident && <LevelShape level={incident.level} />}
            <span>
              {incident ? nameOf(incident) : callout.incident}
              {callout.ended && <span class="tag">{callout.recalled ? words.recalledTag : words.ended}</span>}
            </span>
          </p>
          <h2 class="callout-count">
            {words.staffing(coming, wanted)}
          </h2>
          <StaffBar coming={coming} wanted={wanted} />
        </div>
        <div class="callout-facts">
          {started !== undefined && (
            <p>
              {words.started(atWords(started), agoWords(started))}
              {callout.startedBy && `, ${words.by(personName(now, callout.startedBy))}`}
            </p>
          )}
          {!callout.ended && coming < wanted && <Deadline callout={callout} />}
          {callout.message && (
            <p class="quiet">
              {words.message}: «{callout.message}»
            </p>
          )}
          {callout.recalled && (
            <p>
              <Icon name="late" /> {t().callouts.recalled(callout.recalled)}
            </p>
          )}
          {!callout.ended && <CalloutActions callout={callout.id} />}
        </div>
      </header>
      <PositionList callout={callout} now={now} />
    </article>
  );
}

function CalloutActions({ callout }: { callout: string }) {
  return (
    <div class="actions">
      <button type="button" onClick={() => openDialog({ kind: 'word', callout })}>
        {t().callouts.word}
      </button>
      <button type="button" onClick={() => openDialog({ kind: 'end-callout', callout })}>
        {t().callouts.end}
      </button>
      <button type="button" onClick={() => openDialog({ kind: 'recall', callout })}>
        {t().callouts.recall}
      </button>
    </div>
  );
}

function Deadline({ callout }: { callout: Callout }) {
  const deadline = ms(callout.deadline);
  const remaining = deadline === undefined ? undefined : left(deadline);
  if (deadline === undefined || remaining === undefined || deadline === 0) return null;
  return (
    <p class={remaining < 0 ? 'late' : ''}>
      {remaining < 0 && <Icon name="late" />}{' '}
      {remaining < 0
        ? t().callouts.deadlinePassed(spanInMinutes(-remaining))
        : t().callouts.deadlineIn(spanInMinutes(remaining))}{' '}
      (<At time={deadline} />)
    </p>
  );
}

const etaChoices = [10, 20, 30, 45, 60, 90, 120];

/** The signed-in person is called: two big buttons, then when. */
function MyCallCard({ mine, now }: { mine: MyCall; now: WorkspaceImage }) {
  const { call, callout } = mine;
  const words = t().callouts;
  const asking = useSignal(false);
  const changing = useSignal(false);
  const command = useCommand('answerCall');
  const incident = incidentOf(now, callout.incident);
  const answerable = call.state === CallState.CALLING || call.state === CallState.SILENT;
  const open = answerable || changing.value;

  function answer(kind: Answer, etaMinutes = 0): void {
    asking.value = false;
    changing.value = false;
    command.send({ workspace: now.workspace, callout: callout.id, answer: kind, etaMinutes });
  }

  return (
    <section class="card my-call" aria-label={words.you}>
      <h2>
        <Icon name="ring" /> {words.you} {words.youAs(positionName(now, call.position).toLowerCase())}
      </h2>
      <p>
        {incident && nameOf(incident)}
        {callout.message && incident && callout.message !== nameOf(incident) && `: ${callout.message}`}
      </p>
      <Refusal progress={command.progress} />
      {!open && (
        <p class="my-answer">
          <strong>{words.yourAnswer((t().call[call.state] ?? '').toLowerCase())}</strong>
          {call.state !== CallState.STOOD_DOWN && (
            <button
              type="button"
              onClick={() => {
                changing.value = true;
              }}
            >
              {words.changeAnswer}
            </button>
          )}
        </p>
      )}
      {open && !asking.value && (
        <div class="my-buttons">
          <button
            type="button"
            class="big primary"
            onClick={() => {
              asking.value = true;
            }}
          >
            <Icon name="check" /> {words.coming}
          </button>
          <button type="button" class="big" onClick={() => answer(Answer.CANNOT)}>
            <Icon name="cross" /> {words.cannot}
          </button>
        </div>
      )}
      {open && asking.value && (
        <fieldset class="eta-choice">
          <legend>{words.etaQuestion}</legend>
          <div class="eta-buttons">
            {etaChoices.map((minutes) => (
              <button type="button" class="big" key={minutes} onClick={() => answer(Answer.COMING, minutes)}>
                {words.etaMinutes(minutes)}
              </button>
            ))}
          </div>
          <button
            type="button"
            class="quiet-button"
            onClick={() => {
              asking.value = false;
            }}
          >
            {t().common.back}
          </button>
        </fieldset>
      )}
      {command.progress.step !== 'kept' && <ProgressLine progress={command.progress} again={command.again} />}
      <LateOffline of="UnsentAnswers" callout={callout.id} />
    </section>
  );
}
