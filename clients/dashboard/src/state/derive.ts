// What the screens read out of an image: pure functions, no clock and no words.
import {
  AttemptState,
  type Call,
  CallState,
  type Callout,
  type CalloutPlan,
  type CalloutPosition,
  EscalationLevel,
  type Hindrance,
  type Incident,
  IncidentPhase,
  type Message,
  type Obligation,
  ObligationState,
  type Person,
  type WorkspaceImage,
} from '../gen/ckl/v1/model_pb';
import { byId, find } from '../fold/lists';
import { ms } from './time';

export function isOpen(incident: Incident): boolean {
  return (
    incident.phase !== IncidentPhase.CLOSED &&
    incident.phase !== IncidentPhase.ARCHIVED &&
    incident.phase !== IncidentPhase.EVALUATING
  );
}

/** Open incidents, the most serious first, then the newest. */
export function openIncidents(image: WorkspaceImage): Incident[] {
  return image.incidents
    .filter(isOpen)
    .sort((a, b) => b.level - a.level || b.number - a.number);
}

export interface Headline {
  level: EscalationLevel;
  since: number | undefined;
  provisional: boolean;
  unconfirmed: boolean;
  confirmBy: number | undefined;
}

/** The city's level: the highest among the open incidents, with its mark when all that hold it are uncertain. */
export function headline(image: WorkspaceImage): Headline {
  const open = openIncidents(image);
  const level = open[0]?.level ?? EscalationLevel.NONE;
  const holders = open.filter((incident) => incident.level === level);
  const since = holders.map((one) => ms(one.levelSince) ?? 0).sort((a, b) => a - b)[0];
  const firm = holders.some((one) => !one.provisional && !one.unconfirmed);
  const uncertain = firm ? undefined : holders[0];
  return {
    level,
    since,
    provisional: uncertain?.provisional ?? false,
    unconfirmed: uncertain?.unconfirmed ?? false,
    confirmBy: ms(uncertain?.confirmBy),
  };
}

/** Duties that are not done: the late first, then by due time, those without a date last. */
export function openObligations(image: WorkspaceImage): Obligation[] {
  const due = (one: Obligation) => ms(one.due) ?? Number.MAX_SAFE_INTEGER;
  return image.obligations
    .filter((one) => one.state !== ObligationState.CLOSED)
    .sort((a, b) => b.state - a.state || due(a) - due(b));
}

export function personOf(image: WorkspaceImage | undefined, id: string): Person | undefined {
  return image?.organisation?.persons.find((person) => person.id === id);
}

export function incidentOf(image: WorkspaceImage | undefined, id: string): Incident | undefined {
  return image && find(image.incidents, byId, id);
}

export function messageOf(image: WorkspaceImage | undefined, id: string): Message | undefined {
  return image && find(image.messages, byId, id);
}

export interface Staffing {
  coming: number;
  wanted: number;
}

export function positionStaffing(position: CalloutPosition): Staffing {
  const coming = position.calls.filter((call) => call.state === CallState.COMING).length;
  return { coming, wanted: position.plan?.wanted ?? 0 };
}

/** Whoever has had no call: a deputy who was called before the turn leaves those between in it. */
export function poolLeft(position: CalloutPosition): number {
  const called = new Set(position.calls.map((call) => call.person));
  const pool = position.plan?.waves.flatMap((wave) => wave.persons) ?? [];
  return pool.filter((person) => !called.has(person)).length;
}

/** The whole call-out: a position that has more than it wants does not make up for another that lacks. */
export function staffing(callout: Callout): Staffing {
  let coming = 0;
  let wanted = 0;
  for (const position of callout.positions) {
    const one = positionStaffing(position);
    coming += Math.min(one.coming, one.wanted);
    wanted += one.wanted;
  }
  return { coming, wanted };
}

/** Unfilled positions first, and among them the one that lacks the most. */
export function positionsByNeed(callout: Callout): CalloutPosition[] {
  const lack = (position: CalloutPosition) => {
    const { coming, wanted } = positionStaffing(position);
    return Math.max(0, wanted - coming);
  };
  return [...callout.positions].sort((a, b) => lack(b) - lack(a));
}

const callOrder: Record<CallState, number> = {
  [CallState.COMING]: 0,
  [CallState.CALLING]: 1,
  [CallState.LATER]: 2,
  [CallState.SPARE]: 3,
  [CallState.SILENT]: 4,
  [CallState.UNREACHABLE]: 5,
  [CallState.DECLINED]: 6,
  [CallState.STOOD_DOWN]: 7,
  [CallState.PASSED_OVER]: 8,
  [CallState.UNSPECIFIED]: 9,
};

export function callsInOrder(position: CalloutPosition): Call[] {
  return [...position.calls].sort((a, b) => callOrder[a.state] - callOrder[b.state]);
}

const answeredStates = new Set([
  CallState.COMING,
  CallState.DECLINED,
  CallState.LATER,
  CallState.SPARE,
]);

export interface Reach {
  called: number;
  /** Has the message for certain: a receipt came, or an answer. */
  got: number;
  /** Handed to a service that has not told more. */
  handedOver: number;
  coming: number;
  declined: number;
  unreachable: number;
}

/** How far the message of a call-out has come, counted in persons. */
export function reach(image: WorkspaceImage, callout: Callout): Reach {
  const persons = new Map<string, Call[]>();
  for (const position of callout.positions) {
    for (const call of position.calls) {
      persons.set(call.person, [...(persons.get(call.person) ?? []), call]);
    }
  }
  const sum: Reach = { called: 0, got: 0, handedOver: 0, coming: 0, declined: 0, unreachable: 0 };
  for (const calls of persons.values()) {
    const attempts = calls.flatMap((call) => messageOf(image, call.message)?.attempts ?? []);
    const has = (state: AttemptState) => attempts.some((attempt) => attempt.state === state);
    const answered = calls.some((call) => answeredStates.has(call.state));
    sum.called += 1;
    if (answered || has(AttemptState.DELIVERED)) sum.got += 1;
    else if (has(AttemptState.HANDED_OVER)) sum.handedOver += 1;
    if (calls.some((call) => call.state === CallState.COMING)) sum.coming += 1;
    else if (calls.some((call) => call.state === CallState.DECLINED)) sum.declined += 1;
    else if (calls.every((call) => call.state === CallState.UNREACHABLE)) sum.unreachable += 1;
  }
  return sum;
}

export interface PlanNumbers {
  /** Persons called at once: the first of each position's waves, each person counted once. */
  first: number;
  wanted: number;
  channels: string[];
}

/** How many candidates of a wave are called at the start: all of a parallel one, else as many as are wanted. */
export function planNumbers(image: WorkspaceImage, plan: CalloutPlan): PlanNumbers {
  const first = new Set<string>();
  let wanted = 0;
  for (const position of plan.positions) {
    wanted += position.wanted;
    const wave = position.waves[0];
    if (!wave) continue;
    const count = wave.parallel ? wave.persons.length : position.wanted;
    for (const person of wave.persons.slice(0, count)) first.add(person);
  }
  const channels = new Set<string>();
  for (const id of first) {
    for (const step of personOf(image, id)?.ladder ?? []) channels.add(step.channel);
  }
  return { first: first.size, wanted, channels: [...channels].sort() };
}

export function defaultPlan(image: WorkspaceImage): CalloutPlan | undefined {
  const wanted = image.settings?.defaultPlan ?? '';
  return image.plans.find((plan) => plan.id === wanted) ?? (wanted ? undefined : image.plans[0]);
}

/** Running call-outs, the newest first; then the ended ones. */
export function calloutsByAge(image: WorkspaceImage): Callout[] {
  const started = (callout: Callout) => ms(callout.started) ?? 0;
  return [...image.callouts].sort(
    (a, b) => Number(a.ended) - Number(b.ended) || started(b) - started(a),
  );
}

export interface MyCall {
  callout: Callout;
  call: Call;
}

/** The calls of a person in call-outs that still run. */
export function callsOfPerson(image: WorkspaceImage, person: string): MyCall[] {
  return image.callouts
    .filter((callout) => !callout.ended)
    .flatMap((callout) =>
      callout.positions.flatMap((position) =>
        position.calls.filter((call) => call.person === person).map((call) => ({ callout, call })),
      ),
    );
}

/** Somebody who is called, and to what. */
export interface CalledIn {
  callout: string;
  person: string;
}

/** Everybody who is called in call-outs under way. */
export function callsUnderWay(image: WorkspaceImage): CalledIn[] {
  return image.callouts
    .filter((callout) => !callout.ended)
    .flatMap(({ id: callout, positions }) =>
      positions.flatMap(({ calls }) => calls.map(({ person }) => ({ callout, person }))),
    );
}

/** Hindrances in force at an instant for those who hold a role. */
export function hindrancesOfRole(image: WorkspaceImage, role: string, now: number): Hindrance[] {
  const holders = new Set(
    image.organisation?.mandates.filter((one) => one.role === role).map((one) => one.person),
  );
  return image.hindrances.filter(
    (one) =>
      holders.has(one.person) &&
      !one.ended &&
      (ms(one.from) ?? 0) <= now &&
      now < (ms(one.to) ?? Number.MAX_SAFE_INTEGER),
  );
}

/** An incident of the same kind that was reported within the last minutes. */
export function recentTwin(
  image: WorkspaceImage,
  kind: Incident['kind'],
  now: number,
  withinMs: number,
): Incident | undefined {
  return openIncidents(image)
    .filter((one) => one.kind === kind && now - (ms(one.registeredTime) ?? 0) < withinMs)
    .sort((a, b) => b.number - a.number)[0];
}
