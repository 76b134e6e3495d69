// What the bundle needs beyond the usual: its budget, and two ways of not shipping names that the page already has.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const scriptBudgetBytes = 60 * 1024;
const generated = fileURLToPath(new URL('../src/gen/ckl/v1', import.meta.url));

const inKb = (bytes: number): string => (bytes / 1024).toFixed(1);

/** Everything that the page may ever fetch counts, also what is fetched late or only for one language. */
export function scriptBudget(): Plugin {
  return {
    name: 'script-budget',
    generateBundle(_options, bundle) {
      let total = 0;
      const parts: string[] = [];
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue;
        const size = gzipSync(file.code, { level: 9 }).length;
        total += size;
        parts.push(`${file.name} ${inKb(size)}`);
      }
      const words = `script: ${inKb(total)} KB gzip of ${scriptBudgetBytes / 1024} KB (${parts.join(', ')})`;
      if (total > scriptBudgetBytes) this.error(`${words}; over the budget`);
      else console.log(words);
    },
  };
}

/** The contract's enums are `const enum`: their values stand where their names stood, and the names are not shipped. */
export function inlineEnums(): Plugin {
  const values = new Map<string, string>();
  return {
    name: 'inline-enums',
    enforce: 'pre',
    apply: 'build',
    buildStart() {
      for (const file of readdirSync(generated).filter((name) => name.endsWith('.ts'))) {
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

/** Vite's own helper looks for style sheets of parts; this page has one style sheet. */
export function plainImports(): Plugin {
  return {
    name: 'plain-imports',
    enforce: 'pre',
    apply: 'build',
    load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : undefined),
  };
}

/** The English file, and the Swedish one whose keys it has. */
const packed: Record<string, string> = { en: 'sv', 'tell.en': 'tell.sv' };

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
