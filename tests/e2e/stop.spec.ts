// The operator stops the server: every client is told, and the process ends well and soon.
import { expect, test } from '@playwright/test';
import WebSocket from 'ws';
import { until } from './child.ts';
import { type Json, Post } from './client.ts';
import { Scenery } from './scenery.ts';

test('stopping tells each screen, loses nothing and ends with 0', async () => {
  const scenery = await Scenery.build();
  try {
    await scenery.start();
    const socket = new WebSocket(scenery.streamUrl, 'ckl.v1.json',
      { headers: { Authorization: `Bearer ${scenery.token('tib-1')}` } });
    const closed = new Promise<{ code: number; reason: string }>((resolve) => {
      socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }));
    });
    const answered = new Map<string, boolean>();
    socket.on('message', (bytes) => {
      const result = (JSON.parse(String(bytes)) as { result?: Json }).result;
      if (result) answered.set(String(result['commandId']), result['accepted'] !== undefined);
    });
    await new Promise((resolve) => { socket.on('open', resolve); });
    const follower = scenery.cli('tib-1', 'tail', '--json', '--after', '0');
    await follower.line((line) => line.includes('workspaceOpened'));
    for (let at = 0; at < 300; at += 1) {
      socket.send(JSON.stringify({ command: { writeLogEntry: {
        commandId: `c-${at}`, workspace: 'skarpt', kind: 'LOG_KIND_INCOMING', text: `Anteckning ${at}` } } }));
    }
    await until('the first is answered', () => answered.size > 0 || undefined);

    const begun = Date.now();
    scenery.server?.kill('SIGTERM');
    expect(await closed).toEqual({ code: 1001, reason: 'the server stops' });
    expect(await scenery.server?.exited).toBe(0);
    expect(Date.now() - begun).toBeLessThan(3_500);

    await scenery.start();
    const notes = (await scenery.entries()).filter((entry) => 'logEntryWritten' in entry);
    expect(notes.length).toBe([...answered.values()].filter(Boolean).length);
    // The follower over gRPC was told, and goes on where it was.
    await follower.line((line) => line.includes(`"sequence":"${notes.at(-1)?.['sequence']}"`));
    await follower.stop();
    const post = new Post(() => scenery.streamUrl, scenery.token('tib-1'), 'skarpt');
    await until('a new screen sees all of it', () =>
      post.entries.filter((entry) => 'logEntryWritten' in entry).length === notes.length || undefined);
    post.close();
  } finally {
    await scenery.strike();
  }
});
