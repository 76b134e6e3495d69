// An HTTP gateway stand-in: takes SMS and webhooks, keeps them in order, answers after a delay, and
// sends delivery receipts back. It is a gateway of its own, in the test's process: it outlives the
// server under test, as a real one would.
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Taken {
  kind: 'sms' | 'webhook';
  to: string;
  text: string;
  key: string;
}

export class Gateway {
  readonly taken: Taken[] = [];
  delayMs = 10;
  receiptsTo = '';  // base address of the server, empty = no receipts
  readonly secret = 'kvittohemlighet-i-provet';
  private readonly server: Server;
  private waiting: (() => void)[] = [];

  private constructor() {
    this.server = createServer((request, response) => {
      void body(request).then((text) => {
        const message = read(request.url ?? '', text);
        if (message) this.taken.push(message);
        this.wake();
        setTimeout(() => {
          response.writeHead(message ? 202 : 400, { 'Content-Type': 'text/plain' });
          response.end(message ? `id=${this.taken.length}` : 'not understood');
          if (message?.kind === 'sms') void this.receipt(message.key);
        }, this.delayMs);
      });
    });
  }

  static async start(): Promise<Gateway> {
    const gateway = new Gateway();
    await new Promise<void>((resolve) => gateway.server.listen(0, '127.0.0.1', resolve));
    return gateway;
  }

  // Until more than so many have been taken, or `wake` is called.
  async beyond(count: number): Promise<void> {
    if (this.taken.length <= count) await new Promise<void>((resolve) => { this.waiting.push(resolve); });
  }

  wake(): void { for (const one of this.waiting.splice(0)) one(); }

  get port(): number { return (this.server.address() as AddressInfo).port; }

  // A receipt that the server can not take at the moment is lost, as with many gateways.
  private async receipt(key: string): Promise<void> {
    if (this.receiptsTo === '') return;
    try {
      await fetch(`${this.receiptsTo}/v1/receipts/prov-sms?key=${encodeURIComponent(key)}&status=delivered`,
        { method: 'POST', headers: { 'X-CKL-Secret': this.secret } });
    } catch { /* the server is down */ }
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

async function body(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const part of request) text += part as string;
  return text;
}

function read(url: string, text: string): Taken | undefined {
  try {
    const json = JSON.parse(text) as Record<string, string>;
    const kind = url.startsWith('/sms') ? 'sms' : 'webhook';
    const to = json['to'] ?? url.split('/').at(-1) ?? '';
    return { kind, to, text: json['text'] ?? '', key: json['key'] ?? '' };
  } catch {
    return undefined;
  }
}
