// The one store of the page: who is signed in, the workspace's image folded forward, contact with the server.
//
// Frames come in any number; the folded image is shown at most ten times a second, with an animation frame of the screen.
import { computed, signal } from '@preact/signals';
import { emptyImage, evolve } from '../fold/evolve';
import { type Rejection, RejectionCode } from '../gen/ckl/v1/command_pb';
import type { JournalEntry } from '../gen/ckl/v1/journal_pb';
import { Mode, type Text, type WorkspaceImage } from '../gen/ckl/v1/model_pb';
import type { WhoAmIResponse } from '../gen/ckl/v1/services/access_pb';
import type { Rule, WorkspaceSummary } from '../gen/ckl/v1/services/workspace_pb';
import type { Heartbeat, Hello } from '../gen/ckl/v1/stream_pb';
import { Commands, isSignedOut } from '../net/commands';
import { listRules, listWorkspaces, whoAmI } from '../net/connect';
import { silentAfterMs, Stream } from '../net/stream';
import { clockRate, heardTime, setClock, workspaceNow } from './clock';
import { workspaceFromAddress } from './router';
import { ms } from './time';
import * as timeline from './timeline';

export type Session = 'unknown' | 'in' | 'out';
export type Contact = 'connecting' | 'live' | 'lost';

export const workspace = workspaceFromAddress();
export const session = signal<Session>('unknown');
export const who = signal<WhoAmIResponse | undefined>(undefined);
export const contact = signal<Contact>('connecting');
/** The workspace's time when contact was lost. */
export const lostSince = signal<number | undefined>(undefined);
export const image = signal<WorkspaceImage | undefined>(undefined);
export const hello = signal<Hello | undefined>(undefined);
export const fault = signal<Text | undefined>(undefined);
export const gatewayFaults = signal<Text[]>([]);
export const posts = signal(0);
export const workspaces = signal<WorkspaceSummary[]>([]);
export const rules = signal<Map<string, Rule>>(new Map());
export const noSuchWorkspace = signal(false);

/** The mode, known from the first word of the server; until then the workspace's id must do. */
export const mode = computed<Mode>(() => {
  const told = image.value?.mode ?? hello.value?.mode ?? Mode.UNSPECIFIED;
  if (told !== Mode.UNSPECIFIED) return told;
  return workspace.startsWith('ovning') ? Mode.EXERCISE : Mode.UNSPECIFIED;
});

let working: WorkspaceImage = emptyImage();
let shownSequence = -1n;
let framePending = false;

/** What comes alone is shown at once; a flood is not drawn more often than anybody can read it. */
const showEveryMs = 100;
let shownAt = -showEveryMs;

function show(): void {
  if (framePending) return;
  framePending = true;
  const wait = shownAt + showEveryMs - performance.now();
  // A page in the background gets no animation frames; its title and its spoken words should still follow.
  if (document.hidden) setTimeout(showNow, 250);
  else if (wait > 0) setTimeout(() => requestAnimationFrame(showNow), wait);
  else requestAnimationFrame(showNow);
}

function showNow(): void {
  framePending = false;
  shownAt = performance.now();
  timeline.show();
  if (working.sequence === shownSequence) return;
  shownSequence = working.sequence;
  image.value = { ...working };
  document.documentElement.dataset['sequence'] = String(working.sequence);
}

const stream = new Stream(streamUrl(), workspace, {
  hello(frame: Hello) {
    hello.value = frame;
    setClock(ms(frame.time) ?? 0, frame.clockRate);
  },
  image(frame: WorkspaceImage) {
    working = frame;
    shownSequence = -1n;
    show();
    void timeline.load(workspace);
  },
  batch(frame) {
    fold(frame.entries);
  },
  heartbeat(frame: Heartbeat) {
    setClock(ms(frame.time) ?? 0, clockRate());
    if (fault.value?.sv !== frame.fault?.sv) fault.value = frame.fault;
    gatewayFaults.value = frame.gatewayFaults;
    posts.value = frame.posts;
  },
  result: (frame) => commands.onResult(frame),
  contact(live) {
    if (live) {
      session.value = 'in';
      noSuchWorkspace.value = false;
      showContact('live');
      lostSince.value = undefined;
      commands.resend();
    } else if (contact.value === 'live') {
      lostSince.value = heardTime.peek();
      showContact('lost');
      commands.keepPending();
    }
  },
  refused(rejection: Rejection | undefined) {
    if (rejection?.code === RejectionCode.UNAUTHENTICATED) void identify();
    else noSuchWorkspace.value = true;
  },
  notOpened: () => void identify(),
});

function showContact(state: Contact): void {
  contact.value = state;
  document.documentElement.dataset['contact'] = state;
}

export const commands = new Commands(
  (command) => stream.send(command),
  (progress) => {
    if (isSignedOut(progress)) session.value = 'out';
  },
);

/** Told of entries as they happen, before the image shows them. */
export const followers = new Set<(entries: JournalEntry[]) => void>();

function fold(entries: JournalEntry[]): void {
  for (const entry of entries) evolve(working, entry);
  commands.onEntries(entries);
  timeline.append(entries);
  for (const tell of followers) tell(entries);
  show();
}

export function streamUrl(): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/v1/stream`;
}

let identifying = false;

/** Asks the server who we are; a plain "nobody" is the only thing that shows the sign-in form. */
export async function identify(): Promise<void> {
  if (identifying) return;
  identifying = true;
  const answer = await whoAmI({});
  identifying = false;
  if (answer.ok) {
    who.value = answer.value;
    session.value = 'in';
  } else if (answer.failure.kind === 'signed-out') {
    session.value = 'out';
  } else if (answer.failure.kind === 'unreachable' && contact.value === 'connecting') {
    showContact('lost');
  }
}

/** The last picture that this browser has kept, while there is no other; contact replaces it. */
export function showKept(picture: WorkspaceImage): void {
  working = picture;
  show();
}

export async function loadRules(): Promise<void> {
  const answer = await listRules({});
  if (answer.ok) rules.value = new Map(answer.value.rules.map((rule) => [rule.id, rule]));
}

export async function loadWorkspaces(): Promise<void> {
  const answer = await listWorkspaces({});
  if (answer.ok) workspaces.value = answer.value.workspaces;
}

/** Starts to follow the workspace and keeps to it until the page is left. */
export async function connect(): Promise<void> {
  addEventListener('online', () => stream.nudge());
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) stream.nudge();
  });
  // A page that never got contact says so as soon as one that lost it.
  setTimeout(() => {
    if (contact.value === 'connecting' && session.value !== 'out') showContact('lost');
  }, silentAfterMs);
  await identify();
  if (session.value === 'out') return;
  stream.start();
  void loadRules();
  void loadWorkspaces();
}

/** After signing in again in place: what was typed is still there. */
export async function reconnect(): Promise<void> {
  await identify();
  if (session.value !== 'in') return;
  stream.stop();
  stream.start();
  void loadRules();
  void loadWorkspaces();
}

export { workspaceNow };
