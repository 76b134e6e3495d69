// What the bundle needs beyond the usual: its files packed once and well, its budget, the list of files that the service worker
// keeps, and two ways of not shipping names that the page already has.
import { gzipAsync } from '@gfx/zopfli';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** What the first screen fetches without being asked, and everything together. The log's page shares granska's hashes and signatures. */
const budgets = {
  index: { first: 60 * 1024, all: 132 * 1024 },
  telefon: { first: 8 * 1024, all: 8 * 1024 },
  granska: { first: 15.25 * 1024, all: 17.75 * 1024 },
};
/**
 * Not the first screen's: the other language, the call-out's pages, the log, an exercise, the board's map, signing in and decisions
 * come when a person chooses them; the sounds, and what stands without contact, when all else is there. All other parts come by
 * themselves, at once or a little later.
 */
const chosen: readonly string[] = ['decisions', 'english', 'exercise', 'keys', 'log', 'offline', 'sounds', 'staffing', 'wall'];
/** The outlines of the city, all of them together. They are fetched by the board's map, beside the script. */
const mapParts: readonly string[] = ['city', 'borders'];
const mapBudget = 30 * 1024;
const generated = fileURLToPath(new URL('../src/gen/ckl/v1', import.meta.url));

const inKb = (bytes: number): string => (bytes / 1024).toFixed(1);

const zipped = async (bytes: string | Uint8Array): Promise<Uint8Array> => await gzipAsync(Buffer.from(bytes), { numiterations: 15 });

/** The addresses that are index.html, as the router has them. */
function pagesOfRouter(): string[] {
  const source = readFileSync(fileURLToPath(new URL('../src/state/router.ts', import.meta.url)), 'utf8');
  const pages = [...(/const pages = \[([^\]]+)\]/.exec(source)?.[1] ?? '').matchAll(/'([^']+)'/g)].map((one) => one[1] ?? '');
  if (!pages.includes('/')) throw new Error('src/state/router.ts: no list of pages found');
  return pages;
}

/** The service worker gets the list of all that is built, and a version that changes with any byte of it. */
export function precacheList(): Plugin {
  return {
    name: 'precache-list',
    apply: 'build',
    // Before the files are packed.
    writeBundle: { order: 'pre', sequential: true, handler({ dir = '' }) {
      const names = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile())
        .map((one) => join(one.parentPath, one.name).slice(dir.length)).filter((name) => !/^\/sw\.js$|\.(?:br|gz|map)$/.test(name)).sort();
      const worker = join(dir, 'sw.js');
      const code = readFileSync(worker, 'utf8');
      const hash = createHash('sha256').update(code);
      for (const name of names) hash.update(name).update(readFileSync(join(dir, name)));
      const list = { version: hash.digest('hex').slice(0, 16), files: names, pages: pagesOfRouter() };
      writeFileSync(worker, `self.precache=${JSON.stringify(list)};\n${code}`);
    } },
  };
}

/** ckld sends `x.br` or `x.gz` for `x` to whoever takes it. A telephone at the edge of its network waits for a third of the bytes. */
export function packFiles(): Plugin {
  return {
    name: 'pack-files',
    apply: 'build',
    async writeBundle({ dir = '' }) {
      const names = readdirSync(dir, { recursive: true, encoding: 'utf8' });
      for (const name of names.filter((one) => /\.(?:css|html|js|svg|webmanifest)$/.test(one))) {
        const bytes = readFileSync(join(dir, name));
        writeFileSync(join(dir, `${name}.gz`), await zipped(bytes));
        writeFileSync(join(dir, `${name}.br`), brotliCompressSync(bytes));
      }
    },
  };
}

/** Everything that the first screen fetches counts, also what it fetches late; with what is fetched on request there is a second limit. */
export function scriptBudget(): Plugin {
  return {
    name: 'script-budget',
    async generateBundle(_options, bundle) {
      for (const [page, budget] of Object.entries(budgets)) {
        const total = { first: 0, all: 0 };
        const parts: string[] = [];
        let map = 0;
        for (const { name, code, first } of chunksOf(bundle, page)) {
          const size = (await zipped(code)).length;
          if (mapParts.includes(name)) {
            map += size;
            continue;
          }
          total.all += size;
          if (first) total.first += size;
          parts.push(`${name} ${inKb(size)}${first ? '' : ' when chosen'}`);
        }
        const sum = (kind: 'first' | 'all') => `${inKb(total[kind])} KB gzip of ${budget[kind] / 1024} KB`;
        const outlines = map ? `; map ${inKb(map)} of ${mapBudget / 1024} KB` : '';
        const words = `script of ${page}: ${sum('first')}, with what is chosen ${sum('all')} (${parts.join(', ')})${outlines}`;
        if (map > mapBudget || total.first > budget.first || total.all > budget.all || total.first === 0) this.error(`${words}; over the budget`);
        else console.log(words);
      }
    },
  };
}

interface Chunk { type: string; name: string; code: string; isEntry: boolean; imports: string[]; dynamicImports: string[] }

/** The entry of a page and all that it names, at once or late; the service worker goes with the telephone's page. */
function chunksOf(bundle: Record<string, unknown>, page: string): { name: string; code: string; first: boolean }[] {
  const files = bundle as Record<string, Chunk & { source?: string | Uint8Array }>;
  const entry = Object.keys(files).filter((key) => files[key]?.isEntry && files[key]?.name === page);
  const reached = (follows: (key: string) => boolean): Set<string> => {
    const found = new Set(entry);
    for (const key of found) {
      const { imports = [], dynamicImports = [] } = files[key] ?? {};
      for (const other of [...imports, ...dynamicImports.filter(follows)]) if (files[other]) found.add(other);
    }
    return found;
  };
  const first = reached((key) => !chosen.includes(files[key]?.name ?? ''));
  const chunks = [...reached(() => true)].map((key) =>
    ({ name: files[key]?.name ?? key, code: files[key]?.code ?? '', first: first.has(key) }));
  const worker = files['sw.js'];
  if (page === 'telefon' && worker) chunks.push({ name: 'sw', code: worker.code ?? String(worker.source ?? ''), first: true });
  return chunks;
}

/** The contract's enums are `const enum`: their values stand where their names stood, and the names are not shipped. */
export function inlineEnums(): Plugin {
  const values = new Map<string, string>();
  return {
    name: 'inline-enums',
    enforce: 'pre',
    apply: 'build',
    buildStart() {
      for (const file of readdirSync(generated, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
        const source = readFileSync(`${generated}/${file}`, 'utf8');
        for (const [, name, body = ''] of source.matchAll(/export const enum (\w+) \{([^]*?)\n\}/g)) {
          for (const [, member, value = ''] of body.matchAll(/^ {2}(\w+) = (\d+),/gm)) values.set(`${name}.${member}`, value);
        }
      }
    },
    transform(code, id) {
      if (!/\/src\/.*\.tsx?$/.test(id)) return undefined;
      if (id.startsWith(generated)) return code.replace(/export const enum \w+ \{[^]*?\n\}\n/g, '');
      return code.replace(/\b[A-Z]\w*\.[A-Z_0-9]+\b/g, (name) => values.get(name) ?? name);
    },
  };
}

interface Node {
  type: string;
  start: number;
  end: number;
  value?: Node;
  properties?: Node[];
  declaration?: { declarations: { init: Node }[] };
  body?: Node[];
}

const helper = '\0vite/preload-helper.js';

/**
 * Vite's own helper looks for style sheets of parts; this page has one style sheet. The page that checks files has a helper of its own:
 * one for both pages would be a file of its own, and one more that the first screen waits for.
 */
export function plainImports(): Plugin {
  return {
    name: 'plain-imports',
    enforce: 'pre',
    apply: 'build',
    resolveId: (id, importer) => (id === helper && importer?.includes('/src/verify/') ? `${helper}?verify` : undefined),
    load: (id) => (id.startsWith(helper) ? 'export const __vitePreload = (load) => load();' : undefined),
  };
}

/** The English file, and the Swedish one whose keys it has. */
const packed: Record<string, string> = Object.fromEntries(
  ['', 'tell.', 'staffing.', 'wall.', 'log.', 'decisions.', 'passkeys.'].map((part) => [`${part}en`, `${part}sv`]));

/** English is sent as its words alone, in the order of the Swedish keys; test/tell.test.ts holds the orders equal. */
export function packEnglish(): Plugin {
  const leaves = (node: Node): Node[] =>
    (node.properties ?? []).flatMap(({ value }) =>
      value?.type === 'ObjectExpression' ? leaves(value) : value ? [value] : []);
  return {
    name: 'pack-english',
    apply: 'build',
    transform(code, id) {
      const name = /\/src\/text\/([\w.]+)\.ts$/.exec(id)?.[1] ?? '';
      const swedish = packed[name];
      if (!swedish) return undefined;
      const { body = [] } = this.parse(code) as unknown as Node;
      const words = body.find((one) => one.declaration?.declarations)?.declaration?.declarations[0]?.init;
      if (!words?.properties) throw new Error(`${name}: no dictionary found`);
      const list = leaves(words).map(({ start, end }) => code.slice(start, end)).join(',');
      const like = swedish.replace(/\.(\w)/, (_, letter: string) => letter.toUpperCase());
      const before = `import { refill } from './refill';\nimport { ${like} as like } from './${swedish}';\n`;
      return `${before}${code.slice(0, words.start)}refill(like, [${list}])${code.slice(words.end)}`;
    },
  };
}
