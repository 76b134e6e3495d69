// Decisions that are signed with a passkey: that the person's key signed these words, and that the log has entered what they say.
import { hex, same, textOf } from './bytes';
import type { Inquiry } from './inquiry';
import { type Field, fieldFrom, fieldsIn, type Part } from './leaf';
import type { Tree } from './merkle';
import { say } from './said';
import type { Sentence } from './said.sv';
import { type Bytes, sha256 } from './sha256';

const opened = 10;
const keyChanged = 270;
const decisionSigned = 271;
const live = 1;
const added = 2;
const revoked = 3;
const thereAndVerified = 5;

type Message = ReadonlyMap<number, Field>;
/** The label of a line, and the path to the field that gives its value. */
type Source = readonly [label: string, path: readonly [number, ...number[]], isBool?: true];

/** What each kind of decision says, the number of its event, and what that event answers for. */
const kinds: ReadonlyMap<string, { event: number; sources: readonly Source[] }> = new Map([
  ['Händelsen är en extraordinär händelse', { event: 30, sources: [['Händelse', [1]], ['Avviker från det normala', [2, 1]],
    ['Allvarlig störning eller överhängande risk', [2, 2]], ['Kräver skyndsamma insatser av kommunen', [2, 3]],
    ['Krisledningsnämnden träder i funktion', [3], true]] }],
  ['Händelsen är inte en extraordinär händelse', { event: 94, sources: [['Händelse', [1]], ['Skäl', [2]]] }],
  ['Krisledningsnämnden träder i funktion', { event: 31, sources: [['Händelse', [3]], ['Skäl', [4]]] }],
  ['Brådskande beslut i krisledningsnämndens ställe', { event: 85, sources: [['Händelse', [1, 8]], ['Rubrik på beslutet', [1, 10, 2]],
    ['Beslut i sak', [1, 10, 3]], ['Varför det inte kan vänta', [1, 11]]] }],
  ['Det muntliga beslutet bekräftas', { event: 96, sources: [['Muntligt beslut', [1]]] }],
]);
const decisive = new Set([...kinds.values()].map(({ event }) => event));
const matters = new Set([...decisive, opened, keyChanged, decisionSigned]);

function bytesAt(message: Message, number: number, ...path: number[]): Bytes {
  const bytes = message.get(number)?.bytes.slice() ?? new Uint8Array();
  const [next, ...rest] = path;
  return next === undefined ? bytes : bytesAt(fieldsIn(bytes) ?? new Map<number, Field>(), next, ...rest);
}
const textAt = (message: Message, number: number, ...path: number[]): string => textOf(bytesAt(message, number, ...path)) ?? '\0';
const numberAt = (message: Message, number: number): number => message.get(number)?.value ?? 0;

function valueOf(event: Message, [, path, isBool]: Source): string {
  if (isBool) return numberAt(event, path[0]) ? 'ja' : 'nej';
  return textAt(event, ...path);
}

const lineOf = (label: string, value: string): string => `${label}: ${value.replace(/\r/g, '').replace(/\n/g, '\n  ')}`;

/** The text has the line as it is, and no other with its label; or none, where there is no value. */
function agrees(lines: readonly string[], label: string, value: string): boolean {
  const found = lines.filter((one) => one.startsWith(`${label}: `));
  return value ? found.length === 1 && found[0] === lineOf(label, value) : found.length === 0;
}

/** An integer of DER as the 32 bytes that the browser wants, if it is written in the one right way. */
function integer(bytes: Uint8Array, at: number): { value: Uint8Array; after: number } | undefined {
  const [tag, size = 0, first = 0x80, next = 0] = bytes.subarray(at);
  const after = at + 2 + size;
  const isShort = first === 0 && size > 1;
  if (tag !== 2 || size < 1 || size > 33 || after > bytes.length || first > 127 || (isShort && next < 128)) return undefined;
  const digits = bytes.subarray(at + (isShort ? 3 : 2), after);
  const value = new Uint8Array(32);
  if (digits.length > 32) return undefined;
  value.set(digits, 32 - digits.length);
  return { value, after };
}

export function rawFrom(der: Uint8Array): Bytes | undefined {
  const r = der[0] === 0x30 && der[1] === der.length - 2 ? integer(der, 2) : undefined;
  const s = r && integer(der, r.after);
  return r && s?.after === der.length ? Uint8Array.of(...r.value, ...s.value) : undefined;
}

const curve = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

async function signed(message: Bytes, signature: Uint8Array, point: Uint8Array): Promise<boolean> {
  const raw = rawFrom(signature);
  if (!raw || point.length !== 64) return false;
  try {
    const key = await crypto.subtle.importKey('raw', Uint8Array.of(4, ...point), curve, false, ['verify']);
    return await crypto.subtle.verify(curve, key, raw, message);
  } catch {
    return false;
  }
}

interface Shown { entry: number; parts: readonly Part[] }
interface Read { entry: number; line: number; masked: boolean; number: number; event: Message; person: string; command: string }

/** Each part is a field; of most entries no more is read than who did it by which command. */
function readEntry({ entry, parts }: Shown, line: number): Read {
  const [own, event] = [new Map<number, Field>(), new Map<number, Field>()];
  let number = 0;
  let masked = false;
  for (const part of parts) {
    if (part.kind === 'event') number ||= part.number;
    else if (part.kind === 'masked') masked = true;
    else if (number ? matters.has(number) : part.kind === 'covered') {
      const field = fieldFrom(part.bytes);
      if (field) (number ? event : own).set(field.number, field);
    }
  }
  return { entry, line, masked, number, event, person: textAt(own, 3, 1), command: textAt(own, 4) };
}

export class Decisions {
  private command = '';
  private person = '';
  /** Some entries of the command may not be shown. */
  private gap = false;
  private afterSkip = false;
  /** Of the command: the first of each kind of decision. */
  private readonly events = new Map<number, Read>();
  private readonly keys = new Map<string, { holder: string; revoked?: number }>();
  /** Not all changes of keys are shown. */
  private keysHidden = false;

  constructor(private readonly inquiry: Inquiry) {}

  /** Entries that are not shown come here. */
  skip(): void {
    this.afterSkip = true;
    this.keysHidden = true;
  }

  /** Each entry that is shown, in order; the tree has it already, or there is none. */
  take(shown: Shown, line: number, tree?: Tree): Promise<void> | undefined {
    const read = readEntry(shown, line);
    const { number, event, masked } = read;
    this.follow(read);
    // The others do not say who holds which key.
    if (number === opened && numberAt(event, 2) !== live) this.keysHidden = true;
    if (number === keyChanged) this.takeKey(read);
    if (number !== decisionSigned) return undefined;
    if (!masked) return this.judge(read, tree);
    this.inquiry.summary.decisions.masked += 1;
    return undefined;
  }

  private follow(read: Read): void {
    const { person, command, masked, number } = read;
    if (masked && (!person || !command)) {
      this.afterSkip = true;
      return;
    }
    if (person !== this.person || command !== this.command) {
      Object.assign(this, { person, command, gap: false });
      this.events.clear();
    }
    this.gap ||= this.afterSkip;
    this.afterSkip = false;
    if (decisive.has(number) && !this.events.has(number)) this.events.set(number, read);
  }

  private takeKey({ event, masked, entry, line }: Read): void {
    const change = numberAt(event, 2);
    this.keysHidden ||= masked;
    if (masked || change < added) return;
    const key = textAt(event, 3);
    if (key !== hex(sha256(bytesAt(event, 4)))) this.inquiry.add('decision', { line, entry, field: 3 }, say('signedFingerprint'));
    const held = this.keys.get(key);
    if (change === added) this.keys.set(key, { holder: textAt(event, 1) });
    else if (held && change === revoked) held.revoked = entry;
  }

  private async judge(read: Read, tree?: Tree): Promise<void> {
    const { inquiry } = this;
    const { line, entry, event } = read;
    const before = inquiry.count;
    const fault = (field: number, sentence: Sentence, ...values: (string | number)[]): void =>
      inquiry.add('decision', { line, entry, field }, say(sentence, ...values));
    checkLengths(event, fault);
    await checkSignature(event, fault);
    // What does not end with a line feed is no line.
    const lines = textAt(event, 1).split(/\n(?! {2})/).slice(0, -1);
    checkWords(read, lines, fault);
    this.checkEvent(lines, fault);
    this.checkKey(read, fault);
    this.checkHead(read, tree, fault);
    if (inquiry.count === before) inquiry.summary.decisions.good += 1;
  }

  private checkEvent(lines: readonly string[], fault: Fault): void {
    const { decisions } = this.inquiry.summary;
    const kind = kinds.get(lines[0]?.replace(/^Beslut: /, '') ?? '');
    const found = kind && this.events.get(kind.event);
    // Kinds of decisions that came later are not known here.
    if (!kind || (!found && this.gap) || found?.masked) decisions.withoutEvent += 1;
    else if (!found) fault(1, 'signedNothing');
    else {
      for (const source of kind.sources) {
        if (!agrees(lines, source[0], valueOf(found.event, source))) fault(1, 'signedOther', source[0], found.entry);
      }
    }
  }

  private checkKey({ event, person }: Read, fault: Fault): void {
    const held = this.keys.get(textAt(event, 9));
    if (this.keysHidden) this.inquiry.summary.decisions.withoutKey += 1;
    else if (!held) fault(9, 'signedStranger');
    else if (held.revoked) fault(9, 'signedRevoked', held.revoked);
    else if (held.holder !== person) fault(9, 'signedOthers');
  }

  private checkHead({ event, entry }: Read, tree: Tree | undefined, fault: Fault): void {
    const size = numberAt(event, 2);
    if (size >= entry) return fault(2, 'signedLater', size);
    const head = size === 0 ? new Uint8Array(32) : tree?.headAt(size);
    if (!head) this.inquiry.summary.decisions.withoutHead += 1;
    else if (!same(head, bytesAt(event, 3))) fault(3, 'signedHead', size);
  }
}

type Fault = (field: number, sentence: Sentence, ...values: (string | number)[]) => void;

function checkLengths(event: Message, fault: Fault): void {
  for (const [field, size] of [[3, 32], [4, 32], [8, 64]] as const) {
    if (bytesAt(event, field).length !== size) fault(field, 'signedLength');
  }
  if (bytesAt(event, 5).length < 37) fault(5, 'signedLength');
  if (textAt(event, 9) !== hex(sha256(bytesAt(event, 8)))) fault(9, 'signedFingerprint');
}

function clientFrom(bytes: Bytes): { type?: unknown; challenge?: unknown } {
  try {
    return (JSON.parse(textOf(bytes) ?? '') ?? {}) as object;
  } catch {
    return {};
  }
}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes)).replace(/=/g, '').replace(/\+/g, '-').replace(/\//g, '_');

async function checkSignature(event: Message, fault: Fault): Promise<void> {
  const [data, client] = [bytesAt(event, 5), bytesAt(event, 6)];
  const wanted = sha256(bytesAt(event, 4), bytesAt(event, 3), bytesAt(event, 1));
  const { type, challenge } = clientFrom(client);
  if (type !== 'webauthn.get') fault(6, 'signedCeremony');
  else if (challenge !== base64url(wanted)) fault(6, 'signedChallenge');
  if (((data[32] ?? 0) & thereAndVerified) !== thereAndVerified) fault(5, 'signedUnverified');
  const message = Uint8Array.of(...data, ...sha256(client));
  if (!(await signed(message, bytesAt(event, 7), bytesAt(event, 8)))) fault(7, 'signedBadly');
}

function checkWords({ event, person, command }: Read, lines: readonly string[], fault: Fault): void {
  const whole = textAt(event, 1).endsWith('\n');
  if (!whole || lines.at(-1) !== lineOf('Kommando', command)) fault(1, 'signedCommand');
  if (!lines.some((one) => one.startsWith('Fattat av: ') && one.endsWith(` (${person})`))) fault(1, 'signedPerson');
}
