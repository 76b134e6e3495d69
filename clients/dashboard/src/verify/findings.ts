// What a verification found, as values that a page, a test or another program can read.
import type { Said } from './said';

export type Code = 'commitment' | 'leaf' | 'head' | 'signature' | 'key' | 'origin' | 'tail' | 'order' | 'form' | 'fork' | 'witness' | 'decision';

/** Where something is wrong: the file's line from 1, or 0 for what was given beside the file. */
export interface Place { line: number; entry?: number; field?: number }

export interface Finding extends Place, Said { code: Code }

/** Something wrong that does not know yet in which line it stands. */
export interface Fault { code: Code; said: Said; field?: number }

export interface Cosigned { name: string; size: number; time?: number; state: 'good' | 'bad' | 'unknown' }

export interface Stamp { line: number; size: number; good: boolean; by: string[] }

/** Decisions that are signed with a passkey: those that are good, and those that could not be checked, or not against all there is. */
export interface SignedDecisions { good: number; masked: number; withoutEvent: number; withoutKey: number; withoutHead: number }

export interface Summary {
  lines: number;
  origin: string;
  workspace: string;
  mode: string;
  what: string;
  /** How many entries the log has in this file's last word. */
  size: number;
  /** The one entry of a receipt. */
  entry?: number;
  shown: number;
  skipped: number;
  fields: number;
  masked: number;
  /** The log's keys that have signed what stands here. */
  keys: string[];
  checkpoints: Stamp[];
  cosignatures: Cosigned[];
  decisions: SignedDecisions;
}

export interface Report {
  kind: 'export' | 'receipt';
  good: boolean;
  findings: Finding[];
  /** How many more there were than are kept. */
  more: number;
  summary: Summary;
  /** A key of the log was given, so that a good file is one of that log. */
  keyGiven: boolean;
  proved: Said[];
  unproved: Said[];
}
