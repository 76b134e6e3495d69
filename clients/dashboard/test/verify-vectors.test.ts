// The files that the server's own side keeps for whoever writes a verifier: each is good or wrong as the file beside it says.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { check, codesOf } from './proof/check';

const folder = fileURLToPath(new URL('../../../tests/proof/vectors', import.meta.url));
const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.(?:ckl-export|tlog-proof)$/.test(name)).sort() : [];

interface Expected { good: boolean; codes: string[]; key?: string; checkpoint?: string; decisions?: object; says?: string }

describe('the vectors of the server', () => {
  it('are there', (context) => {
    if (names.length === 0) context.skip(`there are no vectors in ${folder} yet`);
    expect(names.length).toBeGreaterThan(0);
  });

  for (const name of names) {
    it(name, async () => {
      const beside = join(folder, `${name.replace(/\.[^.]*$/, '')}.expect.json`);
      const { good, codes, key = '', checkpoint = '', decisions = {}, says = '' } = JSON.parse(readFileSync(beside, 'utf8')) as Expected;
      const report = await check(readFileSync(join(folder, name)), { keys: key, elsewhere: checkpoint });
      const found = codesOf(report);
      expect({ good: report.good, found: report.findings }, 'good or not').toMatchObject({ good });
      // One damage may show in more than one way; what the other verifier found must be among what this one finds.
      expect(found).toEqual(expect.arrayContaining(codes));
      expect(report.summary.decisions).toMatchObject(decisions);
      const words = report.findings.map(({ en }) => en.replace(/’/g, "'")).join(' ');
      expect(words).toContain(says);
    });
  }
});
