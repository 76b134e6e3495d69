// SIGKILL under load with subscribers connected, again and again over the same journal. At the end each subscriber, over WebSocket and
// over gRPC, holds exactly the committed sequence, and every acknowledged command is there once. CKL_KILLS=100 kills a hundred times;
// without it, ten.
import { expect, test } from '@playwright/test';
import WebSocket from 'ws';
import { until } from './child.ts';
import { type Json, Post } from './client.ts';
import { provesOrder } from './proofs.ts';
import { Scenery } from './scenery.ts';

const KILLS = Number(process.env['CKL_KILLS'] ?? 10);
const WRITERS = 8;
const UNDER_WAY = 16;
const SCREENS = ['tib-1', 'registrator-1', 'kn-ordf', 'bitr-stadsdirektor'];

// Writes notes without end, some at a time. What is not acknowledged is sent again with its id when the server is back.
class Writer {
  readonly acknowledged = new Map<string, number>();
  readonly refused: Json[] = [];
  private readonly open = new Map<string, string>();
  private socket: WebSocket | undefined;
  private written = 0;
  private stopping = false;

  constructor(readonly scenery: Scenery, readonly name: string) { this.connect(); }

  private connect(): void {
    const socket = new WebSocket(this.scenery.streamUrl, 'ckl.v1.json',
      { headers: { Authorization: `Bearer ${this.scenery.token('tib-1')}` } });
    this.socket = socket;
    socket.on('open', () => {
      for (const command of this.open.values()) socket.send(command);
      this.fill();
    });
    socket.on('message', (bytes) => this.take(JSON.parse(String(bytes)) as Json));
    socket.on('error', () => { /* `close` follows and reconnects */ });
    socket.on('close', () => { if (!this.done) setTimeout(() => this.connect(), 20); });
  }

  private fill(): void {
    while (!this.stopping && this.open.size < UNDER_WAY) {
      const id = `${this.name}-${this.written++}`;
      const command = JSON.stringify({ command: { writeLogEntry: {
        commandId: id, workspace: 'skarpt', kind: 'LOG_KIND_INCOMING', text: `Anteckning ${id}` } } });
      this.open.set(id, command);
      this.socket?.send(command);
    }
  }

  private take(frame: Json): void {
    const result = frame['result'] as Json | undefined;
    if (!result) return;
    const id = String(result['commandId']);
    this.open.delete(id);
    const accepted = result['accepted'] as Json | undefined;
    if (accepted) this.acknowledged.set(id, Number(accepted['firstSequence']));
    else this.refused.push(result);
    this.fill();
  }

  get done(): boolean { return this.stopping && this.open.size === 0; }

  async finish(): Promise<void> {
    this.stopping = true;
    await until(`${this.name} has all its answers`, () => this.done || undefined);
    this.socket?.close();
  }
}

test(`${KILLS} SIGKILLs under load: no subscriber misses or repeats anything, and what was acknowledged is there once`, async () => {
  test.setTimeout(120_000 + KILLS * 5_000);
  const scenery = await Scenery.build();
  try {
    await scenery.start();
    const posts = SCREENS.map((person) => new Post(() => scenery.streamUrl, scenery.token(person), 'skarpt'));
    const over = scenery.cli('tib-1', 'tail', '--json', '--after', '0');
    const writers = Array.from({ length: WRITERS }, (_, at) => new Writer(scenery, `skribent-${at}`));
    const acknowledged = (): number => writers.reduce((sum, one) => sum + one.acknowledged.size, 0);

    for (let kill = 0; kill < KILLS; kill += 1) {
      // Each time after another number of answers, so that another step of a commit is cut.
      const enough = acknowledged() + 40 + (kill * 67) % 150;
      await until(`answers before SIGKILL ${kill + 1}`, () => acknowledged() >= enough || undefined);
      await scenery.pull();
      await scenery.start();
    }
    for (const writer of writers) await writer.finish();

    expect(writers.flatMap(({ refused }) => refused)).toEqual([]);
    const entries = await scenery.entries();
    provesOrder(entries);
    const notes = new Map<string, number[]>();
    for (const entry of entries) {
      const text = String((entry['logEntryWritten'] as Json | undefined)?.['text'] ?? '');
      if (!text.startsWith('Anteckning ')) continue;
      const id = text.slice('Anteckning '.length);
      notes.set(id, [...notes.get(id) ?? [], Number(entry['sequence'])]);
    }
    for (const writer of writers) {
      for (const [id, sequence] of writer.acknowledged) expect(notes.get(id), `the note of ${id}`).toEqual([sequence]);
    }
    expect(notes.size, 'nothing is there that was not acknowledged in the end').toBe(acknowledged());

    const head = entries.length;
    for (const post of posts) {
      await until(`the screen has all ${head}`, () => post.entries.length >= head || undefined);
      expect(post.entries).toEqual(entries);
      post.close();
    }
    await over.line((line) => line.includes(`"sequence":"${head}"`));
    const numbers = over.lines.filter((line) => line.startsWith('{')).map((line) => Number((JSON.parse(line) as Json)['sequence']));
    expect(numbers, 'over gRPC').toEqual(Array.from({ length: head }, (_, at) => at + 1));
    await over.stop();
    console.log(`  ${KILLS} kills, ${acknowledged()} commands acknowledged, ${head} entries at ${posts.length + 1} subscribers`);
  } finally {
    await scenery.strike();
  }
});
