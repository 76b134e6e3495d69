// A log with all that a row can be: corrected, marked, masked, entered afterwards; and one of ten thousand rows.
import { LogKind } from '../../src/gen/ckl/v1/model_pb';
import { stamp } from '../../src/state/time';
import type { Journal } from './world';

const incident = 'incident-1';
const registrar = { actor: { person: 'records-1', capacity: 'REGISTRAR', via: 'websocket' }, rule: 'A12' };

let number = 1;

interface Note {
  kind?: LogKind;
  text: string;
  source?: string;
  minutesAgo?: number;
  corrects?: number;
  reason?: string;
  masked?: boolean;
  cityWide?: boolean;
}

export function note(journal: Journal, { minutesAgo = 0, masked = false, cityWide = false, ...rest }: Note): void {
  number += 1;
  journal.add({ case: 'logEntryWritten', value: {
    number, kind: LogKind.OBSERVATION, incident: cityWide ? '' : incident, eventTime: stamp(journal.time - minutesAgo * 60_000), ...rest,
  } }, { ...registrar, masked });
}

/** What the staff wrote during the first hours. */
export function written(journal: Journal): void {
  number = 1;
  journal.wait(60);
  note(journal, { kind: LogKind.INCOMING, text: 'Polisen spärrar av från Sergels torg till Kungsgatan. Två skolor är inne i området.', source: 'Polisens inre befäl' });
  journal.wait(240);
  note(journal, { kind: LogKind.TASK, text: 'Norrmalms stadsdelsförvaltning ordnar en samlingsplats i Adolf Fredriks kyrka.' });
  journal.wait(420);
  note(journal, { text: 'Mobilnätet i city är överbelastat. Stabens egna samtal går fram.', minutesAgo: 15 });
  journal.wait(60);
  note(journal, { kind: LogKind.INCOMING, text: 'Patienten som togs in kl. 15.10 är elev på Adolf Fredriks musikklasser.', source: 'Region Stockholm' });
  journal.add({ case: 'secrecyMarked', value: { number, provision: '25 kap. 1 § OSL', reason: 'uppgift om en enskilds hälsa' } }, registrar);
  journal.wait(120);
  note(journal, { kind: LogKind.CORRECTION, text: 'Norrmalms stadsdelsförvaltning ordnar en samlingsplats i Kulturhuset.', corrects: 3, reason: 'Kyrkan ligger innanför avspärrningen.' });
  journal.wait(200);
  note(journal, { text: '', masked: true });
  journal.add({ case: 'secrecyMarked', value: { number, provision: '18 kap. 13 § OSL', reason: '' } }, registrar);
  journal.wait(90);
  note(journal, { kind: LogKind.DECISION, text: 'Stabschefen beslutar att lägesbild lämnas varje hel timme.', cityWide: true });
}

const words = ['Tunnelbanan står stilla', 'Trygghetslarmen fungerar', 'Vattentrycket är normalt', 'Frivilliga har anmält sig', 'Pressmeddelande har gått ut',
  'En förskola hör av sig', 'Bussar ersätter tåg', 'Elförsörjningen är stabil'];

/** So many rows, a minute apart or so. */
export function long(journal: Journal, count: number): void {
  number = 1;
  const kinds = [LogKind.INCOMING, LogKind.OUTGOING, LogKind.OBSERVATION, LogKind.DECISION, LogKind.TASK];
  for (let at = 0; at < count; at += 1) {
    journal.wait(40);
    const text = `${words[at % words.length]} i område ${(at * 7) % 117}. Avstämt med ansvarig förvaltning, ny avstämning om en timme.`;
    note(journal, { kind: kinds[(at * 3) % kinds.length] as LogKind, text, source: at % 4 === 0 ? 'Lägescentralen' : '', cityWide: at % 5 === 0 });
  }
}
