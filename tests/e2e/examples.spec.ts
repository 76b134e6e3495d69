// The example clients, as they are documented: they print every entry once and in order, over a server that is killed, and go on in
// another process where the last one stopped.
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Child, until } from './child.ts';
import { ROOT, Scenery } from './scenery.ts';

let scenery: Scenery;
let commands = 0;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  scenery = await Scenery.build();
  await scenery.start();
});

test.afterAll(async () => {
  await scenery?.server?.stop();
  await scenery?.strike();
});

interface Entry { sequence: string; logEntryWritten?: { text: string } }

const programs = {
  grpc: ['follow_grpc.py', (): string => scenery.grpc],
  websocket: ['follow_websocket.py', (): string => scenery.streamUrl.replace('localhost', '127.0.0.1')],
} as const;

function follow(over: keyof typeof programs, token: string, ...more: string[]): Child {
  const [program, where] = programs[over];
  return new Child(program, '/usr/bin/python3',
    [join(ROOT, 'clients/examples', program), where(), 'skarpt', '--state', join(scenery.folder, `plats-${over}`), ...more],
    { CKL_TOKEN: token });
}
const printed = (child: Child): Entry[] =>
  child.lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Entry);
const write = async (text: string): Promise<void> => {
  await scenery.client('tib-1').call('LogService/WriteLogEntry',
    { commandId: `exempel-${++commands}`, workspace: 'skarpt', kind: 'LOG_KIND_OBSERVATION', text });
};
const reads = (child: Child, text: string): Promise<unknown> =>
  until(`${child.name} reads «${text}»`, () => {
    if (!child.running) throw child.trouble('ended');
    return printed(child).some((entry) => entry.logEntryWritten?.text === text) || undefined;
  }, 40_000);

for (const over of ['grpc', 'websocket'] as const) {
  test(`over ${over}: every entry once, in order, over a crash of the server and of itself`, async () => {
    const token = scenery.token('tib-1');
    const first = follow(over, token);
    await write(`${over} ett`);
    await reads(first, `${over} ett`);
    await scenery.pull();
    await scenery.start();
    await write(`${over} två`);
    await reads(first, `${over} två`);
    await first.stop();
    await write(`${over} tre`);
    const second = follow(over, token);
    await reads(second, `${over} tre`);
    await second.stop();
    const numbers = [...printed(first), ...printed(second)].map((entry) => Number(entry.sequence));
    expect(numbers[0]).toBe(1);
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));
  });

  test(`over ${over}: a filter lets its kinds through alone, and a wrong token ends it with a word`, async () => {
    const child = follow(over, scenery.token('tib-1'), '--kinds', 'log_entry_written', '--state', join(scenery.folder, `annan-${over}`));
    await reads(child, `${over} tre`);
    await child.stop();
    expect(printed(child).every((entry) => entry.logEntryWritten)).toBe(true);
    const stranger = follow(over, 'ingen');
    expect(await stranger.exited).toBe(1);
    expect(stranger.lines.join('\n')).toContain('refused');
  });
}
