// Who leads what, who supports and who is told: one line for each open incident, and one for each area that another than its
// own nämnd leads. Pure: all of it stands in the image.
import { TakeoverState } from '../gen/ckl/v1/governance_pb';
import { type EscalationLevel, type Incident, MessagePurpose, UnitKind, type WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { openIncidents } from './derive';
import { ms } from './time';

export interface LeadLine {
  id: string;
  /** Of an incident; else the area is named by `unit` and `parts`. */
  incident: Incident | undefined;
  level: EscalationLevel;
  unit: string;
  parts: string[];
  /** Who leads: a unit, or empty when nobody does. */
  leader: string;
  since: number | undefined;
  review: number | undefined;
  supports: string[];
  /** Asked for support, and has not answered. */
  asked: string[];
  informed: string[];
}

const unique = (ids: string[], ...without: string[][]): string[] =>
  [...new Set(ids)].filter((id) => id !== '' && !without.some((others) => others.includes(id)));

/** Units of those who have been told of each incident. */
function toldOf(image: WorkspaceImage): Map<string, Set<string>> {
  const units = new Map(image.organisation?.persons.map((person) => [person.id, person.unit]));
  const told = new Map<string, Set<string>>();
  for (const message of image.messages) {
    if (message.purpose !== MessagePurpose.NOTICE || !message.incident) continue;
    const of = told.get(message.incident) ?? new Set();
    told.set(message.incident, of.add(units.get(message.person) ?? ''));
  }
  return told;
}

function lineOf(image: WorkspaceImage, incident: Incident, told: string[]): LeadLine {
  const { id, level, owner, participants } = incident;
  const requests = image.contributions.filter((one) => one.incident === id);
  const leader = owner ? [owner] : [];
  const supports = unique([...participants, ...requests.filter((one) => one.agreed).map((one) => one.unit)], leader);
  const asked = unique(requests.filter((one) => !one.answered).map((one) => one.unit), leader, supports);
  return {
    id, incident, level, unit: '', parts: [], leader: owner, since: undefined, review: undefined, supports, asked,
    informed: unique(told, leader, supports),
  };
}

const empty = { incident: undefined, level: 0, supports: [], asked: [], informed: [] };

export function leadLines(image: WorkspaceImage, now: number): LeadLine[] {
  const told = toldOf(image);
  const committee = image.organisation?.units.find((unit) => unit.kind === UnitKind.CRISIS_COMMITTEE)?.id ?? 'kn';
  const taken = image.takeovers.filter((one) => one.state === TakeoverState.IN_FORCE);
  const moved = image.assignments.filter((one) =>
    !one.ended && (ms(one.since) ?? 0) <= now && now < (ms(one.until) ?? Number.MAX_SAFE_INTEGER));
  return [
    ...openIncidents(image).map((incident) => lineOf(image, incident, [...(told.get(incident.id) ?? [])])),
    ...taken.map((one) => {
      const back = new Set(one.handedBack.map(({ part }) => part));
      const parts = one.scope?.whole ? [] : (one.scope?.parts ?? []).filter((part) => !back.has(part));
      return { ...empty, id: one.id, unit: one.scope?.unit ?? '', parts, leader: committee, since: ms(one.since), review: ms(one.review) };
    }),
    ...moved.map((one) => ({
      ...empty, id: one.id, unit: one.from, parts: one.whole ? [] : [one.task], leader: one.to, since: ms(one.since), review: ms(one.until),
    })),
  ];
}
