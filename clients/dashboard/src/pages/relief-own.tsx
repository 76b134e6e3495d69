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
import { atWords } from '../ui/countdown';
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
      {own.asked.map((one) => (
        <Asked key={one.shift.id} own={one} now={now} />
      ))}
    </>
  );
}

/** "Stabschef, 22:00–06:00, Lastbil på Drottninggatan" */
function shiftWords(now: WorkspaceImage, { plan, shift }: OwnShift): string {
  const incident = incidentOf(now, plan.incident);
  const time = `${atWords(ms(shift.from) ?? 0)}–${atWords(ms(shift.until) ?? 0)}`;
  return [positionName(now, plan.position), time, incident && nameOf(incident)].filter(Boolean).join(', ');
}

function Asked({ own, now }: { own: OwnShift; now: WorkspaceImage }) {
  const words = ts().relief;
  const command = useCommand('answerShift');
  const { id } = own.shift;
  return (
    <section class="card my-call" aria-label={words.asked}>
      <h2>
        <Icon name="ring" /> {words.asked}
      </h2>
      <p>{shiftWords(now, own)}</p>
      <Refusal progress={command.progress} />
      <div class="my-buttons">
        <button
          type="button"
          class="big primary"
          onClick={() => command.send({ workspace: now.workspace, shift: id, available: true })}
        >
          <Icon name="check" /> {words.iCan}
        </button>
        <button type="button" class="big" onClick={() => openDialog({ kind: 'cannot-shift', shift: id })}>
          <Icon name="cross" /> {words.iCannot}
        </button>
      </div>
      <ProgressLine progress={command.progress} again={command.again} />
    </section>
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
