// Child processes whose lines can be waited for. Every process started here is ended by its own id.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export class Child {
  readonly lines: string[] = [];
  readonly exited: Promise<number | string>;
  private readonly process: ChildProcess;
  private waiting: { test: (line: string) => boolean; found: (line: string) => void }[] = [];
  private ended = false;

  constructor(readonly name: string, program: string, args: string[], env: Record<string, string> = {}) {
    this.process = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.process.stdout, this.process.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', (line) => this.take(line));
    }
    this.exited = new Promise((resolve) => {
      this.process.on('exit', (code, signal) => {
        this.ended = true;
        resolve(code ?? signal ?? 'gone');
      });
      this.process.on('error', (error) => {
        this.ended = true;
        this.lines.push(String(error));
        resolve('not started');
      });
    });
  }

  private take(line: string): void {
    this.lines.push(line);
    for (const one of this.waiting) if (one.test(line)) one.found(line);
    this.waiting = this.waiting.filter((one) => !one.test(line));
  }

  // The first line, past or coming, that passes the test.
  async line(test: (line: string) => boolean, withinMs = 20_000): Promise<string> {
    const past = this.lines.find(test);
    if (past !== undefined) return past;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(this.trouble('did not say what was awaited')), withinMs);
      this.waiting.push({ test, found: (line) => { clearTimeout(timer); resolve(line); } });
      void this.exited.then(() => { clearTimeout(timer); reject(this.trouble('ended')); });
    });
  }

  trouble(what: string): Error {
    return new Error(`${this.name} ${what}. Its last lines:\n${this.lines.slice(-25).join('\n')}`);
  }

  get running(): boolean { return !this.ended; }
  get pid(): number { return this.process.pid ?? 0; }

  kill(signal: NodeJS.Signals): void { if (!this.ended) this.process.kill(signal); }

  async stop(): Promise<number | string> {
    this.kill('SIGTERM');
    const patience = setTimeout(() => this.kill('SIGKILL'), 10_000);
    const outcome = await this.exited;
    clearTimeout(patience);
    return outcome;
  }
}

// Waits for a fact: asks again until it holds. The last answer is part of the error.
export async function until<T>(what: string, ask: () => Promise<T | undefined> | T | undefined,
  withinMs = 20_000): Promise<T> {
  const end = Date.now() + withinMs;
  let trouble = '';
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) { trouble = String(error); }
    if (Date.now() > end) throw new Error(`waited ${withinMs} ms in vain: ${what} ${trouble}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
