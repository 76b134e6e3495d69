// Whose signatures a checkpoint must have: the log's key in force, both where it is changed, the witnesses that were given; and what
// a checkpoint from elsewhere tells.
import { describe, expect, it } from 'vitest';
import { check, codesOf } from './proof/check';
import { archive, count, first, Log, logSigner, type Signer, second, smallLog, text, turnedLog, witness } from './proof/log';

const stranger = logSigner(first.vkey.split('+')[0] as string, 'stranger');
const log = turnedLog();
const whole = log.export();
const both = `${first.vkey}\n${second.vkey}\n`;

const codes = async (lines: readonly string[], keys = '', elsewhere = ''): Promise<string[]> =>
  codesOf(await check(lines, { keys, elsewhere }));

/** The log with another checkpoint at this size. */
function resigned(of: Log, size: number, ...signers: Signer[]): string[] {
  const own = JSON.stringify({ checkpoint: of.checkpoints.get(size) });
  const other = JSON.stringify({ checkpoint: of.checkpoint(size, signers) });
  return of.export().map((line) => (line === own ? other : line));
}

describe('the key of a log', () => {
  it('may be any that it has had', async () => {
    for (const keys of ['', first.vkey, second.vkey, both, `  ${second.vkey} \r\n\r\n${first.vkey}`]) {
      expect(await check(whole, { keys }), keys).toMatchObject({ good: true, findings: [] });
    }
    const { summary } = await check(whole, { keys: first.vkey });
    expect(summary.keys).toEqual([first, second].map(({ vkey }) => vkey.split('+')[1]));
  });

  it('is found wrong when it is another of the same name, of another log, or none', async () => {
    expect(await codes(whole, stranger.vkey)).toEqual(['key']);
    expect(await codes(whole, logSigner('ckl/ffffffffffffffffffffffffffffffff', 'first').vkey)).toEqual(['key']);
    expect(await codes(whole, first.vkey.slice(0, -1))).toEqual(['key']);
    expect(await codes(whole, `${both} and this`)).toEqual(['key']);
    expect((await check(whole, { keys: `${stranger.vkey.replace('+A', '+B')}` })).findings[0]?.line).toBe(0);
  });

  it('must have signed each checkpoint', async () => {
    expect(await codes(resigned(log, 2, stranger))).toEqual(['key']);
    expect(await codes(resigned(log, 2, second)), 'a key of later').toEqual(['key']);
    expect((await check(resigned(log, 11, first))).findings.map(({ en }) => en.replace(/ \(?[0-9a-f]{8}\)?/, '')))
      .toEqual(['The key has signed, but is not in force here.', 'The key in force here has not signed.']);
    expect(await codes(resigned(log, 11, first, second)), 'the new one alone').toEqual(['key']);
    expect(await codes(resigned(log, 11, stranger, second)), 'signatures of the unknown are passed over').toEqual([]);
    expect(await codes(resigned(log, 11, archive))).toEqual(['key']);
  });

  it('has signed what stands there, and nothing else', async () => {
    const body = log.checkpoints.get(11)?.split('\n\n')[0] ?? '';
    const line = `{"checkpoint":${JSON.stringify(`${body}\n\n${second.sign(`${body}\n `)}`)}}`;
    const report = await check([...whole.slice(0, -1), line]);
    expect(report.findings).toMatchObject([{ line: whole.length, code: 'signature' }]);
  });
});

describe('a change of key', () => {
  const turn = whole.findIndex((line) => line.startsWith('{"checkpoint"') && line.includes('\\n5\\n'));

  it('needs both signatures at its entry', async () => {
    expect(turn).toBeGreaterThan(0);
    for (const keys of ['', first.vkey]) {
      expect(await codes(resigned(log, 5, second), keys), 'the new one alone').toContain('key');
      expect(await codes(resigned(log, 5, first), keys), 'the old one alone').toContain('key');
      expect(await codes(resigned(log, 5, stranger), keys), 'neither').toContain('key');
      expect(await codes(resigned(log, 5, second, first, archive), keys), 'in any order').toEqual([]);
    }
  });

  it('needs a checkpoint at its entry', async () => {
    const lines = whole.filter((_, one) => one !== turn);
    const report = await check(lines);
    expect(report.findings).toMatchObject([{ line: turn + 1, entry: 5, code: 'key' }]);
    expect(codesOf(await check(lines.slice(0, turn)))).toContain('key');
  });

  it('can not be made by somebody else', async () => {
    const forged = new Log().adopt(first).add(10, text(1, 'stockholm')).sign().add(20).add(21).add(250, text(1, stranger.vkey));
    forged.checkpoints.set(5, forged.checkpoint(5, [stranger]));
    forged.add(59);
    forged.checkpoints.set(6, forged.checkpoint(6, [stranger]));
    expect(await codes(forged.export(), first.vkey)).toContain('key');
    expect(await codes(forged.export()), 'nor without a key').toContain('key');
    expect(await codes(forged.export({ what: 'incident x', shows: (entry) => entry > 5 }), first.vkey)).toEqual(['key']);
  });

  it('that is masked or not shown needs the keys to be given', async () => {
    const masked = log.export({ masks: (entry) => entry === 5 });
    expect(await codes(masked, both)).toEqual([]);
    expect(await codes(masked, first.vkey)).toEqual(['key']);
    expect((await check(masked)).findings.at(-1)?.en).toBe('The key in force here is not in the file. Give it.');
    const late = log.export({ what: 'incident x', shows: (entry) => entry > 9 });
    expect(await codes(late, second.vkey)).toEqual([]);
    expect(await codes(late, both)).toEqual([]);
    expect(await codes(late, first.vkey)).toEqual(['key']);
    const early = log.export({ what: 'incident x', shows: (entry) => entry === 2 });
    expect(await codes(early, both)).toEqual([]);
    expect(await codes(early, second.vkey), 'the older checkpoint is by the older key').toEqual(['key']);
    expect(await codes(early)).toEqual(['key']);
    const between = log.export({ what: 'incident x', shows: (entry) => entry === 1 || entry > 9 });
    for (const keys of ['', second.vkey, both]) expect(await codes(between, keys), 'an export shows every change of key').toContain('key');
  });

  it('is followed where only its own entry is shown', async () => {
    const only = log.export({ what: 'incident x', shows: (entry) => entry === 5 });
    for (const keys of [first.vkey, second.vkey, both]) expect(await codes(only, keys), keys).toEqual([]);
    expect(await codes(only, stranger.vkey)).toEqual(['key']);
  });

  it('is one of a key of this log', async () => {
    for (const value of ['', 'nonsense', first.vkey.slice(0, -2), archive.vkey, logSigner('ckl/other', 'x').vkey]) {
      const made = new Log().adopt(first).add(250, text(1, value));
      made.checkpoints.set(2, made.checkpoint(2, [first]));
      expect((await check(made.export())).findings[0]).toMatchObject({ line: 4, entry: 2, field: 1, code: 'key' });
    }
    const two = new Log().adopt(first).add(250, text(1, second.vkey), text(1, stranger.vkey));
    two.checkpoints.set(2, two.checkpoint(2, [first, second]));
    expect(await codes(two.export())).toContain('key');
  });

  it('has a beginning: nobody can sign before the first', async () => {
    const made = new Log().add(10, text(1, 'x'));
    made.checkpoints.set(1, made.checkpoint(1, [first]));
    made.adopt(first);
    expect((await check(made.export())).findings).toMatchObject([{ line: 3, code: 'key' }]);
    const empty = new Log();
    empty.checkpoints.set(0, empty.checkpoint(0, [first]));
    const [header = ''] = empty.export();
    expect(await codes([header, JSON.stringify({ checkpoint: empty.checkpoint(0, [first]) })], first.vkey)).toContain('key');
  });
});

describe('a witness', () => {
  const seen = smallLog();
  const lines = seen.export();

  it('is checked when its key is given', async () => {
    const { good, summary, proved } = await check(lines, { keys: `${first.vkey}\n${archive.vkey}` });
    expect(good).toBe(true);
    expect(summary.cosignatures).toMatchObject([{ name: 'arkiv.example/vittne', state: 'good' }]);
    expect(proved.map(({ en }) => en))
      .toContain('The witness arkiv.example/vittne has signed the log with 13 entries (2026-09-21 14:13 UTC).');
  });

  it('that has not signed is missed', async () => {
    expect(await codes(lines, witness('arkiv.example/vittne', 'another').vkey)).toEqual(['witness']);
    expect(await codes(lines, witness('annat.example/vittne', 'archive').vkey)).toEqual(['witness']);
  });

  it('that has signed something else is found', async () => {
    const body = `${seen.checkpoints.get(13)?.split('\n\n')[0]}\n`;
    const wrong = `${body}\n${first.sign(body)}${archive.sign(body.replace('13', '12'))}`;
    const damaged = [...lines.slice(0, -1), JSON.stringify({ checkpoint: wrong })];
    const report = await check(damaged, { keys: archive.vkey });
    expect(report.findings).toMatchObject([{ line: lines.length, code: 'signature' }]);
    expect(report.summary.cosignatures).toMatchObject([{ state: 'bad' }]);
    expect(await codes(damaged), 'without its key nothing is said of it').toEqual([]);
  });

  it('can not stand in for the log', async () => {
    expect(await codes(resigned(seen, 13, archive), archive.vkey)).toEqual(['key']);
  });
});

describe('a checkpoint from elsewhere', () => {
  const seen = smallLog();
  const lines = seen.export();
  const fork = new Log().add(10, text(1, 'stockholm'), count(2, 1)).adopt(first);
  for (let at = 3; at <= 16; at += 1) fork.add(20, text(1, `other-${at}`));
  for (const size of [6, 13, 16]) fork.checkpoints.set(size, fork.checkpoint(size, [first]));
  const later = smallLog().add(59).add(60).sign();
  const of = (from: Log, size: number) => from.checkpoints.get(size) ?? from.checkpoint(size, [first]);

  it('agrees at every size', async () => {
    for (let size = 2; size <= 13; size += 1) {
      const { good, proved } = await check(lines, { keys: first.vkey, elsewhere: of(seen, size) });
      expect(good, `${size}`).toBe(true);
      expect(proved.at(-1)?.en).toContain(`the first ${size} entries`);
    }
  });

  it('may be pasted with other line ends, with its receipt, or as three lines from paper', async () => {
    const whole13 = of(seen, 13);
    const paper = whole13.split('\n').slice(0, 3).join('\n');
    for (const elsewhere of [whole13.replaceAll('\n', '\r\n'), `\n ${whole13.trim()}`, seen.receipt(4), paper]) {
      const { good, proved, unproved } = await check(lines, { keys: first.vkey, elsewhere });
      expect(good, elsewhere).toBe(true);
      expect(proved.at(-1)?.en).toContain('13 entries');
      expect(unproved.some(({ en }) => en.includes('vouch'))).toBe(elsewhere === paper);
    }
  });

  it('shows a fork', async () => {
    for (const size of [6, 13]) {
      for (const elsewhere of [of(fork, size), of(fork, size).split('\n\n')[0] as string]) {
        expect((await check(lines, { keys: first.vkey, elsewhere })).findings, `${size}`).toMatchObject([{ line: 0, code: 'fork' }]);
        expect(await codes(lines, '', elsewhere)).toEqual(['fork']);
      }
    }
    expect(await codes(lines, '', of(fork, 2)), 'which had not come about then').toEqual([]);
  });

  it('shows a removed end', async () => {
    for (const from of [later, fork]) {
      const size = from.lines.length;
      expect((await check(lines, { elsewhere: of(from, size) })).findings).toMatchObject([{ line: 0, code: 'tail' }]);
    }
  });

  it('is compared also between the parts of what is left out, and else said not to be', async () => {
    const part = seen.export({ what: 'incident x', shows: (entry) => entry === 12 });
    // What is left out before it is leaves 0 to 10, in subtrees of 8, 2 and 1.
    for (let size = 3; size <= 13; size += 1) {
      const { good, proved, unproved } = await check(part, { keys: first.vkey, elsewhere: of(seen, size) });
      expect(good).toBe(true);
      const told = proved.some(({ en }) => en.includes('from elsewhere agrees'));
      expect(told, `${size}`).toBe([8, 10, 11, 12, 13].includes(size));
      expect(unproved.some(({ en }) => en.includes('can not be compared'))).toBe(!told);
    }
    expect(await codes(part, first.vkey, fork.checkpoint(10, [first]))).toEqual(['fork']);
  });

  it('is itself read with care', async () => {
    expect(await codes(lines, '', 'nonsense')).toEqual(['form']);
    expect(await codes(lines, '', of(seen, 6).replace('ckl/0', 'ckl/1'))).toEqual(['origin']);
    expect(await codes(lines, '', seen.checkpoint(6, [stranger]))).toEqual(['key']);
    const swapped = `${of(seen, 6).split('\n\n')[0]}\n\n${of(seen, 11).split('\n\n')[1]}`;
    expect(await codes(lines, '', swapped), 'a signature of another checkpoint').toEqual(['signature']);
  });

  it('may be what a witness keeps', async () => {
    const elsewhere = seen.checkpoint(6, [first, archive]);
    const { good, summary } = await check(lines, { keys: `${first.vkey} ${archive.vkey}`, elsewhere });
    expect(good).toBe(true);
    expect(summary.cosignatures.map(({ size }) => size)).toEqual([6, 13]);
  });
});
