// Duties with clocks: the late ones first, each with its basis.
import { type Obligation, ObligationState, type WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { incidentOf, openIncidents, openObligations } from '../state/derive';
import { hrefOf, type Page } from '../state/router';
import { rules } from '../state/store';
import { ms } from '../state/time';
import { say, t } from '../text';
import { nameOf, roleName, unitName } from '../text/tell';
import { At, Countdown, left } from '../ui/countdown';
import { openDialog } from '../ui/dialogs';
import { Icon } from '../ui/icons';

/** The late ones come first, so that what is not shown at once is what can wait. */
const shownFirst = 8;

const places: Record<string, { page: Page; word: 'relief' | 'duty' }> = {
  R63: { page: '/inkallning/avlosning', word: 'relief' },
  R65: { page: '/inkallning/avlosning', word: 'relief' },
  A15: { page: '/inkallning/beredskap', word: 'duty' },
};

export function Obligations({ now }: { now: WorkspaceImage }) {
  const open = openObligations(now);
  const row = (duty: Obligation) => <Duty key={duty.id} duty={duty} now={now} />;
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
        <div class="card duty-list">
          <ul>{open.slice(0, shownFirst).map(row)}</ul>
          {open.length > shownFirst && (
            <details>
              <summary>{t().board.moreObligations(open.length - shownFirst)}</summary>
              <ul>{open.slice(shownFirst).map(row)}</ul>
            </details>
          )}
        </div>
      )}
    </section>
  );
}

/** Where what is owed can be done, for those that have a page. */
function Where({ rule }: { rule: string }) {
  const place = places[rule];
  if (!place) return null;
  return (
    <a class="button" href={hrefOf(place.page)} data-page={place.page}>
      {t().nav[place.word]}
    </a>
  );
}

// "Chief of staff" is "The chief of staff".
const bare = (name: string): string => name.toLowerCase().replace(/^the /, '');
const isSame = (one: string | undefined, other: string): boolean => one !== undefined && bare(one) === bare(other);

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
  const owedTo = say(duty.owedTo);
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
      <div class="duty-who quiet">
        {owner.join(', ')}
        {owedTo && !owner.some((one) => isSame(one, owedTo)) && ` ${t().board.owedTo(owedTo)}`}
        {incident && openIncidents(now).length > 1 && ` · ${nameOf(incident)}`}
        {basis.length === 0 ? (
          ` · ${duty.rule}`
        ) : (
          <details class="duty-basis">
            <summary>{t().board.basis(duty.rule)}</summary>
            <p>{basis.join(', ')}</p>
          </details>
        )}
      </div>
      <p class="duty-acts">
        <Where rule={duty.rule} />
        <button type="button" onClick={() => openDialog({ kind: 'close-obligation', obligation: duty.id })}>
          {t().board.actions.closeObligation}
          <span class="sr-only">: {say(duty.what)}</span>
        </button>
      </p>
    </li>
  );
}
