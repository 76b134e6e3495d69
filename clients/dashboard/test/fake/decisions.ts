// What the chair's decisions do in the fake server's world.
import type { Command } from '../../src/gen/ckl/v1/command_pb';
import type { Journal } from './world';

type Kind = NonNullable<Command['command']['case']>;

const decisions: readonly Kind[] =
  ['declareExtraordinary', 'startCommittee', 'assessNotExtraordinary', 'decideAlone', 'confirmOralDecision'];

/** Which are signed by whoever has a passkey. */
export const isDecision = ({ command }: Command): boolean => command.case !== undefined && decisions.includes(command.case);

/** `key` is the fingerprint of the passkey that signed it, or empty. */
export function decideBy(person: string, journal: Journal, { command }: Command, key: string): void {
  const by = { actor: { person, capacity: person === 'kn-ordf' ? 'KN_CHAIR' : 'REGISTRAR', via: 'websocket' } };
  const given = command.value && 'oral' in command.value ? command.value.oral : undefined;
  if (typeof given === 'object') {
    const { speaker, witness, wording, heardVia, heard } = given;
    const oral = { id: 'oral-9', speaker, witness, wording, heardVia, heard, registrar: person, capacity: 'KN_CHAIR', state: 1 };
    journal.add({ case: 'oralDecisionRecorded', value: { oral } }, by);
  }
  switch (command.case) {
    case 'declareExtraordinary': {
      const { incident, criteria, committeeFunctions } = command.value;
      journal.add({ case: 'extraordinaryDeclared', value: { incident, criteria, committeeFunctions } }, by);
      journal.add({ case: 'levelChanged', value: { incident, from: 3, to: 4, reason: '' } }, by);
      journal.add({ case: 'committeeStateChanged', value: { from: 1, to: 2, cause: incident, reason: '' } }, by);
      break;
    }
    case 'assessNotExtraordinary':
      journal.add({ case: 'notExtraordinaryAssessed', value: { incident: command.value.incident, reason: command.value.reason } }, by);
      break;
    case 'startCommittee':
      journal.add({ case: 'committeeStateChanged', value: { from: 1, to: 2, cause: command.value.incident, reason: '' } }, by);
      break;
    case 'decideAlone': {
      const { incident, matter } = command.value;
      const decision = { id: 'decision-9', number: 9, body: 2, person, incident, matter, adopted: true, state: 1 };
      journal.add({ case: 'decisionMade', value: { decision } }, by);
      break;
    }
    case 'confirmOralDecision':
    case 'disputeOralDecision': {
      const state = command.case === 'confirmOralDecision' ? 2 : 3;
      journal.add({ case: 'oralDecisionSettled', value: { oral: command.value.oral, state, reason: '' } }, by);
      break;
    }
    default:
      break;
  }
  if (key) journal.add({ case: 'decisionSigned', value: { key } }, by);
}
