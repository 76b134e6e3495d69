// An export is good as the log wrote it; and every way of damaging it is found, where it was done and as what it is.
import { describe, expect, it } from 'vitest';
import { check, codesOf } from './proof/check';
import { count, first, fileOf, type Line, Log, logSigner, type Part, smallLog, text } from './proof/log';

const log = smallLog();
const whole = log.export();
const asked = { keys: first.vkey };
const incident = { what: 'incident incident-4', shows: (entry: number) => [4, 9, 10].includes(entry) };

/** The line of the file that an entry stands on, from 0. */
const at = (lines: readonly string[], entry: number): number => lines.findIndex((line) => line.startsWith(`{"entry":${entry},`));

function changed(lines: readonly string[], index: number, change: (found: any) => unknown): string[] {
  const found = JSON.parse(lines[index] as string);
  const put = change(found);
  return lines.map((line, one) => (one === index ? JSON.stringify(put ?? found) : line));
}

const altered = (base64: string, byte: number): string => {
  const bytes = Buffer.from(base64, 'base64');
  bytes[byte] = (bytes[byte] as number) ^ 1;
  return bytes.toString('base64');
};

describe('an export of the whole log', () => {
  it('is good, and says what is proved and what is not', async () => {
    const { good, findings, summary, proved, unproved } = await check(whole, asked);
    expect(findings).toEqual([]);
    expect(good).toBe(true);
    expect(summary).toMatchObject({
      origin: log.origin, workspace: 'stockholm', mode: 'LIVE', what: 'whole', size: 13, shown: 13, skipped: 0, masked: 0,
      keys: [first.vkey.split('+')[1]] });
    expect(summary.lines).toBe(whole.length);
    expect(summary.checkpoints.map(({ size, good: one }) => [size, one])).toEqual([[2, true], [6, true], [11, true], [13, true]]);
    expect(summary.cosignatures).toEqual([{ name: 'arkiv.example/vittne', size: 13, time: 1_790_000_000, state: 'unknown' }]);
    expect(proved.map(({ en }) => en).join(' ')).toContain('a key that you gave');
    expect(unproved.map(({ en }) => en).join(' ')).toMatch(/Witnesses whose key was not given are not checked: arkiv.example\/vittne\./);
  });

  it('is good by its own key alone, and that is said', async () => {
    const { good, proved, unproved } = await check(whole);
    expect(good).toBe(true);
    expect(proved.map(({ en }) => en).join(' ')).toContain('the key that the log itself gives');
    expect(unproved[0]?.en).toContain('not that it is the right log');
  });

  it('may be cut into pieces anywhere', async () => {
    const bytes = fileOf(whole);
    const { Lines } = await import('../src/verify/lines');
    for (const size of [1, 7, 64, 1000]) {
      const lines = new Lines();
      const found: string[] = [];
      for (let from = 0; from < bytes.length; from += size) {
        for (const line of lines.cut(bytes.subarray(from, from + size))) found.push(Buffer.from(line ?? []).toString());
      }
      expect(found).toEqual(whole);
      expect(lines.cutOff).toBe(false);
    }
  });
});

describe('an export of a part', () => {
  const part = log.export(incident);

  it('is good with the key, and counts what is left out', async () => {
    const { good, findings, summary, unproved } = await check(part, asked);
    expect(findings).toEqual([]);
    expect(good).toBe(true);
    expect(summary).toMatchObject({ shown: 3, skipped: 10, size: 13 });
    expect(unproved.map(({ sv }) => sv).join(' ')).toContain('Utelämnade poster: 10.');
  });

  it('that does not show the key in force needs it to be given', async () => {
    const report = await check(part);
    expect(report.findings).toMatchObject([{ line: part.length, code: 'key' }]);
    expect((await check(log.export({ ...incident, shows: (entry) => entry === 2 || incident.shows(entry) }))).good).toBe(true);
  });

  it('is good for every choice of entries', async () => {
    for (let choice = 0; choice < 2 ** 13; choice += 37) {
      const lines = log.export({ what: 'period 2026-01-01T00:00:00Z -', shows: (entry) => ((choice >> (entry - 1)) & 1) === 1 });
      expect(await check(lines, asked), `choice ${choice}`).toMatchObject({ good: true, findings: [] });
    }
  });
});

describe('a masked part', () => {
  it('leaves the rest proved', async () => {
    const lines = log.export({ masks: (_, field) => field === 3 });
    const { good, summary, unproved } = await check(lines, asked);
    expect(good).toBe(true);
    expect(summary.masked).toBe(13);
    expect(unproved.map(({ en }) => en).join(' ')).toContain('Masked fields: 13.');
  });

  it('may be every covered one, with the key given', async () => {
    const report = await check(log.export({ masks: () => true }), asked);
    expect(report).toMatchObject({ good: true, findings: [] });
  });

  it('is found when its commitment or its number is altered', async () => {
    const masked = log.export({ masks: (entry, field) => entry === 4 && field === 3 });
    const line = at(masked, 4);
    for (const [place, put] of [[2, altered((log.lines[3] as Line).parts[2]?.[2] as string, 5)], [1, 4]] as const) {
      const report = await check(changed(masked, line, ({ parts }) => void (parts[2][place] = put)), asked);
      expect(report.findings).toMatchObject([{ line: line + 1, entry: 4, code: 'leaf' }]);
    }
  });
});

describe('an altered entry', () => {
  const line = at(whole, 5);
  const { parts } = log.lines[4] as Line;

  it('is found for each byte of a part’s content, salt, commitment and number', async () => {
    for (const [index, part] of parts.entries()) {
      for (const [place, value] of part.entries()) {
        if (place === 0) continue;
        const length = typeof value === 'string' ? Buffer.from(value, 'base64').length : 1;
        for (let byte = 0; byte < length; byte += 1) {
          const put = typeof value === 'string' ? altered(value, byte) : value + 1;
          const report = await check(changed(whole, line, (found) => void (found.parts[index][place] = put)), asked);
          const covered = part[0] === 'covered';
          const code = covered && place >= 2 ? 'commitment' : 'leaf';
          expect(codesOf(report), `part ${index} ${place} byte ${byte}`).toContain(code);
          expect(report.findings.every((one) => one.line === line + 1 && one.entry === 5)).toBe(true);
          if (covered && place >= 3) expect(report.findings).toMatchObject([{ field: part[1], code: 'commitment' }]);
        }
      }
    }
  });

  it('is found for each byte of its leaf, and the head that no longer agrees too', async () => {
    for (let byte = 0; byte < 32; byte += 1) {
      const report = await check(changed(whole, line, (found) => void (found.leaf = altered(found.leaf, byte))), asked);
      expect(codesOf(report)).toEqual(['head', 'leaf']);
      expect(report.findings.find(({ code }) => code === 'head')?.en).toContain('after entry 2');
    }
  });

  it('is found when a part is removed, added, doubled or moved', async () => {
    const damages: ((of: Part[]) => Part[])[] = [
      (of) => of.slice(1), (of) => of.slice(0, -1), (of) => [...of, of[2] as Part], (of) => [...of].reverse(),
      (of) => [of[1] as Part, of[0] as Part, ...of.slice(2)], () => []];
    for (const damage of damages) {
      const report = await check(changed(whole, line, (found) => void (found.parts = damage(found.parts))), asked);
      expect(codesOf(report)).toContain('leaf');
    }
  });

  it('is found when its leaf is made to agree, by the head', async () => {
    const forged = new Log(log.origin);
    for (const { parts: own } of log.lines) forged.put(own);
    const target = forged.lines[4] as Line;
    const [, ...others] = new Log().add(20, text(1, 'annat')).lines[0]?.parts ?? [];
    target.parts = [parts[0] as Part, ...others];
    const { leafOf } = await import('./proof/log');
    target.leaf = leafOf(target.parts).toString('base64');
    for (const [size, one] of log.checkpoints) forged.checkpoints.set(size, one);
    const report = await check(forged.export(), asked);
    expect(codesOf(report)).toEqual(['head']);
    expect(report.findings[0]?.line, 'at the first checkpoint after it').toBe(at(whole, 6) + 2);
    expect(report.more, 'and at each one after that').toBe(2);
  });
});

describe('what the log itself may not write', () => {
  const bad = async (parts: Part[]): Promise<string[]> => {
    const made = new Log().adopt(first).put(parts);
    return codesOf(await check(made.sign().export(), asked));
  };
  const good = new Log().add(10, text(1, 'x')).add(10, text(1, 'x'), count(2, 1)).lines[1]?.parts as Part[];
  const [one, two, actor, , , event, name, number] = good as [Part, Part, Part, Part, Part, Part, Part, Part];

  it('is found although the log has signed it', async () => {
    expect(await bad(good)).toEqual([]);
    expect(await bad([one, event]), 'an event without fields').toEqual([]);
    expect(await bad([one]), 'no event').toEqual(['form']);
    expect(await bad([one, event, name, event]), 'two events').toEqual(['form']);
    expect(await bad([one, ['event', 9], name]), 'an event with the number of a field').toEqual(['form']);
    expect(await bad([two, event]), 'no sequence').toEqual(['order']);
    expect(await bad([one, one, event]), 'two sequences').toEqual(['order']);
    expect(await bad([['open', count(1, 3).toString('base64')], event]), 'another sequence').toEqual(['order']);
    expect(await bad([event, one]), 'the sequence in the event').toEqual(['order']);
    expect(await bad([one, ['open', actor[4] as string], event]), 'an open name').toEqual(['form']);
    expect(await bad([one, event, ['open', name[4] as string]]), 'an open text in the event').toEqual(['form']);
    expect(await bad([one, event, ['open', text(5, 'x').toString('base64')]]), 'open by the entry’s numbers').toEqual(['form']);
    expect(await bad([one, ['open', (number[1] as string) + ''], event, name]), 'a number of the event before it').toEqual([]);
    expect(await bad([one, ['open', Buffer.from([8]).toString('base64')], event]), 'half a field').toEqual(['form']);
    expect(await bad([one, ['open', Buffer.from([32, 1, 32, 1]).toString('base64')], event]), 'two fields in one').toEqual(['form']);
    expect(await bad([one, ['open', ''], event]), 'nothing').toEqual(['form']);
    expect(await bad([one, event, ['open', Buffer.from([11, 12]).toString('base64')]]), 'a group').toEqual(['form']);
    expect(await bad([one, ['open', count(16, 1).toString('base64')], event]), 'a second event').toEqual(['form']);
  });
});

describe('the order of lines', () => {
  const entry = at(whole, 8);

  it('is found when a line is removed', async () => {
    for (let line = 1; line < whole.length - 1; line += 1) {
      const report = await check(whole.filter((_, one) => one !== line), asked);
      if (whole[line]?.startsWith('{"checkpoint"')) expect(report.good, 'a checkpoint between is not missed').toBe(true);
      else expect(report.findings).toMatchObject([{ line: line + 1, code: 'order' }]);
    }
  });

  it('is found when a line is doubled or two are swapped', async () => {
    const doubled = await check([...whole.slice(0, entry + 1), ...whole.slice(entry)], asked);
    expect(doubled.findings).toMatchObject([{ line: entry + 2, entry: 8, code: 'order' }]);
    const [before, one = '', other = '', ...after] = [whole.slice(0, entry), ...whole.slice(entry)];
    const swapped = await check([...before, other, one, ...after], asked);
    expect(swapped.findings).toMatchObject([{ line: entry + 1, entry: 9, code: 'order' }, { line: entry + 2, entry: 8, code: 'order' }]);
  });

  it('is found when a checkpoint is moved or doubled', async () => {
    const checkpoint = whole.findIndex((line) => line.startsWith('{"checkpoint"'));
    const line = whole[checkpoint] as string;
    const rest = whole.filter((_, one) => one !== checkpoint);
    for (const place of [checkpoint - 1, checkpoint + 1]) {
      expect(codesOf(await check([...rest.slice(0, place), line, ...rest.slice(place)], asked))).toContain('order');
    }
    expect(codesOf(await check([...whole.slice(0, checkpoint), line, ...whole.slice(checkpoint)], asked))).toEqual(['order']);
  });
});

describe('what is left out', () => {
  const part = log.export(incident);
  const skip = part.findIndex((line) => line.startsWith('{"skip":5'));

  it('is found when a hash is altered, removed, added or moved', async () => {
    const { hashes } = JSON.parse(part[skip] as string) as { hashes: string[] };
    for (const [one, hash] of hashes.entries()) {
      for (let byte = 0; byte < 32; byte += 1) {
        const report = await check(changed(part, skip, (found) => void (found.hashes[one] = altered(hash, byte))), asked);
        expect(codesOf(report)).toEqual(['head']);
      }
    }
    expect(codesOf(await check(changed(part, skip, (found) => void found.hashes.pop()), asked))).toEqual(['order']);
    expect(codesOf(await check(changed(part, skip, (found) => void found.hashes.push(hashes[0])), asked))).toEqual(['order']);
  });

  it('is found when its numbers are altered, or nothing stands for it', async () => {
    expect(codesOf(await check(changed(part, skip, (found) => void (found.skip = 6)), asked))).toContain('order');
    expect(codesOf(await check(changed(part, skip, (found) => void (found.through = 9)), asked))).toContain('order');
    expect(codesOf(await check(changed(part, skip, (found) => void (found.through = 4)), asked))).toEqual(['form']);
    expect(codesOf(await check(part.filter((_, one) => one !== skip), asked))).toContain('order');
    expect(codesOf(await check(changed(part, 0, (header) => ({ ...header, what: 'whole' })), asked))).toEqual(['form']);
  });
});

describe('the end', () => {
  it('is missed when lines are removed from it', async () => {
    for (let length = 1; length < whole.length; length += 1) {
      expect(codesOf(await check(whole.slice(0, length), asked)), `${length} lines`).toEqual(['tail']);
    }
  });

  it('is missed when the file is cut off anywhere', async () => {
    const bytes = fileOf(whole);
    const header = bytes.indexOf(10) + 1;
    for (let length = 0; length < bytes.length; length += length > header ? 101 : 1) {
      const report = await check(bytes.subarray(0, length), asked);
      expect(codesOf(report), `${length} bytes`).toEqual(length < header ? ['form'] : ['tail']);
    }
    expect(codesOf(await check(bytes.subarray(0, -1), asked)), 'the last line feed').toEqual(['tail']);
  });

  it('is found where the first line says less or more', async () => {
    for (const size of [0, 6, 12, 14, 2 ** 53 - 1]) {
      const found = codesOf(await check(changed(whole, 0, (header) => ({ ...header, size })), asked));
      // Of six there is a checkpoint, after which something stands.
      expect(found, `${size}`).toEqual([size === 6 ? 'form' : 'tail']);
    }
  });
});

describe('what stands after the end', () => {
  it('is found, whatever it is', async () => {
    for (const line of ['', '{}', ...whole]) {
      expect((await check([...whole, line], asked)).findings).toMatchObject([{ line: whole.length + 1, code: 'form' }]);
    }
    expect(codesOf(await check(Buffer.concat([fileOf(whole), Buffer.from(' ')]), asked))).toEqual(['tail']);
  });
});

describe('another log', () => {
  it('is found by a checkpoint of it, whoever signed', async () => {
    const other = new Log('ckl/ffffffffffffffffffffffffffffffff');
    for (const { parts } of log.lines) other.put(parts);
    const line = whole.length - 1;
    for (const signer of [first, logSigner(other.origin, 'other')]) {
      const lines = changed(whole, line, () => ({ checkpoint: other.checkpoint(13, [signer]) }));
      expect((await check(lines, asked)).findings.map(({ code, line: one }) => [code, one])).toEqual([['origin', line + 1]]);
    }
  });

  it('is found by its first line', async () => {
    const report = await check(changed(whole, 0, (header) => ({ ...header, origin: 'ckl/ffffffffffffffffffffffffffffffff' })), asked);
    expect(codesOf(report)).toEqual(['key', 'origin']);
  });
});
