// A small world for tests and pictures: an organisation, a plan, and the first half hour of F1 as journal entries.
import type { MessageInitShape } from '@bufbuild/protobuf';
import { JournalEntrySchema, type JournalEntry } from '../../src/gen/ckl/v1/journal_pb';
import {
  Answer,
  CallState,
  CklState,
  CommitteeState,
  EscalationLevel,
  IncidentKind,
  IncidentPhase,
  LogKind,
  Mode,
  ObligationState,
} from '../../src/gen/ckl/v1/model_pb';
import { stamp } from '../../src/state/time';
import { create } from '../../src/wire/codec';

type Init = Extract<MessageInitShape<typeof JournalEntrySchema>, { $typeName?: undefined }>;
export type EventInit = NonNullable<Init['event']>;

export const startTime = Date.UTC(2017, 3, 7, 12, 50, 0);

const ladder = [
  { channel: 'sms', afterSeconds: 0, contact: 0 },
  { channel: 'mail', afterSeconds: 60, contact: 0 },
];

const person = (id: string, name: string, unit = 'slk') => ({
  id,
  name,
  title: { sv: name, en: name },
  unit,
  ladder,
});

const staffed = [
  ['CHIEF_OF_STAFF', 'Stabschef', 'Chief of staff', 1],
  ['SITUATION', 'Läge', 'Situation', 2],
  ['COMMUNICATION', 'Kommunikation', 'Communication', 2],
  ['LIAISON', 'Samverkan', 'Liaison', 1],
  ['RECORDS', 'Dokumentation', 'Records', 1],
  ['IT_SIGNALS', 'IT och samband', 'IT and signals', 1],
] as const;

const pool = staffed.flatMap(([id, sv]) =>
  [1, 2, 3, 4].map((n) => person(`${id.toLowerCase()}-${n}`, `${sv} ${n}`)),
);

export const organisation = {
  name: { sv: 'Stockholms stad', en: 'City of Stockholm' },
  units: [
    { id: 'ks', name: { sv: 'Kommunstyrelsen', en: 'City executive board' }, kind: 2 },
    { id: 'slk', name: { sv: 'Stadsledningskontoret', en: 'City executive office' }, kind: 6 },
    { id: 'sdn-norrmalm', name: { sv: 'Norrmalms stadsdelsnämnd', en: 'Norrmalm district council' }, kind: 5 },
  ],
  persons: [
    person('tib-1', 'TiB 1'),
    person('two-roles', 'TiB 2'),
    person('stadsdirektor', 'Stadsdirektören'),
    person('bitr-stadsdirektor', 'Biträdande stadsdirektören'),
    person('kn-ordf', 'KN:s ordförande', 'kn'),
    person('kn-vice', 'KN:s vice ordförande', 'kn'),
    ...pool,
  ],
  mandates: [
    { person: 'tib-1', role: 'DUTY_OFFICER', unit: 'slk' },
    { person: 'two-roles', role: 'DUTY_OFFICER', unit: 'slk' },
    { person: 'two-roles', role: 'CHIEF_OF_STAFF', unit: 'slk' },
    { person: 'stadsdirektor', role: 'CITY_DIRECTOR', unit: 'slk' },
    { person: 'bitr-stadsdirektor', role: 'DEPUTY_CITY_DIRECTOR', unit: 'slk' },
    { person: 'kn-ordf', role: 'KN_CHAIR', unit: 'kn' },
    { person: 'kn-vice', role: 'KN_VICE_CHAIR', unit: 'kn', order: 1 },
    { person: 'records-1', role: 'REGISTRAR', unit: 'slk' },
  ],
  positions: staffed.map(([id, sv, en]) => ({ id, name: { sv, en } })),
  dutyFunctions: [
    { id: 'stab', name: { sv: 'Stabschef i beredskap', en: 'Chief of staff on call' }, persons: ['chief_of_staff-1', 'chief_of_staff-2'] },
    { id: 'tib', name: { sv: 'Tjänsteman i beredskap', en: 'Duty officer' }, persons: ['tib-1', 'two-roles'], mandatory: true },
  ],
};

export const plan = {
  id: 'ckl-grund',
  name: { sv: 'CKL grundbemanning', en: 'CKL basic staffing' },
  deadlineSeconds: 1800,
  positions: staffed.map(([id, , , wanted]) => ({
    position: id,
    wanted,
    answerWithinSeconds: 300,
    waves: [
      { parallel: true, persons: [1, 2].map((n) => `${id.toLowerCase()}-${n}`) },
      { parallel: false, persons: [3, 4].map((n) => `${id.toLowerCase()}-${n}`) },
    ],
  })),
};

/** Writes entries with their numbers and times. */
export class Journal {
  readonly entries: JournalEntry[] = [];
  time = startTime;

  add(event: EventInit, more: Partial<Init> = {}): JournalEntry {
    const entry = create(JournalEntrySchema, {
      sequence: BigInt(this.entries.length + 1),
      time: stamp(this.time),
      actor: { person: 'tib-1', capacity: 'DUTY_OFFICER', via: 'connect' },
      ...more,
      event,
    });
    this.entries.push(entry);
    return entry;
  }

  machine(machine: string, event: EventInit, more: Partial<Init> = {}): JournalEntry {
    return this.add(event, { actor: { machine, via: 'internal' }, ...more });
  }

  wait(seconds: number): void {
    this.time += seconds * 1000;
  }
}

export function opening(mode: Mode, workspace: string, name: { sv: string; en: string }): Journal {
  const journal = new Journal();
  journal.machine('configuration', { case: 'workspaceOpened', value: { workspace, mode, name } });
  journal.machine('configuration', { case: 'organisationAdopted', value: { organisation, sourceHash: 'abc' } });
  journal.machine('configuration', {
    case: 'settingsAdopted',
    value: {
      settings: {
        defaultPlan: 'ckl-grund',
      },
    },
  });
  journal.machine('configuration', { case: 'planAdopted', value: { plan } });
  return journal;
}

let messages = 0;

/** A person is called, and the message handed over or more. */
export function call(
  journal: Journal,
  position: string,
  who: string,
  fate: 'handed' | 'delivered' | 'failed' | 'started' = 'delivered',
): void {
  const message = `message-${(messages += 1)}`;
  const value = { callout: 'callout-1', position, person: who, message, answerBy: stamp(journal.time + 300_000) };
  journal.machine('timer', { case: 'personCalled', value }, { rule: 'A16', basis: ['Trygghets- och säkerhetsprogram 2020–2023'] });
  journal.machine('delivery', {
    case: 'attemptStarted',
    value: { message, attempt: 1, step: 0, channel: 'sms', gateway: 'sms-1' },
  });
  if (fate === 'started') return;
  if (fate === 'failed') {
    journal.machine('delivery', {
      case: 'attemptFailed',
      value: { message, attempt: 1, permanent: true, reason: 'numret finns inte' },
    });
    journal.machine('delivery', {
      case: 'attemptStarted',
      value: { message, attempt: 2, step: 1, channel: 'mail', gateway: 'smtp' },
    });
    journal.machine('delivery', { case: 'attemptHandedOver', value: { message, attempt: 2, gatewayRef: 'q1' } });
    return;
  }
  journal.machine('delivery', { case: 'attemptHandedOver', value: { message, attempt: 1, gatewayRef: 'g7' } });
  if (fate === 'delivered') journal.machine('delivery', { case: 'attemptDelivered', value: { message, attempt: 1 } });
}

export function answer(journal: Journal, position: string, who: string, said: Answer, minutes = 0): void {
  const states = { 1: CallState.COMING, 2: CallState.DECLINED, 3: CallState.LATER } as Record<number, CallState>;
  journal.add(
    {
      case: 'answerRecorded',
      value: {
        callout: 'callout-1',
        position,
        person: who,
        answer: said,
        state: states[said] ?? CallState.COMING,
        eta: minutes ? stamp(journal.time + minutes * 60_000) : undefined,
        via: 'link',
      },
    },
    { actor: { person: who, via: 'link' } },
  );
}

/** From the first alarm to a CKL that is being manned, as the TiB's screens show it. */
export function firstHalfHour(journal: Journal): void {
  const incident = 'incident-1';
  journal.wait(180);
  const alarm = { commandId: 'cmd-1', rule: 'T01', basis: ['LEH 2006:544 2 kap. 8 §'] };
  journal.add(
    {
      case: 'incidentReported',
      value: {
        incident,
        number: 1,
        kind: IncidentKind.VIOLENCE,
        headline: 'Lastbil på Drottninggatan',
        text: 'Flera påkörda. Lastbil in i varuhus.',
        place: 'Drottninggatan vid Åhléns',
        owner: 'sdn-norrmalm',
        eventTime: stamp(journal.time - 60_000),
      },
    },
    alarm,
  );
  journal.add(
    {
      case: 'levelChanged',
      value: {
        incident,
        from: EscalationLevel.NONE,
        to: EscalationLevel.SERIOUS,
        reason: 'Flera döda och skadade, hela innerstaden berörs',
        provisional: true,
        confirmBy: stamp(journal.time + 3_600_000),
      },
    },
    { ...alarm, rule: 'T02', basis: ['Trygghets- och säkerhetsprogram 2020–2023'] },
  );
  journal.add({ case: 'phaseChanged', value: { incident, from: IncidentPhase.REPORTED, to: IncidentPhase.OPEN } }, alarm);
  journal.add(
    { case: 'cklStateChanged', value: { from: CklState.INACTIVE, to: CklState.STANDBY, reason: 'Preliminär nivå', instruction: 'CKL-instruktion 2017:1' } },
    { ...alarm, rule: 'T03' },
  );
  journal.machine(
    'timer',
    {
      case: 'obligationOpened',
      value: {
        obligation: {
          id: 'obligation-1',
          rule: 'O01',
          incident,
          owedByRole: 'DUTY_OFFICER',
          owedTo: { sv: 'krisledningsnämndens ordförande', en: "the committee's chair" },
          what: { sv: 'Informera ordföranden om läget', en: 'Inform the chair of the situation' },
          opened: stamp(journal.time),
          due: stamp(journal.time + 900_000),
          state: ObligationState.OPEN,
        },
      },
    },
    { rule: 'O01', basis: ['Trygghets- och säkerhetsprogram 2020–2023, s. 27'] },
  );
  journal.add(
    {
      case: 'calloutStarted',
      value: {
        callout: 'callout-1',
        incident,
        plan: plan.id,
        positions: plan.positions,
        message: 'Lastbil på Drottninggatan. Kom till CKL.',
        deadline: stamp(journal.time + 1_800_000),
      },
    },
    { ...alarm, rule: 'A16' },
  );
  for (const [id] of staffed) {
    const low = id.toLowerCase();
    call(journal, id, `${low}-1`);
    call(journal, id, `${low}-2`, id === 'IT_SIGNALS' ? 'failed' : id === 'RECORDS' ? 'handed' : 'delivered');
  }
  journal.wait(45);
  answer(journal, 'CHIEF_OF_STAFF', 'chief_of_staff-1', Answer.COMING, 25);
  journal.machine('timer', { case: 'positionFilled', value: { callout: 'callout-1', position: 'CHIEF_OF_STAFF' } });
  journal.machine('timer', {
    case: 'personStoodDown',
    value: { callout: 'callout-1', position: 'CHIEF_OF_STAFF', person: 'chief_of_staff-2', message: 'message-90' },
  });
  journal.wait(40);
  answer(journal, 'SITUATION', 'situation-1', Answer.COMING, 35);
  answer(journal, 'SITUATION', 'situation-2', Answer.CANNOT);
  call(journal, 'SITUATION', 'situation-3');
  journal.wait(30);
  answer(journal, 'COMMUNICATION', 'communication-1', Answer.COMING, 20);
  answer(journal, 'COMMUNICATION', 'communication-2', Answer.LATER, 120);
  call(journal, 'COMMUNICATION', 'communication-3', 'started');
  journal.add(
    {
      case: 'logEntryWritten',
      value: {
        number: 1,
        incident,
        kind: LogKind.INCOMING,
        text: 'SOS Alarm: över 20 räddningsfordon på plats.',
        eventTime: stamp(journal.time),
        source: 'SOS Alarm',
      },
    },
    { rule: 'A18' },
  );
  journal.wait(185);
  for (const who of ['liaison-1', 'liaison-2']) {
    journal.machine('timer', { case: 'silenceNoted', value: { callout: 'callout-1', position: 'LIAISON', person: who } });
  }
  call(journal, 'LIAISON', 'liaison-3', 'handed');
  journal.machine('timer', {
    case: 'personUnreachable',
    value: { callout: 'callout-1', position: 'IT_SIGNALS', person: 'it_signals-1', reason: 'Alla kanaler misslyckades' },
  });
  journal.machine('timer', {
    case: 'staffingGapRaised',
    value: { callout: 'callout-1', position: 'LIAISON', missing: 1, reason: 'DEADLINE' },
  });
  journal.add(
    { case: 'powerRefused', value: { person: 'tib-1', command: 'DeclareExtraordinary', incident, rules: ['T04', 'G03'] } },
    { rule: 'T04', basis: ['LEH 2006:544 2 kap. 3 §'] },
  );
}

/** The rest of the day: CKL active, an extraordinary event, the committee functioning. */
export function declared(journal: Journal): void {
  const incident = 'incident-1';
  const chair = { actor: { person: 'kn-ordf', capacity: 'KN_CHAIR', via: 'websocket' }, rule: 'T04', basis: ['LEH 2006:544 2 kap. 3 §', 'LEH 2006:544 1 kap. 4 §'] };
  journal.wait(600);
  journal.add({ case: 'levelConfirmed', value: { incident } }, { actor: { person: 'bitr-stadsdirektor', capacity: 'DEPUTY_CITY_DIRECTOR' }, rule: 'T02' });
  journal.add({ case: 'cklStateChanged', value: { from: CklState.STANDBY, to: CklState.ACTIVE, reason: 'Nivån bekräftad', instruction: 'CKL-instruktion 2017:1' } });
  journal.add({ case: 'cklAttachmentChanged', value: { incident, attached: true } });
  journal.wait(1200);
  journal.machine('timer', { case: 'obligationOverdue', value: { obligation: 'obligation-1' } });
  journal.wait(300);
  const criteria = {
    departsFromNormal: 'Ett terrordåd i centrala staden har ingen motsvarighet i ordinarie verksamhet.',
    seriousDisturbance: 'Kollektivtrafiken står, innerstaden är avspärrad, skolor och förskolor kan inte lämna barn.',
    urgentAction: 'Staden måste inom timmar ordna övernattning, krisstöd och information.',
  };
  journal.add({ case: 'extraordinaryDeclared', value: { incident, criteria, committeeFunctions: true } }, chair);
  journal.add({ case: 'levelChanged', value: { incident, from: EscalationLevel.SERIOUS, to: EscalationLevel.EXTRAORDINARY, reason: '' } }, chair);
  journal.add({ case: 'committeeStateChanged', value: { from: CommitteeState.DORMANT, to: CommitteeState.FUNCTIONING, cause: incident, reason: '' } }, chair);
  journal.wait(60);
  journal.add({
    case: 'incidentReported',
    value: { incident: 'incident-2', number: 2, kind: IncidentKind.SUPPLY, headline: 'Strömavbrott i Kista', place: 'Kista', eventTime: stamp(journal.time) },
  });
  journal.add({ case: 'levelChanged', value: { incident: 'incident-2', from: EscalationLevel.NONE, to: EscalationLevel.DISTURBANCE, reason: '4 000 hushåll utan el' } });
}
