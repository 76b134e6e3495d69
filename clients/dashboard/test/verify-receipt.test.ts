// A receipt is good for the entry it is of, and for nothing else.
import { describe, expect, it } from 'vitest';
import { check, codesOf } from './proof/check';
import { archive, first, Log, logSigner, second, smallLog, text, turnedLog } from './proof/log';

const log = smallLog();
const asked = { keys: first.vkey };

describe('a receipt', () => {
  it('proves each entry, in each tree that has it', async () => {
    for (const size of [2, 6, 11, 13]) {
      for (let entry = 1; entry <= size; entry += 1) {
        const report = await check(log.receipt(entry, size), asked);
        expect(report, `${entry} of ${size}`)
          .toMatchObject({ kind: 'receipt', good: true, findings: [], summary: { entry, size, shown: 1 } });
      }
    }
    const { proved, unproved } = await check(log.receipt(4), { keys: `${first.vkey} ${archive.vkey}` });
    expect(proved.map(({ en }) => en).join(' '))
      .toMatch(/Entry 4 stands in its place.*had 13 entries.*a key that you gave.*arkiv\.example\/vittne has signed/);
    expect(unproved).toHaveLength(1);
  });

  it('proves the only entry of a log', async () => {
    expect(await check(new Log().adopt(first).receipt(1), asked)).toMatchObject({ good: true });
  });

  it('shows no key, so that one must be given, but for the receipt of the key itself', async () => {
    expect((await check(log.receipt(4))).findings).toMatchObject([{ line: 9, code: 'key' }]);
    const { good, unproved } = await check(turnedLog().receipt(1, 1));
    expect(good).toBe(true);
    expect(unproved[0]?.en).toContain('No key was given');
  });

  it('may have masked parts', async () => {
    const line = JSON.parse(log.export({ masks: () => true })[6] as string) as { entry: number };
    const extra = Buffer.from(JSON.stringify(line)).toString('base64');
    const receipt = log.receipt(line.entry).replace(/^extra .*$/m, `extra ${extra}`);
    expect(await check(receipt, asked)).toMatchObject({ good: true, summary: { masked: 3 } });
  });

  it('follows a change of key only where the change itself is the entry', async () => {
    const turned = turnedLog();
    for (const keys of [first.vkey, second.vkey]) expect((await check(turned.receipt(5, 5), { keys })).good).toBe(true);
    expect(codesOf(await check(turned.receipt(5, 11), { keys: first.vkey }))).toEqual(['key']);
    expect((await check(turned.receipt(5, 11), { keys: second.vkey })).good).toBe(true);
    expect(codesOf(await check(turned.receipt(7, 11), { keys: first.vkey }))).toEqual(['key']);
    expect((await check(turned.receipt(7, 11), { keys: `${first.vkey}\n${second.vkey}` })).good).toBe(true);
  });
});

describe('a damaged receipt', () => {
  const good = log.receipt(5);
  const lines = good.split('\n');
  const damaged = async (change: (lines: string[]) => void, keys = first.vkey): Promise<string[]> => {
    const own = [...lines];
    change(own);
    return codesOf(await check(own.join('\n'), { keys }));
  };
  const extraOf = (text: string): string => `extra ${Buffer.from(text).toString('base64')}`;

  it('is of another entry, place, path or tree', async () => {
    expect(await damaged((own) => void (own[1] = log.receipt(6).split('\n')[1] as string))).toEqual(['head', 'order']);
    expect(await damaged((own) => void (own[2] = 'index 5'))).toEqual(['head', 'order']);
    expect(await damaged((own) => void (own[2] = 'index 13'))).toEqual(['head', 'order']);
    expect(await damaged((own) => void own.splice(3, 1))).toEqual(['head']);
    expect(await damaged((own) => void own.splice(3, 0, own[3] as string))).toEqual(['head']);
    expect(await damaged((own) => void ([own[3], own[4]] = [own[4] as string, own[3] as string]))).toEqual(['head']);
    const other = log.checkpoints.get(11)?.split('\n') ?? [];
    expect(await damaged((own) => void own.splice(own.indexOf('') + 1, 99, ...other))).toEqual(['head']);
  });

  it('has an altered entry', async () => {
    const line = JSON.parse(Buffer.from((lines[1] as string).slice(6), 'base64').toString()) as { parts: string[][] };
    (line.parts[2] as string[])[4] = Buffer.from(text(3, 'annan')).toString('base64');
    expect(await damaged((own) => void (own[1] = extraOf(JSON.stringify(line))))).toEqual(['commitment']);
    (line.parts[1] as string[])[1] = Buffer.from(text(2, 't6')).toString('base64');
    expect(await damaged((own) => void (own[1] = extraOf(JSON.stringify(line))))).toEqual(['commitment', 'leaf']);
  });

  it('is signed by somebody else', async () => {
    expect(await damaged(() => {}, second.vkey)).toEqual(['key']);
    expect(await damaged(() => {}, logSigner('ckl/x', 'x').vkey)).toEqual(['key']);
    expect(await damaged(() => {}, `${first.vkey} ${logSigner('ckl/x', 'x').vkey}`)).toEqual(['key']);
    const body = lines.slice(lines.indexOf('') + 1, lines.indexOf('') + 4).join('\n');
    expect(await damaged((own) => void (own[own.length - 3] = first.sign(`${body} `).trim()))).toEqual(['signature']);
  });

  it('is not written as one', async () => {
    const wrong: [string, (own: string[]) => void][] = [
      ['no extra', (own) => void own.splice(1, 1)],
      ['extra of nothing', (own) => void (own[1] = 'extra ')],
      ['extra of no line', (own) => void (own[1] = extraOf('[]'))],
      ['extra of a skip', (own) => void (own[1] = extraOf(log.export({ shows: () => false })[1] as string))],
      ['extra with a line feed', (own) => void (own[1] = extraOf(`${JSON.stringify(log.lines[4])}\n`))],
      ['two indices', (own) => void own.splice(2, 0, 'index 4')],
      ['index 04', (own) => void (own[2] = 'index 04')],
      ['index -1', (own) => void (own[2] = 'index -1')],
      ['half a hash', (own) => void (own[3] = 'AAAA')],
      ['a hash and a space', (own) => void (own[3] += ' ')],
      ['no empty line', (own) => void own.splice(own.indexOf(''), 1)],
      ['two empty lines', (own) => void own.splice(own.indexOf(''), 0, '')],
      ['no checkpoint', (own) => void own.splice(own.indexOf('') + 1)],
      ['more after it', (own) => void own.push('x')],
    ];
    for (const [what, change] of wrong) expect(await damaged(change), what).toEqual(['form']);
    const files = { crlf: good.replaceAll('\n', '\r\n'), cut: good.slice(0, -1), bare: 'c2sp.org/tlog-proof@v1' };
    for (const [name, file] of Object.entries(files)) {
      expect(codesOf(await check(file, asked)), name).toEqual(['form']);
    }
  });

  it('differs from a checkpoint from elsewhere of the same size', async () => {
    const fork = new Log();
    for (let at = 1; at <= 13; at += 1) fork.add(20);
    const own = log.checkpoints.get(13) as string;
    expect(await check(good, { ...asked, elsewhere: own })).toMatchObject({ good: true });
    expect(codesOf(await check(good, { ...asked, elsewhere: fork.checkpoint(13, [first]) }))).toEqual(['fork']);
    const { good: still, unproved } = await check(good, { ...asked, elsewhere: log.checkpoints.get(6) as string });
    expect(still).toBe(true);
    expect(unproved.map(({ en }) => en).join(' ')).toContain('can not be compared');
  });
});
