// Who is not called by any call-out, why and until when.
import type { Absence, WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { ms } from '../state/time';
import { ts } from '../text/staffing';
import { personName } from '../text/tell';
import { atWords } from '../ui/countdown';
import { openDialog } from '../ui/dialogs';

export function Absences({ now }: { now: WorkspaceImage }) {
  const words = ts().absence;
  const { absences } = now;
  return (
    <section class="leads" aria-labelledby="absences-title">
      <div class="section-head">
        <h2 id="absences-title">
          {words.title} {absences.length > 0 && <span class="count">{absences.length}</span>}
        </h2>
        <button type="button" onClick={() => openDialog({ kind: 'absence' })}>
          {words.note}
        </button>
      </div>
      {absences.length === 0 ? (
        <p class="empty">
          {words.none} {words.lead}
        </p>
      ) : (
        <ul class="card lead-list">
          {absences.map((one) => (
            <Away key={one.person} absence={one} now={now} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Away({ absence, now }: { absence: Absence; now: WorkspaceImage }) {
  const words = ts().absence;
  const until = ms(absence.until);
  const name = personName(now, absence.person);
  const noted = absence.notedBy && absence.notedBy !== absence.person ? words.notedBy(personName(now, absence.notedBy)) : '';
  return (
    <li class="away">
      <div>
        <p>
          <strong>{name}</strong>, {(words.kindOf[absence.kind] ?? '').toLowerCase()}{' '}
          {until === undefined ? words.open : words.until(atWords(until))}
        </p>
        <p class="quiet">{[absence.reason, noted].filter(Boolean).join(' · ')}</p>
      </div>
      <button type="button" onClick={() => openDialog({ kind: 'end-absence', person: absence.person })}>
        {words.end}
        <span class="sr-only">: {name}</span>
      </button>
    </li>
  );
}
