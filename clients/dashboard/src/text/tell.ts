// One sentence per event of the journal, for the timeline. Both languages hold a case for every event; the compiler sees to it.
import type { JournalEntry } from '../gen/ckl/v1/journal_pb';
import type { Incident, WorkspaceImage } from '../gen/ckl/v1/model_pb';
import { byId, find } from '../fold/lists';
import { incidentOf, messageOf, personOf } from '../state/derive';
import { hhmm, ms } from '../state/time';
import { englishTeller, say, t } from './index';
import { tellSv } from './tell.sv';

type Event = JournalEntry['event'];
export type EventCase = NonNullable<Event['case']>;
export type EventOf<K extends EventCase> = Extract<Event, { case: K }>['value'];

/** Names for the ids that stand in events. */
export interface Names {
  person(id: string): string;
  incident(id: string): string;
  position(id: string): string;
  obligation(id: string): string;
  recipient(message: string): string;
  channel(message: string, attempt: number): string;
  time(at: JournalEntry['time']): string;
}

export type Teller = {
  [K in EventCase]: (event: EventOf<K>, names: Names) => string;
};

/** The incident's name: its headline, or what kind it is. */
export function nameOf(incident: Incident): string {
  return incident.headline || (t().kind[incident.kind] ?? t().common.incident);
}

/** "nr 7, Drottninggatan" */
export function numberedNameOf(incident: Incident): string {
  return `${t().common.number(incident.number)}, ${nameOf(incident)}`;
}

export function personName(image: WorkspaceImage | undefined, id: string): string {
  return personOf(image, id)?.name || id || t().common.nobody;
}

export function positionName(image: WorkspaceImage | undefined, id: string): string {
  const position = image?.organisation?.positions.find((one) => one.id === id);
  return say(position?.name) || id;
}

export function unitName(image: WorkspaceImage | undefined, id: string): string {
  return say(image?.organisation?.units.find((one) => one.id === id)?.name) || id;
}

export const channelName = (kind: string): string => t().channel[kind] ?? kind;
export const roleName = (role: string): string => t().role[role] ?? role;

export function namesOf(image: WorkspaceImage | undefined): Names {
  return {
    person: (id) => personName(image, id),
    incident: (id) => {
      const incident = incidentOf(image, id);
      return incident ? nameOf(incident) : id;
    },
    position: (id) => positionName(image, id),
    obligation: (id) => {
      const obligation = image && find(image.obligations, byId, id);
      return say(obligation?.what) || id;
    },
    recipient: (message) => personName(image, messageOf(image, message)?.person ?? ''),
    channel: (message, attempt) => {
      const attempts = messageOf(image, message)?.attempts ?? [];
      const kind = attempts.find((one) => one.number === attempt)?.channel ?? '';
      return kind ? channelName(kind) : '';
    },
    time: (at) => {
      const time = ms(at);
      return time === undefined ? '' : hhmm(time);
    },
  };
}

/** The event in one sentence. */
export function tell(entry: JournalEntry, names: Names): string {
  const { event } = entry;
  if (!event.case) return '';
  const teller = englishTeller() ?? tellSv;
  return (teller[event.case] as (value: unknown, names: Names) => string)(event.value, names);
}

/** Who did it: a person and capacity, or the machine. */
export function actorName(entry: JournalEntry, image: WorkspaceImage | undefined): string {
  const actor = entry.actor;
  if (!actor) return '';
  if (actor.person) {
    const name = personName(image, actor.person);
    const role = actor.capacity ? roleName(actor.capacity).toLowerCase() : '';
    return role && !name.toLowerCase().startsWith(role) ? `${name}, ${role}` : name;
  }
  return t().machine[actor.machine] ?? actor.machine;
}
