// What the signed-in person owes: an answer about a shift, a handover to write, one to sign.
import type { WorkspaceImage } from '../gen/ckl/v1/model_pb';
import type { Handover } from '../gen/ckl/v1/relief_pb';
import { incidentOf } from '../state/derive';
import { nowSeconds } from '../state/clock';
import { type Own, ownOf, type OwnShift, relieving, shiftOf } from '../state/relief';
import { who } from '../state/store';
import { ms } from '../state/time';
import { ts } from '../text/staffing';
import { nameOf, personName, positionName } from '../text/tell';
import { rangeWords } from '../ui/countdown';
import { openDialog } from '../ui/dialogs';
import { ProgressLine, Refusal, useCommand } from '../ui/form';
import { Icon } from '../ui/icons';
import { HandoverNoteText } from './handover-text';

export function OwnRelief({ now }: { now: WorkspaceImage }) {
  const seconds = nowSeconds.value;
  const me = who.value?.person?.id ?? '';
  const own: Own = ownOf(now, me, (seconds ?? 0) * 1000);
  return (
    <>
      {own.sign.map((handover) => (
        <ToSign key={handover.id} handover={handover} now={now} />
      ))}
      {own.write.map((one) => (
        <ToWrite key={one.shift.id} own={one} now={now} />
      ))}
      {own.asked.length > 0 && (
        <section class="card my-call" aria-labelledby="asked-title">
          <h2 id="asked-title">
            <Icon name="ring" /> {ts().relief.asked(own.asked.length)}
          </h2>
          <ul class="asked">
            {own.asked.map((one) => (
              <Asked key={one.shift.id} own={one} now={now} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** "Stabschef, 22:00–06:00, Lastbil på Drottninggatan" */
function shiftWords(now: WorkspaceImage, { plan, shift }: OwnShift): string {
  const incident = incidentOf(now, plan.incident);
  const time = rangeWords(ms(shift.from) ?? 0, ms(shift.until) ?? 0);
  return [positionName(now, plan.position), time, incident && nameOf(incident)].filter(Boolean).join(', ');
}

function Asked({ own, now }: { own: OwnShift; now: WorkspaceImage }) {
  const words = ts().relief;
  const command = useCommand('answerShift');
  const { id } = own.shift;
  const told = shiftWords(now, own);
  return (
    <li>
      <p>{told}</p>
      <Refusal progress={command.progress} />
      <div class="buttons">
        <button
          type="button"
          class="primary"
          onClick={() => command.send({ workspace: now.workspace, shift: id, available: true })}
        >
          <Icon name="check" /> {words.iCan}
          <span class="sr-only">: {told}</span>
        </button>
        <button type="button" onClick={() => openDialog({ kind: 'cannot-shift', shift: id })}>
          <Icon name="cross" /> {words.iCannot}
          <span class="sr-only">: {told}</span>
        </button>
      </div>
      <ProgressLine progress={command.progress} again={command.again} />
    </li>
  );
}

function ToWrite({ own, now }: { own: OwnShift; now: WorkspaceImage }) {
  const words = ts().handover;
  const next = relieving(own.plan, own.shift);
  return (
    <section class="card my-call" aria-label={words.toWrite}>
      <h2>
        <Icon name="note" /> {words.toWrite}
      </h2>
      <p>{shiftWords(now, own)}</p>
      {next && <p>{words.due(personName(now, next.person))}</p>}
      <div class="my-buttons">
        <button type="button" class="big primary" onClick={() => openDialog({ kind: 'handover', shift: own.shift.id })}>
          <Icon name="note" /> {words.write}
        </button>
      </div>
    </section>
  );
}

function ToSign({ handover, now }: { handover: Handover; now: WorkspaceImage }) {
  const words = ts().handover;
  const command = useCommand('signHandover');
  const left = shiftOf(now, handover.shift);
  return (
    <section class="card my-call" aria-label={words.toSign}>
      <h2>
        <Icon name="note" /> {words.toSign}
      </h2>
      {left && <p>{shiftWords(now, left)}</p>}
      <HandoverNoteText handover={handover} now={now} />
      <Refusal progress={command.progress} />
      <div class="my-buttons">
        <button
          type="button"
          class="big primary"
          onClick={() => command.send({ workspace: now.workspace, handover: handover.id })}
        >
          <Icon name="check" /> {words.sign}
        </button>
      </div>
      <ProgressLine progress={command.progress} again={command.again} />
    </section>
  );
}
