// What must be true at the end of a play, however often the server was killed in between.
import { expect } from '@playwright/test';
import type { Json } from './client.ts';
import { COMING } from './play.ts';
import type { Scenery } from './scenery.ts';

interface Call { person: string; state: string }
interface Position { plan: { position: string }; calls: Call[]; filled?: boolean }
interface Message { id: string; purpose: string; attempts?: { state: string; channel: string; repeated?: boolean }[]; settled?: boolean }

const list = <T>(value: unknown): T[] => (value ?? []) as T[];

// The end state in the words that must not differ between one run and another.
export function digest(image: Json): Json {
  return {
    ckl: image['ckl'],
    committee: image['committee'],
    notes: image['logEntries'],
    incidents: list<Json>(image['incidents']).map((one) => ({
      id: one['id'], level: one['level'], phase: one['phase'], provisional: one['provisional'] ?? false,
      unconfirmed: one['unconfirmed'] ?? false, onCkl: one['onCkl'] ?? false, criteria: one['criteria'],
    })),
    obligations: list<Json>(image['obligations']).map((one) => `${one['rule']} ${one['incident']} ${one['state']}`).sort(),
    callouts: list<Json>(image['callouts']).map((one) => list<Position>(one['positions']).map((position) => ({
      position: position.plan.position,
      filled: position.filled ?? false,
      coming: position.calls.filter((call) => call.state === 'CALL_STATE_COMING').map((call) => call.person).sort(),
    }))),
  };
}

export function coming(image: Json): string[] {
  const persons = list<Json>(image['callouts']).flatMap((one) => list<Position>(one['positions']))
    .flatMap((position) => position.calls).filter((call) => call.state === 'CALL_STATE_COMING');
  return persons.map((call) => call.person).sort();
}

// Every person was reached, nothing that was handed over is missing, and what was sent twice says so.
export function provesDelivery(scenery: Scenery, image: Json): void {
  expect(coming(image)).toEqual(COMING);
  const sent = new Map<string, string[]>();  // by message and channel
  for (const one of scenery.gateway.taken) {
    const [, message] = one.key.split('/');
    const at = `${message} ${one.kind}`;
    sent.set(at, [...(sent.get(at) ?? []), one.text]);
  }
  for (const one of scenery.mails()) {
    const [, message] = one.key.split('/');
    const at = `${message} mail`;
    sent.set(at, [...(sent.get(at) ?? []), one.text]);
  }
  for (const [at, texts] of sent) {
    for (const again of texts.slice(1)) expect(again, `${at} was sent again without the mark`).toMatch(/UPPREPNING/);
  }
  let handedOver = 0;
  for (const message of list<Message>(image['messages'])) {
    for (const attempt of message.attempts ?? []) {
      if (!['ATTEMPT_STATE_HANDED_OVER', 'ATTEMPT_STATE_DELIVERED'].includes(attempt.state)) continue;
      handedOver += 1;
      expect(sent.has(`${message.id} ${attempt.channel}`), `${message.id} by ${attempt.channel}`).toBe(true);
    }
    const reached = (message.attempts ?? []).some((attempt) => attempt.state !== 'ATTEMPT_STATE_FAILED');
    if (message.purpose !== 'MESSAGE_PURPOSE_CALL') expect(reached, `${message.id} left the server`).toBe(true);
  }
  expect(handedOver).toBeGreaterThan(20);
}

// Numbers without gap and without repetition.
export function provesOrder(entries: Json[]): void {
  expect(entries.map((entry) => Number(entry['sequence']))).toEqual(entries.map((_, index) => index + 1));
}
