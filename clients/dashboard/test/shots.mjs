// Pictures of every page at the widths that count, light and dark, with checks that a picture can't show. Pictures go to
// test/screenshots, which git does not keep. Usage: npm run shots [-- filter [widths]]
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = fileURLToPath(new URL('screenshots', import.meta.url));
const filter = process.argv[2] ?? '';
const widths = (process.argv[3] ?? '320,390,1440,1920').split(',').map(Number);
const atOnce = 3;
mkdirSync(out, { recursive: true });

const vite = await createServer({ root, server: { middlewareMode: true }, appType: 'custom', logLevel: 'error' });
const { scenes } = await vite.ssrLoadModule('/test/browser/scenes.ts');
const { launch, open, faults } = await vite.ssrLoadModule('/test/browser/house.ts');
const browser = await launch();

let problems = 0;
const complain = (words) => {
  problems += 1;
  console.log(`  ! ${words}`);
};

async function picture(scene, width, dark) {
  const name = `${scene.name}-${width}${dark ? '-dark' : ''}`;
  try {
    const { page, complaints, close } = await open(browser, scene, { width, dark });
    await page.screenshot({ path: `${out}/${name}.png`, fullPage: true });
    for (const one of [...(await faults(page)), ...complaints]) complain(`${name}: ${one}`);
    await close();
    console.log(name);
  } catch (error) {
    complain(`${name}: ${String(error).split('\n')[0]}`);
  }
}

const wanted = scenes
  .filter(({ name }) => filter.split(',').some((part) => name.startsWith(part)))
  .flatMap((scene) => widths.flatMap((width) =>
    (width === 390 || width === 1920 ? [false, true] : [false]).map((dark) => () => picture(scene, width, dark))));
async function work() {
  for (let next = wanted.shift(); next; next = wanted.shift()) await next();
}
await Promise.all(Array.from({ length: atOnce }, work));
await browser.close();
await vite.close();
console.log(problems ? `${problems} problems` : 'no problems');
process.exit(problems ? 1 : 0);
