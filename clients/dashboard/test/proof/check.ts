// Verifies what a test has in its hands.
import type { Report } from '../../src/verify/findings';
import type { Asked } from '../../src/verify/inquiry';
import { speak } from '../../src/verify/said';
import { saidEn } from '../../src/verify/said.en';
import { verify, type Watch } from '../../src/verify/verify';
import { fileOf } from './log';

speak(saidEn);

export const watch: Watch = { progress: () => {}, gone: () => false, breathe: async () => {} };

/** A file of these bytes, or of these lines, or this text. */
export function check(file: Uint8Array | readonly string[] | string, asked: Asked = {}): Promise<Report> {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file instanceof Uint8Array ? file : fileOf(file);
  return verify({ size: bytes.length, read: async (from, to) => bytes.subarray(from, to) }, asked, watch);
}

/** The codes of what is wrong, each once, in the order of their names. */
export const codesOf = ({ findings }: Report): string[] => [...new Set(findings.map(({ code }) => code))].sort();
