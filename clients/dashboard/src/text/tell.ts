// One sentence per event of the journal, for the timeline. Both languages hold a case for every event; the compiler sees to it.
import type { Takeover } from '../gen/ckl/v1/governance_pb';
import type { JournalEntry } from '../gen/ckl/v1/journal_pb';
import type { Incident, Text, WorkspaceImage } from '../gen/ckl/v1/model_pb';
import type { EventCase, EventOf } from '../fold/events';
import { byId, find } from '../fold/lists';
import { incidentOf, messageOf, personOf } from '../state/derive';
import { dayKey, hhmm, ms } from '../state/time';
import { english, say, t } from './index';
import { tellSv } from './tell.sv';

/** Lists of the image whose items events name by their ids. */
type Listed = 'decisions' | 'takeovers' | 'contributions' | 'oralDecisions' | 'records' | 'assignments' | 'delegations';

/** Names for the ids that stand in events. */
export interface Names {
  person(id: string): string;
  incident(id: string): string;
  position(id: string): string;
  obligation(id: string): string;
  recipient(message: string): string;
  channel(message: string, attempt: number): string;
  time(at: JournalEntry['time']): string;
  /** With its day: "2017-04-07 14:53". */
  when(at: JournalEntry['time']): string;
  unit(id: string): string;
  duty(id: string): string;
  rule(id: string): string;
  /** A takeover's unit, and which parts of its area when it is not the whole. */
  scope(takeover: Takeover | undefined): string;
  of<K extends Listed>(list: K, id: string): WorkspaceImage[K][number] | undefined;
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

/** The name of what the organisation has in that list. */
const nameIn = (list: { id: string; name?: Text }[] | undefined, id: string): string =>
  say(list?.find((one) => one.id === id)?.name) || id;

export const positionName = (image: WorkspaceImage | undefined, id: string): string => nameIn(image?.organisation?.positions, id);
export const unitName = (image: WorkspaceImage | undefined, id: string): string => nameIn(image?.organisation?.units, id);
export const dutyName = (image: WorkspaceImage | undefined, id: string): string => nameIn(image?.organisation?.dutyFunctions, id);

export const channelName = (kind: string): string => t().channel[kind] ?? kind;
export const roleName = (role: string): string => t().role[role] ?? role;

/** `rule` names a rule of the server; without it the id stands for itself. */
export function namesOf(image: WorkspaceImage | undefined, rule: Names['rule'] = (id) => id): Names {
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
    when: (at) => {
      const time = ms(at);
      return time === undefined ? '' : `${dayKey(time)} ${hhmm(time)}`;
    },
    unit: (id) => unitName(image, id),
    duty: (id) => dutyName(image, id),
    rule,
    scope: (takeover) => {
      const { unit = '', parts = [] } = takeover?.scope ?? {};
      return [unitName(image, unit), ...parts].join(', ');
    },
    of: (list, id) => image && (find(image[list] as { id: string }[], byId, id) as never),
  };
}

/** The event in one sentence. */
export function tell(entry: JournalEntry, names: Names): string {
  const { event } = entry;
  if (!event.case) return '';
  const translation = english();
  if (entry.masked) return translation ? 'An entry that is marked for secrecy' : 'Sekretessmarkerad anteckning';
  const teller = translation?.tellEn ?? tellSv;
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
