// Files that somebody has made to deceive or to break: each gives an answer, none an exception, and no single altered byte passes unseen.
import { describe, expect, it } from 'vitest';
import { objectFrom } from '../src/verify/lines';
import { verify } from '../src/verify/verify';
import { check, codesOf, watch } from './proof/check';
import { archive, count, fileOf, first, Log, smallLog, text } from './proof/log';

const whole = smallLog().export();
const asked = { keys: `${first.vkey}\n${archive.vkey}` };

// The next letter or digit, one further off, the other case, and what is no letter at all.
const bits = [1, 2, 32, 128];

/** The positions at which one of these bits may be altered without it being found. */
async function unseen(file: Buffer): Promise<number[]> {
  expect(await check(file, asked)).toMatchObject({ good: true });
  const found: number[] = [];
  for (let at = 0; at < file.length; at += 1) {
    for (const bit of bits) {
      const bytes = Buffer.from(file);
      bytes[at] = (bytes[at] as number) ^ bit;
      if ((await check(bytes, asked)).good && found.at(-1) !== at) found.push(at);
    }
  }
  return found;
}

describe('every single byte', () => {
  const log = new Log().adopt(first).add(20, text(1, 'x'), count(2, 7)).add(21, text(4, 'y')).add(59).sign(archive);
  const selection = { what: 'incident incident-1', shows: (entry: number) => entry !== 3, masks: (entry: number) => entry === 2 };
  const file = fileOf(log.export(selection));

  it('of an export counts, but for the words of the first line that nobody signs', { timeout: 60_000 }, async () => {
    const at = (words: string) => Array.from(words, (_, one) => file.indexOf(words) + one);
    // What the workspace and the selection are called: these are for people, and the page says that they are not proved.
    const insignificant = [...at('stockholm'), ...at('incident incident-1')];
    expect(file.length).toBeGreaterThan(1900);
    expect(await unseen(file)).toEqual(insignificant);
  });

  it('of a receipt counts', { timeout: 60_000 }, async () => {
    expect(await unseen(Buffer.from(log.receipt(2)))).toEqual([]);
  });
});

describe('a line of JSON', () => {
  it('is one object, each name once, numbers as digits', () => {
    const good = ['{}', '{"a":1}', '{"a":[1,"b",["c"]],"d":true}', '{ "a" : 1 }',
      '{"a":"\\"b\\\\","c":0}', '{"a":"1.5e3:{}"}', '{"\\u0061":1}'];
    for (const text of good) expect(objectFrom(text), text).toBeInstanceOf(Map);
    const bad = ['', '1', 'null', '"a"', '[]', '{', '{}}', ' {}', '{} ', '{}\r', '\ufeff{}', '{"a":1,"a":1}', '{"a":1,"\\u0061":1}',
      '{"a":{"b":1}}', '{"a":1.0}', '{"a":1e3}', '{"a":-1}', '{"a":-0}', '{"a":null}', '{"a":1,}',
      "{'a':1}", '{"a":01}', '{"a":"\\"}', '{"a":NaN}', '{a:1}'];
    for (const text of bad) expect(objectFrom(text), text).toBeUndefined();
  });

  it('may be named as what every object has', async () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'size', 'get']) {
      expect(codesOf(await check([whole[0] as string, `{"${name}":1}`]))).toEqual(['form']);
      expect(codesOf(await check([(whole[0] as string).replace('"mode"', `"${name}"`)]))).toEqual(['form']);
    }
  });
});

const swap = (line: number, from: string | RegExp, to: string): string[] => {
  const out = [...whole];
  expect(out[line]).toMatch(from);
  out[line] = (out[line] as string).replace(from, to);
  return out;
};

describe('a hostile file', () => {
  const entry = 1;
  const last = whole.length - 1;

  it('ends the reading where it has not the form', async () => {
    const files: Record<string, readonly string[] | string | Uint8Array> = {
      nothing: '',
      'one line feed': '\n',
      'a word': 'hej',
      'a word and its end': 'hej\n',
      'not UTF-8': Uint8Array.of(0x7b, 0xff, 0x7d, 10),
      'a surrogate in UTF-8': Buffer.concat([Buffer.from('{"a":"'), Buffer.of(0xed, 0xa0, 0x80), Buffer.from('"}\n')]),
      'zero bytes': new Uint8Array(100_000),
      'a byte order mark': `\ufeff${whole.join('\n')}\n`,
      'other line ends': whole.join('\r\n'),
      'an empty line': [...whole.slice(0, 4), '', ...whole.slice(4)],
      'an unknown kind': [...whole.slice(0, 4), '{"note":"x"}', ...whole.slice(4)],
      'two kinds in one': swap(entry, '{"entry"', '{"skip":1,"entry"'),
      'a second first line': [whole[0] as string, ...whole],
      'no first line': whole.slice(1),
      'another version': swap(0, '"ckl-export":1', '"ckl-export":2'),
      'a version in words': swap(0, '"ckl-export":1', '"ckl-export":"1"'),
      'more in the first line': swap(0, '}', ',"x":1}'),
      'an origin of another form': swap(0, 'ckl/0c', 'ckl/0C'),
      'a mode of another kind': swap(0, 'LIVE', 'live'),
      'a negative size': swap(0, '"size":13', '"size":-13'),
      'a size that no script can hold': swap(0, '"size":13', '"size":9007199254740992'),
      'a size with a point': swap(0, '"size":13', '"size":13.0'),
      'masked in words': swap(0, '"masked":false', '"masked":"false"'),
      'a selection that is no words': swap(0, '"whole"', '["whole"]'),
      'entry 0': swap(entry, '"entry":1', '"entry":0'),
      'an entry that no script can hold': swap(entry, '"entry":1', '"entry":1e400'),
      'an entry in words': swap(entry, '"entry":1', '"entry":"1"'),
      'more in an entry': swap(entry, '}', ',"x":1}'),
      'a leaf of 31 bytes': swap(entry, /"leaf":"[^"]*"/, `"leaf":"${Buffer.alloc(31).toString('base64')}"`),
      'a leaf in other letters': swap(entry, /"leaf":"[^"]*="/, '"leaf":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB="'),
      'parts that are no list': swap(entry, /"parts":\[.*\]/, '"parts":"open"'),
      'a part that is no list': swap(entry, /"parts":\[.*\]/, '"parts":["open"]'),
      'a part of an unknown kind': swap(entry, '["open"', '["opened"'),
      'a part with more': swap(entry, '["event",10]', '["event",10,1]'),
      'a part with less': swap(entry, '["event",10]', '["event"]'),
      'field 0': swap(entry, '["covered",3', '["covered",0'),
      'a field above all': swap(entry, '["covered",3', '["covered",536870912'),
      'a salt of 15 bytes': swap(entry, /(\["covered",3,"[^"]*",)"[^"]*"/, `$1"${Buffer.alloc(15).toString('base64')}"`),
      'a nested object': swap(entry, '["event",10]', '["event",{"a":10}]'),
      'a checkpoint that is none': swap(last, /"checkpoint":".*"/, '"checkpoint":"x"'),
      'a checkpoint with extension lines': swap(last, '\\n\\n', '\\nx\\n\\n'),
      'a checkpoint with a zero before': swap(last, '\\n13\\n', '\\n013\\n'),
      'a checkpoint in pieces': swap(last, /"checkpoint":(".*")/, '"checkpoint":[$1]'),
      'deep lists': [whole[0] as string, `{"entry":1,"leaf":"x","parts":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
      'one endless text': [whole[0] as string, `{"entry":1,"leaf":"${'x'.repeat(12 * 1024 * 1024)}","parts":[]}`],
      'deep objects': ['{"a":'.repeat(200_000)],
    };
    for (const [what, file] of Object.entries(files)) {
      const report = await check(file, asked);
      expect(report.good, what).toBe(false);
      expect(codesOf(report), what).toEqual(['form']);
      expect(report.findings, what).toHaveLength(1);
      expect(report.findings[0], what).toMatchObject({ sv: expect.stringMatching(/.\.$/), en: expect.stringMatching(/.\.$/) });
    }
  });

  it('ends where a line is longer than any can be, without being held', async () => {
    const spaces = new Uint8Array(1024 * 1024).fill(32);
    let read = 0;
    const endless = { size: 2 ** 40, read: async (from: number, to: number) => ((read += to - from), spaces.subarray(0, to - from)) };
    expect(codesOf(await verify(endless, asked, watch))).toEqual(['form']);
    expect(read).toBeLessThan(20 * 1024 * 1024);
    const receipt = Buffer.from('c2sp.org/tlog-proof@v1\n');
    expect(codesOf(await verify({ size: 2 ** 40, read: async (from, to) => receipt.subarray(from, to) }, asked, watch))).toEqual(['form']);
  });

  it('with a thousand wrong lines is told of in two hundred', async () => {
    const lines = [whole[0] as string, ...Array.from({ length: 1000 }, () => whole[entry] as string)];
    const report = await check(lines, asked);
    expect([report.good, report.findings.length]).toEqual([false, 200]);
    expect(report.more).toBeGreaterThan(700);
  });

  it('that names a number of entries beyond all does not take time for them', async () => {
    const through = 2 ** 53 - 1;
    const hashes = Array.from({ length: 53 }, () => Buffer.alloc(32).toString('base64'));
    const skip = JSON.stringify({ skip: 1, through, hashes });
    const report = await check(swap(0, '"whole"', '"incident x"').slice(0, 1).concat(skip, whole.slice(last)), asked);
    expect(report.good).toBe(false);
  });

  it('says its own words short, and without letters that turn the line', async () => {
    const words = `\u202e${'x'.repeat(500)}`;
    const { findings } = await check(whole, { keys: words });
    expect(findings[0]?.sv).toMatch(/^Det angivna är ingen nyckel, eller är fel avskrivet: \ufffdx{79}$/);
  });

  it('that can not be read, or is read away, is said to be so', async () => {
    const gone = { size: 100, read: async (): Promise<Uint8Array> => Promise.reject(new Error('NotReadableError')) };
    const { good, findings } = await verify(gone, asked, watch);
    expect(good).toBe(false);
    expect(findings).toMatchObject([{ line: 0, code: 'form', en: 'The file could not be read. Choose it again.' }]);
  });
});

describe('what is given beside the file', () => {
  it('may be anything', async () => {
    const pasted = ['\u0000', '\ud800', '+'.repeat(1000), 'a+b+c', `${first.vkey}+${first.vkey}`, '\n\n\n',
      'c2sp.org/tlog-proof@v1\n', '\u2014 x y', '\u{1f600}'.repeat(9)];
    for (const one of pasted) {
      const { good } = await check(whole, { keys: one, elsewhere: one });
      expect(good, JSON.stringify(one.slice(0, 30))).toBe(one.trim() === '');
    }
  });
});
