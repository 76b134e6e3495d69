// The chair's declaration: what is decided, which incident, the three criteria with grounds, then a frozen text to review.
//
// The law's words come from the server's rule T04; the server decides who may. What is written here is kept until it is sent.
import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { OralFields, useOral } from '../dialogs/oral';
import { DecisionForm } from '../dialogs/decision';
import { Confirmation, MatterKind, TakeoverState } from '../gen/ckl/v1/governance_pb';
import { CommitteeState, EscalationLevel, type Incident, type WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { hindrancesOfRole, openIncidents, personOf } from '../state/derive';
import { workspaceNow } from '../state/clock';
import { hrefOf, subject } from '../state/router';
import { contact, image, who } from '../state/store';
import { ms } from '../state/time';
import { t } from '../text';
import { td } from '../text/decisions';
import { numberedNameOf, personName, roleName } from '../text/tell';
import { atWords } from '../ui/countdown';
import { openDialog } from '../ui/dialogs';
import { useDraft, forgetDraft } from '../ui/draft';
import { Field } from '../ui/form';
import { Icon, LevelShape } from '../ui/icons';
import { OralWay } from '../ui/oral-way';
import { useDecision } from '../ui/sign';
import { Doubtful, Settle } from './board-law';
import { DeclarationReceipt, type Frozen, LawRow, Review, SignedReview, Statement } from './declare-parts';

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
  const oral = useOral('declare');
  const deciding = useDecision('declareExtraordinary');
  const { progress, laid } = deciding;
  const accepted = progress.step === 'accepted';
  useEffect(() => {
    if (accepted) forgetDraft(...draftNames, 'declare.incident', ...oral.drafts);
  }, [accepted]);
  if (!now) return null;

  const roles = who.value?.mandates.map((one) => one.role) ?? [];
  const capacity = capacityOf(roles);
  const isVice = oral.isOral ? isViceChair(now, oral.decider) : capacity === 'vice';
  const candidates = openIncidents(now).filter(
    (one) => one.level !== EscalationLevel.EXTRAORDINARY,
  );
  const incident = candidates.find((one) => one.id === chosen.value)
    ?? (candidates.length === 1 ? candidates[0] : undefined);

  function review(): void {
    const empty: string[] = criteria.filter((key) => !grounds[key].value.trim());
    if (!incident) empty.unshift('incident');
    missing.value = [...empty, ...oral.missing()];
    if (missing.value.length > 0 || !incident) return;
    deciding.edit();
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
      vice: isVice,
    };
    if (deciding.isSigned) declare(frozen.value);
    scrollTo(0, 0);
  }

  function declare(text: Frozen): void {
    deciding.send({
      workspace: now?.workspace ?? '',
      incident: text.incident,
      criteria: text.criteria,
      committeeFunctions: text.functions,
      ...oral.value(),
    });
  }

  const text = frozen.value;
  if (text && progress.step === 'accepted') {
    return <DeclarationReceipt text={text} accepted={progress.accepted} laid={laid} />;
  }
  if (text && laid) return <SignedReview deciding={deciding} />;
  if (text && !deciding.isSigned) {
    const current = candidates.find((one) => one.id === text.incident);
    return (
      <Review
        text={text}
        changed={!current || fingerprint(current) !== text.fingerprint}
        deciding={deciding}
        onDeclare={() => declare(text)}
        onEdit={() => {
          frozen.value = undefined;
        }}
      />
    );
  }
  return (
    <div class="declare">
      <h1>{td().declare.title}</h1>
      <p class="lead">{td().declare.lead}</p>
      {!oral.isOral && <CapacityNote capacity={capacity} roles={roles} now={now} />}
      {contact.value === 'lost' && <OralWay />}
      <DeclaredAlready now={now} />
      {candidates.length === 0 ? (
        <p class="empty-page">
          {td().declare.incidentNone}{' '}
          <a href={hrefOf('/larma')} data-page="/larma">
            {t().nav.alarm}
          </a>
        </p>
      ) : (
        <DecisionForm deciding={deciding} missing={missing.value} submit={td().declare.review} onSubmit={review}>
          {capacity === 'other' && (
            <div class="card">
              <OralFields oral={oral} />
            </div>
          )}
          <section class="block card">
            <h2>{td().declare.what}</h2>
            <Statement
              name={incident ? numberedNameOf(incident) : td().declare.nameless}
              vice={isVice}
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
          <Grounds grounds={grounds} />
          <Functions on={functions} />
        </DecisionForm>
      )}
      <Acts now={now} incident={incident} />
      <OralDecisions now={now} />
      <Hindrances now={now} />
    </div>
  );
}

/** Whether somebody is vice chair and not chair. */
function isViceChair(now: WorkspaceImage, person: string): boolean {
  const roles = now.organisation?.mandates.filter((one) => one.person === person).map((one) => one.role) ?? [];
  return capacityOf(roles) === 'vice';
}

function Grounds({ grounds }: { grounds: Record<(typeof criteria)[number], Signal<string>> }) {
  return (
    <section class="block card">
      <h2>{td().declare.criteria}</h2>
      <p class="hint">{td().declare.criteriaHint}</p>
      {criteria.map((key) => (
        <Field
          key={key}
          name={key}
          label={t().criteria[key]}
          rows={4}
          value={grounds[key].value}
          onInput={(value) => {
            grounds[key].value = value;
          }}
        />
      ))}
      <p class="hint">{td().declare.saved}</p>
    </section>
  );
}

function Functions({ on }: { on: Signal<boolean> }) {
  return (
    <section class="block card">
      <h2>{td().declare.committee}</h2>
      <label class="check">
        <input
          type="checkbox"
          checked={on.value}
          onChange={(event) => {
            on.value = event.currentTarget.checked;
          }}
        />
        <span>{td().declare.committeeBox}</span>
      </label>
      <p class="hint">{td().declare.committeeHint}</p>
    </section>
  );
}

/** The chair's other decisions, for whoever takes them or enters them. While the committee sleeps there is only one (R47). */
function Acts({ now, incident }: { now: WorkspaceImage; incident: Incident | undefined }) {
  const words = td().acts;
  const decides = who.value?.mandates.some((one) => /^KN_|^REGISTRAR$/.test(one.role));
  const functioning = now.committee === CommitteeState.FUNCTIONING;
  if (!decides || (!incident && !functioning)) return null;
  const alone = (matter: MatterKind) => openDialog({ kind: 'decide-alone', matter });
  return (
    <section class="acts">
      <h2>{words.title}</h2>
      <div class="actions">
        {incident && (
          <button
            type="button"
            class="not-extraordinary"
            onClick={() => openDialog({ kind: 'decide-not', incident: incident.id })}
          >
            {td().declare.not}
          </button>
        )}
        {functioning && (
          <>
            <button type="button" onClick={() => alone(MatterKind.OTHER)}>
              {words.urgent}
            </button>
            <button type="button" onClick={() => alone(MatterKind.TAKEOVER)}>
              {words.takeover}
            </button>
            {now.takeovers.some((one) => one.state === TakeoverState.IN_FORCE) && (
              <button type="button" onClick={() => alone(MatterKind.HAND_BACK)}>
                {words.handBack}
              </button>
            )}
          </>
        )}
      </div>
    </section>
  );
}

/** Marked until whoever made them has confirmed them. */
function OralDecisions({ now }: { now: WorkspaceImage }) {
  const open = now.oralDecisions.filter((one) => one.state === Confirmation.UNCONFIRMED);
  if (open.length === 0) return null;
  return (
    <section class="unconfirmed">
      <h2>{t().board.undecided}</h2>
      <ul class="card lead-list">
        {open.map((one) => {
          const name = personName(now, one.speaker);
          return (
            <Doubtful key={one.id} title={t().board.oral(name)} text={one.wording} time={one.heard}>
              {one.speaker === who.value?.person?.id ? <Settle oral={one.id} /> : <p class="quiet">{td().confirm.owes(name)}</p>}
            </Doubtful>
          );
        })}
      </ul>
    </section>
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
        <Icon name="late" /> <span>{td().declare.notChair(role)}</span>
      </p>
    );
  }
  const hindrance = hindrancesOfRole(now, 'KN_CHAIR', workspaceNow() ?? 0)[0];
  if (hindrance) {
    const since = atWords(ms(hindrance.from) ?? 0);
    return (
      <p class="notice">
        <Icon name="check" />{' '}
        <span>{td().declare.viceOk(personName(now, hindrance.person), since)}</span>
      </p>
    );
  }
  return (
    <p class="notice notice-gateway">
      <Icon name="late" />{' '}
      <span>
        <strong>{td().declare.viceMissing}</strong> {td().declare.viceMissingNow}
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
            {td().declare.already} {atWords(ms(one.levelSince) ?? 0)}
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
        <h2>{td().declare.incident}</h2>
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
      <h2>{td().declare.hindrances}</h2>
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
