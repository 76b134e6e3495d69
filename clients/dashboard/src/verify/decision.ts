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
const thereAndVerified = 5;

type Message = ReadonlyMap<number, Field>;
/** The label of a line, and the path to the field that gives its value; a question mark after a bool. */
type Source = readonly [label: string, path: string];
interface Kind { event: number; sources: readonly Source[] }

/** What each kind of decision says, the number of its event, and which of that event's fields stand in which lines. */
const kinds = new Map<string, Kind>();
for (const one of [
  'Händelsen är en extraordinär händelse|30|Händelse=1|Avviker från det normala=2.1|Allvarlig störning eller överhängande risk=2.2|' +
    'Kräver skyndsamma insatser av kommunen=2.3|Krisledningsnämnden träder i funktion=3?',
  'Händelsen är inte en extraordinär händelse|94|Händelse=1|Skäl=2',
  'Krisledningsnämnden träder i funktion|31|Händelse=3|Skäl=4',
  'Brådskande beslut i krisledningsnämndens ställe|85|Händelse=1.8|Rubrik på beslutet=1.10.2|Beslut i sak=1.10.3|' +
    'Varför det inte kan vänta=1.11',
  'Det muntliga beslutet bekräftas|96|Muntligt beslut=1',
]) {
  const [says = '', event, ...sources] = one.split('|');
  kinds.set(says, { event: Number(event), sources: sources.map((source) => source.split('=') as unknown as Source) });
}
const decisive = new Set([...kinds.values()].map(({ event }) => event));
const matters = new Set([...decisive, opened, keyChanged, decisionSigned]);

function bytesAt(message: Message, number: number, ...path: number[]): Bytes {
  const bytes = message.get(number)?.bytes.slice() ?? new Uint8Array();
  const [next, ...rest] = path;
  return next === undefined ? bytes : bytesAt(fieldsIn(bytes) ?? new Map<number, Field>(), next, ...rest);
}
const textAt = (message: Message, number: number, ...path: number[]): string => textOf(bytesAt(message, number, ...path)) ?? '\0';
const numberAt = (message: Message, number: number): number => message.get(number)?.value ?? 0;

function valueOf(event: Message, path: string): string {
  const [first = 0, ...rest] = path.split('.').map(parseFloat);
  if (path.endsWith('?')) return numberAt(event, first) ? 'ja' : 'nej';
  return textAt(event, first, ...rest);
}

const fingerprint = (message: Message, key: number): string => hex(sha256(bytesAt(message, key)));

const lineOf = (label: string, value: string): string => `${label}: ${value.replace(/\r/g, '').replace(/\n/g, '\n  ')}`;

/** The text has the line as it is, and no other with its label; or none, where there is no value. */
function agrees(lines: readonly string[], label: string, value: string): boolean {
  const found = lines.filter((one) => one.startsWith(`${label}: `));
  return value ? found.length === 1 && found[0] === lineOf(label, value) : found.length === 0;
}

/** The two numbers of a signature as the browser wants them, 32 bytes each, if DER has them in the one right spelling. */
export function rawFrom(der: Uint8Array): Bytes | undefined {
  const raw = new Uint8Array(64);
  let at = 2;
  for (const end of [32, 64]) {
    const [tag, size = 0, first = 128, next = 0] = der.subarray(at);
    const sign = first === 0 && size > 1 ? 1 : 0;
    const digits = der.subarray(at + 2 + sign, at + 2 + size);
    at += 2 + size;
    if (tag !== 2 || size < 1 || first > 127 || (sign && next < 128) || digits.length > 32 || at > der.length) return undefined;
    raw.set(digits, end - digits.length);
  }
  return der[0] === 0x30 && der[1] === der.length - 2 && at === der.length ? raw : undefined;
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

type Fault = (field: number, sentence: Sentence, ...values: (string | number)[]) => void;

/** Follows the entries of one command, of which the last is the signature. */
class Run {
  private of = '';
  private afterSkip = false;
  /** Some of its entries may not be shown. */
  gap = false;
  /** The first of each kind of decision. */
  readonly events = new Map<number, Read>();

  skip(): void {
    this.afterSkip = true;
  }

  follow(read: Read): void {
    const { person, command, masked, number } = read;
    if (masked && (!person || !command)) return this.skip();
    const of = JSON.stringify([person, command]);
    if (of !== this.of) {
      this.of = of;
      this.gap = false;
      this.events.clear();
    }
    this.gap ||= this.afterSkip;
    this.afterSkip = false;
    if (decisive.has(number) && !this.events.has(number)) this.events.set(number, read);
  }
}

export interface Decisions {
  /** Entries that are not shown come here. */
  skip(): void;
  /** Each entry that is shown, in order; the tree has it already, or there is none. */
  take(shown: Shown, line: number, tree?: Tree): Promise<void> | undefined;
}

export function decisionsOf({ summary: { decisions: counts } }: Pick<Inquiry, 'summary'>, add: Inquiry['add']): Decisions {
  const run = new Run();
  const keys = new Map<string, { holder: string; revoked?: number }>();
  /** Not all changes of keys are shown. */
  let isHidden = false;
  let faults = 0;

  const faultIn = ({ line, entry }: Read): Fault => (field, sentence, ...values) => {
    faults += 1;
    add('decision', { line, entry, field }, say(sentence, ...values));
  };

  function takeKey(read: Read): void {
    const { event, entry } = read;
    const change = numberAt(event, 2);
    isHidden ||= read.masked;
    if (read.masked || change < added) return;
    const key = textAt(event, 3);
    if (key !== fingerprint(event, 4)) faultIn(read)(3, 'signedFingerprint');
    const held = keys.get(key);
    if (change === added) keys.set(key, { holder: textAt(event, 1) });
    else if (held) held.revoked = entry;
  }

  function checkEvent(lines: readonly string[], fault: Fault): void {
    const kind = kinds.get(lines[0]?.replace(/^Beslut: /, '') ?? '');
    const found = kind && run.events.get(kind.event);
    // Kinds of decisions that came later are not known here.
    if (!kind || (!found && run.gap) || found?.masked) counts.withoutEvent += 1;
    else if (!found) fault(1, 'signedNothing');
    else {
      for (const [label, path] of kind.sources) {
        if (!agrees(lines, label, valueOf(found.event, path))) fault(1, 'signedOther', label, found.entry);
      }
    }
  }

  function checkKey({ event, person }: Read, fault: Fault): void {
    const held = keys.get(textAt(event, 9));
    if (isHidden) counts.withoutKey += 1;
    else if (!held) fault(9, 'signedStranger');
    else if (held.revoked) fault(9, 'signedRevoked', held.revoked);
    else if (held.holder !== person) fault(9, 'signedOthers');
  }

  function checkHead({ event, entry }: Read, tree: Tree | undefined, fault: Fault): void {
    const size = numberAt(event, 2);
    if (size >= entry) return fault(2, 'signedLater', size);
    const head = size === 0 ? new Uint8Array(32) : tree?.headAt(size);
    if (!head) counts.withoutHead += 1;
    else if (!same(head, bytesAt(event, 3))) fault(3, 'signedHead', size);
  }

  async function judge(read: Read, tree?: Tree): Promise<void> {
    const { event } = read;
    const fault = faultIn(read);
    const before = faults;
    checkLengths(event, fault);
    await checkSignature(event, fault);
    // What does not end with a line feed is no line.
    const lines = textAt(event, 1).split(/\n(?! {2})/).slice(0, -1);
    checkWords(read, lines, fault);
    checkEvent(lines, fault);
    checkKey(read, fault);
    checkHead(read, tree, fault);
    if (faults === before) counts.good += 1;
  }

  return {
    skip: () => {
      run.skip();
      isHidden = true;
    },
    take: (shown, line, tree) => {
      const read = readEntry(shown, line);
      const { number, event, masked } = read;
      run.follow(read);
      // The others do not say who holds which key.
      if (number === opened && numberAt(event, 2) !== live) isHidden = true;
      if (number === keyChanged) takeKey(read);
      if (number !== decisionSigned) return undefined;
      if (!masked) return judge(read, tree);
      counts.masked += 1;
      return undefined;
    },
  };
}

function checkLengths(event: Message, fault: Fault): void {
  for (const [field, size] of [[3, 32], [4, 32], [8, 64]] as const) {
    if (bytesAt(event, field).length !== size) fault(field, 'signedLength');
  }
  if (bytesAt(event, 5).length < 37) fault(5, 'signedLength');
  if (textAt(event, 9) !== fingerprint(event, 8)) fault(9, 'signedFingerprint');
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
