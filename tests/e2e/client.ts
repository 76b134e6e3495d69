// Clients of a running server: the Connect protocol in JSON, and the WebSocket in JSON.
import WebSocket from 'ws';

export type Json = Record<string, unknown>;

export class Refused extends Error {
  constructor(readonly status: number, readonly body: Json) {
    super(`${status} ${JSON.stringify(body)}`);
  }
}

export class ConnectClient {
  constructor(readonly base: string, readonly token: string) {}

  async call(method: string, body: Json): Promise<Json> {
    const response = await fetch(`${this.base}/ckl.v1.${method}`, {
      method: 'POST',
      headers: {
        'Authorization': `Bearer ${this.token}`,
        'Content-Type': 'application/json',
        'Connect-Protocol-Version': '1',
      },
      body: JSON.stringify(body),
    });
    const answer = await response.json() as Json;
    if (!response.ok) throw new Refused(response.status, answer);
    return answer;
  }
}

// A ledningsplats: follows a workspace from a number on and keeps every entry as it came. It
// reconnects from its last number when the server goes away, as a command post would.
export class Post {
  readonly entries: Json[] = [];
  through = 0;
  journal = '';
  refused = '';  // the rejection of the last subscription, in JSON
  heard: () => void = () => { /* nobody asks */ };  // after each batch of entries
  private socket: WebSocket | undefined;
  private closed = false;

  constructor(readonly url: () => string, readonly token: string, readonly workspace: string) {
    this.connect();
  }

  private connect(): void {
    if (this.closed) return;
    const socket = new WebSocket(this.url(), 'ckl.v1.json',
      { headers: { Authorization: `Bearer ${this.token}` } });
    this.socket = socket;
    socket.on('open', () => socket.send(JSON.stringify({
      subscribe: { workspace: this.workspace, after: String(this.through), post: 'Prov', journal: this.journal },
    })));
    socket.on('message', (bytes) => this.take(JSON.parse(String(bytes)) as Json));
    socket.on('error', () => { /* `close` follows and reconnects */ });
    socket.on('close', () => { if (!this.closed) setTimeout(() => this.connect(), 50); });
  }

  private take(frame: Json): void {
    const hello = frame['hello'] as Json | undefined;
    if (hello) this.journal = String(hello['journal']);
    const closing = frame['closing'] as Json | undefined;
    if (closing) this.refused = JSON.stringify(closing['rejection'] ?? '');
    const events = frame['events'] as Json | undefined;
    if (!events) return;
    for (const entry of (events['entries'] ?? []) as Json[]) this.entries.push(entry);
    this.through = Number(events['through'] ?? this.through);
    this.heard();
  }

  close(): void {
    this.closed = true;
    this.socket?.close();
  }
}
