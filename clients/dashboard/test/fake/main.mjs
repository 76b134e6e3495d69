// Starts the stand-in server: `npm run fake` (PORT, PERSON and STORY=empty|half-hour|declared|log|long choose what it shows).
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const vite = await createServer({ root, server: { middlewareMode: true }, appType: 'custom', logLevel: 'error' });
const { start } = await vite.ssrLoadModule('/test/fake/stories.ts');
const fake = await start(process.env.STORY ?? 'half-hour', process.env.PERSON ?? 'tib-1');
console.log(`http://127.0.0.1:${fake.port}/`);
