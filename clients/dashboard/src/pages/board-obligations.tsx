// Duties with clocks: the late ones first, each with its basis.
import { type Obligation, ObligationState, type WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { incidentOf, openObligations } from '../state/derive';
import { rules } from '../state/store';
import { ms } from '../state/time';
import { say, t } from '../text';
import { nameOf, roleName, unitName } from '../text/tell';
import { At, Countdown, left } from '../ui/countdown';
import { openDialog } from '../ui/dialogs';
import { Icon } from '../ui/icons';

export function Obligations({ now }: { now: WorkspaceImage }) {
  const open = openObligations(now);
  return (
    <section aria-labelledby="obligations-title" class="obligations">
      <div class="section-head">
        <h2 id="obligations-title">
          {t().board.obligations} {open.length > 0 && <span class="count">{open.length}</span>}
        </h2>
      </div>
      {open.length === 0 ? (
        <p class="empty">{t().board.noObligations}</p>
      ) : (
        <ul class="card duty-list">
          {open.map((duty) => (
            <Duty key={duty.id} duty={duty} now={now} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Duty({ duty, now }: { duty: Obligation; now: WorkspaceImage }) {
  const due = ms(duty.due);
  const remaining = due === undefined ? undefined : left(due);
  const late =
    duty.state === ObligationState.OVERDUE || (remaining !== undefined && remaining < 0);
  const incident = incidentOf(now, duty.incident);
  const owner = [
    duty.owedByRole && roleName(duty.owedByRole),
    duty.owedByUnit && unitName(now, duty.owedByUnit),
  ].filter(Boolean);
  const basis = rules.value.get(duty.rule)?.basis ?? [];
  return (
    <li class={late ? 'duty duty-late' : 'duty'}>
      <p class="duty-what">
        {/* With a time, the countdown says how late it is. */}
        {late && due === undefined && (
          <span class="tag tag-warning">
            <Icon name="late" /> {t().obligationState[ObligationState.OVERDUE]}
          </span>
        )}{' '}
        {say(duty.what)}
      </p>
      <p class="duty-due">
        {due === undefined ? (
          <span class="quiet">{t().common.noDue}</span>
        ) : (
          <>
            <Countdown due={due} /> <At time={due} />
          </>
        )}
      </p>
      <p class="duty-who quiet">
        {owner.join(', ')}
        {say(duty.owedTo) && ` ${t().board.owedTo(say(duty.owedTo))}`}
        {incident && ` · ${nameOf(incident)}`}
        {` · ${[duty.rule, ...basis].join(', ')}`}
      </p>
      <button
        type="button"
        class="duty-close"
        onClick={() => openDialog({ kind: 'close-obligation', obligation: duty.id })}
      >
        {t().board.actions.closeObligation}
        <span class="sr-only">: {say(duty.what)}</span>
      </button>
    </li>
  );
}
