// The chair's declaration: what is decided, which incident, the three criteria with grounds, then a frozen text to review.
//
// The law's words come from the server's rule T04; the server decides who may. What is written here is kept until it is sent.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { EscalationLevel, type Incident, type WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { hindrancesOfRole, openIncidents, personOf } from '../state/derive';
import { workspaceNow } from '../state/clock';
import { hrefOf, subject } from '../state/router';
import { image, who } from '../state/store';
import { ms } from '../state/time';
import { t } from '../text';
import { numberedNameOf, personName, roleName } from '../text/tell';
import { atWords } from '../ui/countdown';
import { openDialog } from '../ui/dialogs';
import { useDraft, forgetDraft } from '../ui/draft';
import { CommandForm, Field, useCommand } from '../ui/form';
import { Icon, LevelShape } from '../ui/icons';
import { DeclarationReceipt, type Frozen, LawRow, Review, Statement } from './declare-parts';

const criteria = ['departsFromNormal', 'seriousDisturbance', 'urgentAction'] as const;
const draftNames = criteria.map((key) => `declare.${key}`);

/** In which capacity the signed-in person stands before this decision. */
export type Capacity = 'chair' | 'vice' | 'other';

export function capacityOf(roles: string[]): Capacity {
  if (roles.includes('KN_CHAIR')) return 'chair';
  return roles.includes('KN_VICE_CHAIR') ? 'vice' : 'other';
}

/** What of the incident a review rests on; another answer means that it must be reviewed again. */
const fingerprint = (incident: Incident): string =>
  [incident.id, incident.level, incident.headline, incident.phase].join('|');

export function Declare() {
  const now = image.value;
  const chosen = useDraft('declare.incident', subject.peek());
  const grounds = {
    departsFromNormal: useDraft('declare.departsFromNormal'),
    seriousDisturbance: useDraft('declare.seriousDisturbance'),
    urgentAction: useDraft('declare.urgentAction'),
  };
  const functions = useSignal(true);
  const missing = useSignal<string[]>([]);
  const frozen = useSignal<Frozen | undefined>(undefined);
  const command = useCommand('declareExtraordinary');
  const accepted = command.progress.step === 'accepted';
  useEffect(() => {
    if (accepted) forgetDraft(...draftNames, 'declare.incident');
  }, [accepted]);
  if (!now) return null;

  const roles = who.value?.mandates.map((one) => one.role) ?? [];
  const capacity = capacityOf(roles);
  const candidates = openIncidents(now).filter(
    (one) => one.level !== EscalationLevel.EXTRAORDINARY,
  );
  const incident = candidates.find((one) => one.id === chosen.value)
    ?? (candidates.length === 1 ? candidates[0] : undefined);

  function review(): void {
    const empty: string[] = criteria.filter((key) => !grounds[key].value.trim());
    if (!incident) empty.unshift('incident');
    missing.value = empty;
    if (empty.length > 0 || !incident) return;
    command.reset();
    frozen.value = {
      incident: incident.id,
      name: numberedNameOf(incident),
      fingerprint: fingerprint(incident),
      criteria: {
        departsFromNormal: grounds.departsFromNormal.value.trim(),
        seriousDisturbance: grounds.seriousDisturbance.value.trim(),
        urgentAction: grounds.urgentAction.value.trim(),
      },
      functions: functions.value,
      vice: capacity === 'vice',
    };
    scrollTo(0, 0);
  }

  function declare(text: Frozen): void {
    command.send({
      workspace: now?.workspace ?? '',
      incident: text.incident,
      criteria: text.criteria,
      committeeFunctions: text.functions,
    });
  }

  const text = frozen.value;
  if (text && command.progress.step === 'accepted') {
    return <DeclarationReceipt text={text} accepted={command.progress.accepted} />;
  }
  if (text) {
    const current = candidates.find((one) => one.id === text.incident);
    return (
      <Review
        text={text}
        changed={!current || fingerprint(current) !== text.fingerprint}
        progress={command.progress}
        again={command.again}
        onDeclare={() => declare(text)}
        onEdit={() => {
          frozen.value = undefined;
        }}
      />
    );
  }
  return (
    <div class="declare">
      <h1>{t().declare.title}</h1>
      <p class="lead">{t().declare.lead}</p>
      <CapacityNote capacity={capacity} roles={roles} now={now} />
      <DeclaredAlready now={now} />
      {candidates.length === 0 ? (
        <p class="empty-page">
          {t().declare.incidentNone}{' '}
          <a href={hrefOf('/larma')} data-page="/larma">
            {t().nav.alarm}
          </a>
        </p>
      ) : (
        <CommandForm
          progress={command.progress}
          missing={missing.value}
          submit={t().declare.review}
          onSubmit={review}
        >
          <section class="block card">
            <h2>{t().declare.what}</h2>
            <Statement
              name={incident ? numberedNameOf(incident) : t().declare.nameless}
              vice={capacity === 'vice'}
              functions={functions.value}
            />
            <LawRow />
          </section>
          <IncidentChoice
            candidates={candidates}
            chosen={incident?.id ?? ''}
            missing={missing.value.includes('incident')}
            onChoose={(id) => {
              chosen.value = id;
            }}
          />
          <section class="block card">
            <h2>{t().declare.criteria}</h2>
            <p class="hint">{t().declare.criteriaHint}</p>
            {criteria.map((key) => (
              <Field
                key={key}
                name={key}
                label={t().declare.criteriaItems[key]}
                rows={4}
                value={grounds[key].value}
                onInput={(value) => {
                  grounds[key].value = value;
                }}
              />
            ))}
            <p class="hint">{t().declare.saved}</p>
          </section>
          <section class="block card">
            <h2>{t().declare.committee}</h2>
            <label class="check">
              <input
                type="checkbox"
                checked={functions.value}
                onChange={(event) => {
                  functions.value = event.currentTarget.checked;
                }}
              />
              <span>{t().declare.committeeBox}</span>
            </label>
            <p class="hint">{t().declare.committeeHint}</p>
          </section>
        </CommandForm>
      )}
      {incident && capacity !== 'other' && (
        <button
          type="button"
          class="not-extraordinary"
          onClick={() => openDialog({ kind: 'not-extraordinary', incident: incident.id })}
        >
          {t().declare.not}
        </button>
      )}
      <Hindrances now={now} />
    </div>
  );
}

interface NoteProps {
  capacity: Capacity;
  roles: string[];
  now: WorkspaceImage;
}

/** Who may decide, said before anything is written. The server has the last word. */
function CapacityNote({ capacity, roles, now }: NoteProps) {
  if (!who.value || capacity === 'chair') return null;
  if (capacity === 'other') {
    const role = roles[0] ? roleName(roles[0]).toLowerCase() : (who.value.person?.name ?? '');
    return (
      <p class="notice notice-gateway">
        <Icon name="late" /> <span>{t().declare.notChair(role)}</span>
      </p>
    );
  }
  const hindrance = hindrancesOfRole(now, 'KN_CHAIR', workspaceNow() ?? 0)[0];
  if (hindrance) {
    const since = atWords(ms(hindrance.from) ?? 0);
    return (
      <p class="notice">
        <Icon name="check" />{' '}
        <span>{t().declare.viceOk(personName(now, hindrance.person), since)}</span>
      </p>
    );
  }
  return (
    <p class="notice notice-gateway">
      <Icon name="late" />{' '}
      <span>
        <strong>{t().declare.viceMissing}</strong> {t().declare.viceMissingNow}
      </span>
    </p>
  );
}

function DeclaredAlready({ now }: { now: WorkspaceImage }) {
  const declared = openIncidents(now).filter((one) => one.level === EscalationLevel.EXTRAORDINARY);
  if (declared.length === 0) return null;
  return (
    <ul class="declared">
      {declared.map((one) => (
        <li key={one.id}>
          <LevelShape level={one.level} />
          <span>
            <strong>{numberedNameOf(one)}</strong>
            <br />
            {t().declare.already} {atWords(ms(one.levelSince) ?? 0)}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface ChoiceProps {
  candidates: Incident[];
  chosen: string;
  missing: boolean;
  onChoose: (id: string) => void;
}

function IncidentChoice({ candidates, chosen, missing, onChoose }: ChoiceProps) {
  return (
    <fieldset id="field-incident" class={missing ? 'block card incident-choice has-error' : 'block card incident-choice'}>
      <legend>
        <h2>{t().declare.incident}</h2>
      </legend>
      {missing && (
        <p class="error">
          <Icon name="late" /> {t().command.required}
        </p>
      )}
      {candidates.map((one) => (
        <label key={one.id}>
          <input type="radio" name="incident" checked={chosen === one.id} onChange={() => onChoose(one.id)} />
          <LevelShape level={one.level} />
          <span>
            <strong>{numberedNameOf(one)}</strong>
            <br />
            <span class="quiet">
              {t().levelShort[one.level]}, {t().common.reported(atWords(ms(one.registeredTime) ?? 0))}
              {one.place && `, ${one.place}`}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function Hindrances({ now }: { now: WorkspaceImage }) {
  const open = now.hindrances.filter((one) => !one.ended);
  return (
    <section class="hindrances">
      <h2>{t().declare.hindrances}</h2>
      <ul>
        {open.map((one) => (
          <li key={one.id} class="card">
            <p>
              <strong>{personName(now, one.person)}</strong>:{' '}
              {(t().forms.hindranceKinds[one.kind] ?? one.kind).toLowerCase()},{' '}
              {t().common.since(atWords(ms(one.from) ?? 0))}
              <br />
              <span class="quiet">
                {one.attempts} ({personOf(now, one.establishedBy)?.name ?? one.establishedBy})
              </span>
            </p>
            <button type="button" onClick={() => openDialog({ kind: 'end-hindrance', hindrance: one.id })}>
              {t().board.actions.endHindrance}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => openDialog({ kind: 'hindrance' })}>
        {t().board.actions.hindrance}
      </button>
    </section>
  );
}
