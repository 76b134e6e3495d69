// The fake server's passkeys: invitations, keys, sessions, and decisions laid out and signed. What a key signs is really verified.
import { createHash, randomBytes, webcrypto } from 'node:crypto';
import type { MessageInitShape } from '@bufbuild/protobuf';
import type { Assertion, Command, RejectionSchema } from '../../src/gen/ckl/v1/command_pb';
import * as proto from '../../src/gen/ckl/v1/services/passkey_pb';
import { stamp } from '../../src/state/time';
import { create, fromBinary, toBinary } from '../../src/wire/codec';
import { organisation } from './world';

export type Rejecting = MessageInitShape<typeof RejectionSchema>;

/** A refusal over HTTP: the status, and the words of the server when it has any. */
export class Refused extends Error {
  constructor(readonly status: number, readonly rejection?: Rejecting) {
    super(`refused ${status}`);
  }
}

interface Key {
  id: string;
  person: string;
  label: string;
  added: number;
  used?: number;
  /** P-256: X and Y. */
  point: Buffer;
  fingerprint: string;
}

interface Session {
  id: string;
  person: string;
  key: string;
  browser: string;
}

interface LaidOut {
  text: string;
  logSize: bigint;
  logHead: Buffer;
  nonce: Buffer;
}

const site = 'localhost';
const hour = 3_600_000;
const sha256 = (...parts: Uint8Array[]): Buffer => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const fault = (rule: string, sv: string, now = ''): Rejecting =>
  ({ code: 3, breaches: [{ rule, message: { sv, en: sv }, whatNow: { sv: now, en: now } }] });

function must(holds: boolean, rule: string, sv: string): void {
  if (!holds) throw new Refused(400, fault(rule, sv));
}

/** X and Y of a COSE key of ES256 as authenticators write it, at the end of the authenticator's data. */
function pointIn(authenticatorData: Uint8Array): { id: string; point: Buffer } {
  const data = Buffer.from(authenticatorData);
  const length = data.readUInt16BE(53);
  const cose = data.subarray(55 + length);
  must(cose.subarray(0, 10).toString('hex') === 'a5010203262001215820', 'PASSKEY_KIND', 'Nyckeln är inte ES256.');
  return { id: data.subarray(55, 55 + length).toString('hex'), point: Buffer.concat([cose.subarray(10, 42), cose.subarray(45, 77)]) };
}

/** DER's two integers as the 64 bytes that WebCrypto wants. */
function rawSignature(der: Buffer): Buffer {
  const integer = (at: number): { value: Buffer; end: number } => {
    const end = at + 2 + (der[at + 1] as number);
    const value = Buffer.concat([Buffer.alloc(32), der.subarray(at + 2, end)]);
    return { value: value.subarray(-32), end };
  };
  const r = integer(2);
  return Buffer.concat([r.value, integer(r.end).value]);
}

export class FakePasskeys {
  readonly keys: Key[] = [];
  readonly sessions: Session[] = [];
  /** Codes of invitations, and whom they are for. */
  readonly invitations = new Map<string, string>();
  /** The next calls answer that there were too many. */
  isBusy = false;
  /** Challenges are too old when they come back. */
  isSlow = false;
  /** What PrepareDecision or a signed command is refused with. */
  refusing: Rejecting | undefined;
  /** What the chair's log says has happened since the decision was laid out. */
  isOvertaken = false;
  private readonly challenges = new Set<string>();
  private readonly laid = new Map<string, LaidOut>();
  own = '';

  constructor(private readonly now: () => number, private readonly origin: () => string) {}

  of(person: string): Key[] {
    return this.keys.filter((one) => one.person === person);
  }

  /** `signedIn` is called with whoever is signed in from now on. */
  async answer(method: string, body: Uint8Array, person: string, signedIn: (person: string) => void): Promise<Uint8Array> {
    if (this.isBusy) throw new Refused(429);
    switch (method) {
      case 'BeginSignIn':
        return toBinary(proto.BeginSignInResponseSchema, create(proto.BeginSignInResponseSchema, { challenge: this.challenge(), site }));
      case 'SignIn':
        return this.signIn(fromBinary(proto.SignInRequestSchema, body).assertion, signedIn);
      case 'BeginPasskey':
        return this.begin(this.invited(fromBinary(proto.BeginPasskeyRequestSchema, body).invitation, person));
      case 'AddPasskey':
        return this.add(fromBinary(proto.AddPasskeyRequestSchema, body), person);
      default:
        return this.signedInAnswer(method, body, person, signedIn);
    }
  }

  private signedInAnswer(method: string, body: Uint8Array, person: string, signedIn: (person: string) => void): Uint8Array {
    if (!person) throw new Refused(401);
    switch (method) {
      case 'ListPasskeys':
        return toBinary(proto.ListPasskeysResponseSchema, create(proto.ListPasskeysResponseSchema, {
          passkeys: this.of(person).map((one) => ({
            key: one.fingerprint, person, label: one.label, added: stamp(one.added), used: one.used ? stamp(one.used) : undefined })),
        }));
      case 'RevokePasskey': {
        const { key } = fromBinary(proto.RevokePasskeyRequestSchema, body);
        this.keys.splice(this.keys.findIndex((one) => one.fingerprint === key), 1);
        if (this.sessions.some((one) => one.id === this.own && one.key === key)) signedIn('');
        return new Uint8Array();
      }
      case 'ListSessions':
        return toBinary(proto.ListSessionsResponseSchema, create(proto.ListSessionsResponseSchema, {
          sessions: this.sessions.filter((one) => one.person === person)
            .map((one) => ({ ...one, validTo: stamp(this.now() + 12 * hour), own: one.id === this.own })),
        }));
      case 'EndSession':
        this.sessions.splice(this.sessions.findIndex((one) => one.id === fromBinary(proto.EndSessionRequestSchema, body).id), 1);
        return new Uint8Array();
      case 'PrepareDecision':
        return this.prepare(fromBinary(proto.PrepareDecisionRequestSchema, body).command, person);
      default:
        throw new Refused(404);
    }
  }

  private challenge(bytes: Buffer = randomBytes(32)): Buffer {
    this.challenges.add(bytes.toString('base64url'));
    return bytes;
  }

  private invited(code: string, person: string): string {
    const holder = code ? this.invitations.get(code) : person;
    if (!holder) throw new Refused(code ? 403 : 401);
    return holder;
  }

  private begin(person: string): Uint8Array {
    return toBinary(proto.BeginPasskeyResponseSchema, create(proto.BeginPasskeyResponseSchema, {
      challenge: this.challenge(),
      site,
      userHandle: sha256(Buffer.from(person)),
      person,
      name: organisation.persons.find((one) => one.id === person)?.name ?? person,
      known: this.of(person).map((one) => Buffer.from(one.id, 'hex')),
    }));
  }

  private add({ invitation, label, authenticatorData, clientData }: proto.AddPasskeyRequest, signedIn: string): Uint8Array {
    const person = this.invited(invitation, signedIn);
    this.check(authenticatorData, clientData, 'webauthn.create');
    const { id, point } = pointIn(authenticatorData);
    const before = invitation ? this.of(person) : [];
    for (const one of before) this.keys.splice(this.keys.indexOf(one), 1);
    this.invitations.delete(invitation);
    const fingerprint = sha256(point).toString('hex');
    this.keys.push({ id, person, label, point, fingerprint, added: this.now() });
    return toBinary(proto.AddPasskeyResponseSchema, create(proto.AddPasskeyResponseSchema, { key: fingerprint, revoked: before.length }));
  }

  /** Challenge, origin, host, that somebody was there, and that the device knew who. */
  private check(authenticatorData: Uint8Array, clientData: Uint8Array, type: string): string {
    const client = JSON.parse(Buffer.from(clientData).toString()) as { type: string; challenge: string; origin: string };
    const flags = authenticatorData[32] ?? 0;
      const isHere = sha256(Buffer.from(site)).equals(Buffer.from(authenticatorData.subarray(0, 32)));
    must(client.type === type && client.origin === this.origin(), 'PASSKEY_ORIGIN', 'Fel adress.');
    must(!this.isSlow && this.challenges.delete(client.challenge), 'PASSKEY_EXPIRED', 'Det tog för lång tid.');
    must(isHere, 'PASSKEY_SITE', 'Fel värd.');
    must((flags & 5) === 5, 'PASSKEY_UNVERIFIED', 'Enheten kände inte igen dig.');
    return client.challenge;
  }

  private async verified(assertion: Assertion | undefined): Promise<{ key: Key; challenge: string }> {
    const key = this.keys.find((one) => one.id === Buffer.from(assertion?.key ?? []).toString('hex'));
    if (!assertion || !key) throw new Refused(401, fault('PASSKEY_UNKNOWN', 'Passkeyn är inte registrerad här.'));
    const challenge = this.check(assertion.authenticatorData, assertion.clientData, 'webauthn.get');
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    const x = key.point.subarray(0, 32).toString('base64url');
    const y = key.point.subarray(32).toString('base64url');
    const known = await webcrypto.subtle.importKey('jwk', { kty: 'EC', crv: 'P-256', x, y }, algorithm, false, ['verify']);
    const signed = Buffer.concat([assertion.authenticatorData, sha256(assertion.clientData)]);
    const given = rawSignature(Buffer.from(assertion.signature));
    const holds = await webcrypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, known, given, signed);
    must(holds, 'PASSKEY_SIGNATURE', 'Underskriften stämmer inte.');
    return { key, challenge };
  }

  private async signIn(assertion: Assertion | undefined, signedIn: (person: string) => void): Promise<Uint8Array> {
    const { key } = await this.verified(assertion);
    key.used = this.now();
    this.own = `session-${this.sessions.length + 1}`;
    this.sessions.push({ id: this.own, person: key.person, key: key.fingerprint, browser: 'Chromium på Linux' });
    signedIn(key.person);
    const validTo = stamp(this.now() + 12 * hour);
    return toBinary(proto.SignInResponseSchema, create(proto.SignInResponseSchema, { person: key.person, validTo }));
  }

  private prepare(command: Command | undefined, person: string): Uint8Array {
    if (this.refusing) throw new Refused(400, this.refusing);
    const id = command?.command.value?.commandId ?? '';
    const laid: LaidOut = { text: wording(command), logSize: 41n, logHead: randomBytes(32), nonce: randomBytes(32) };
    this.laid.set(id, laid);
    const challenge = this.challenge(sha256(laid.nonce, laid.logHead, Buffer.from(laid.text)));
    return toBinary(proto.PrepareDecisionResponseSchema, create(proto.PrepareDecisionResponseSchema, {
      ...laid,
      challenge,
      site,
      keys: this.of(person).map((one) => Buffer.from(one.id, 'hex')),
      validTo: stamp(Date.now() + 300_000),
    }));
  }

  /** The key that signed the command, or why it is refused. The challenge is SHA-256(nonce || log_head || text). */
  async signedBy({ command, signature }: Command, person: string): Promise<Key | Rejecting> {
    const laid = this.laid.get(command.value?.commandId ?? '');
    if (this.isOvertaken) return fault('SIGNATURE_TEXT_CHANGED', 'Läget har ändrats sedan du granskade.', 'Granska igen.');
    if (!signature || !laid) return fault('SIGNATURE_REFUSED', 'Beslutet är inte undertecknat', 'Granska och underteckna');
    const { logSize, logHead, nonce } = signature;
    const same = logSize === laid.logSize && laid.logHead.equals(logHead) && laid.nonce.equals(nonce);
    try {
      const { key, challenge } = await this.verified(signature.assertion);
      const wanted = sha256(laid.nonce, laid.logHead, Buffer.from(laid.text)).toString('base64url');
      if (same && challenge === wanted && key.person === person) return key;
    } catch (error) {
      const { rejection } = error as Refused;
      if (rejection?.breaches?.[0]?.rule === 'PASSKEY_EXPIRED') return fault('SIGNATURE_EXPIRED', 'Tiden har gått ut', 'Granska igen');
    }
    return fault('SIGNATURE_REFUSED', 'Underskriften är inte av det som lades fram', 'Granska igen');
  }
}

function wording(command: Command | undefined): string {
  const { case: kind, value } = command?.command ?? {};
  if (kind !== 'declareExtraordinary') {
    const plain = (_: string, one: unknown) => (typeof one === 'bigint' ? String(one) : one);
    return `Beslut: ${kind}\n${JSON.stringify(value, plain, 1)}`;
  }
  const { criteria, committeeFunctions } = value as Extract<Command['command'], { case: 'declareExtraordinary' }>['value'];
  return [
    'Beslut om extraordinär händelse',
    '',
    'Händelse: nr 1, Lastbil på Drottninggatan',
    'Jag bedömer att händelsen är en extraordinär händelse enligt 1 kap. 4 § lagen (2006:544).',
    '',
    `Den avviker från det normala: ${criteria?.departsFromNormal}`,
    `Den innebär en allvarlig störning: ${criteria?.seriousDisturbance}`,
    `Den kräver skyndsamma insatser: ${criteria?.urgentAction}`,
    '',
    committeeFunctions ? 'Krisledningsnämnden träder i funktion.' : 'Krisledningsnämnden träder inte i funktion.',
    '',
    'KN:s ordförande, krisledningsnämndens ordförande',
    '2017-04-07 15:14:20',
  ].join('\n');
}
