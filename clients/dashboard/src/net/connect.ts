// Unary calls by the Connect protocol in its binary form, with the session cookie of this origin.
import type { DescMessage, MessageInitShape, MessageShape } from '@bufbuild/protobuf';
import { type Rejection, RejectionSchema } from '../gen/ckl/v1/command_pb';
import {
  WhoAmIRequestSchema,
  WhoAmIResponseSchema,
} from '../gen/ckl/v1/services/access_pb';
import {
  ListEntriesRequestSchema,
  ListEntriesResponseSchema,
  ListRulesRequestSchema,
  ListRulesResponseSchema,
  ListWorkspacesRequestSchema,
  ListWorkspacesResponseSchema,
} from '../gen/ckl/v1/services/workspace_pb';
import { create, fromBinary, toBinary } from '../wire/codec';

/** Why a call gave nothing. */
export interface Failure {
  kind: 'signed-out' | 'refused' | 'busy' | 'unreachable';
  rejection?: Rejection;
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure };

interface Method<I extends DescMessage, O extends DescMessage> {
  path: string;
  input: I;
  output: O;
}

const callTimeoutMs = 8_000;

export function method<I extends DescMessage, O extends DescMessage>(path: string, input: I, output: O) {
  return (request: MessageInitShape<I>): Promise<Outcome<MessageShape<O>>> =>
    call({ path, input, output }, request);
}

export const whoAmI = method('AccessService/WhoAmI', WhoAmIRequestSchema, WhoAmIResponseSchema);
export const listWorkspaces = method(
  'WorkspaceService/ListWorkspaces',
  ListWorkspacesRequestSchema,
  ListWorkspacesResponseSchema,
);
export const listEntries = method(
  'WorkspaceService/ListEntries',
  ListEntriesRequestSchema,
  ListEntriesResponseSchema,
);
export const listRules = method(
  'WorkspaceService/ListRules',
  ListRulesRequestSchema,
  ListRulesResponseSchema,
);

async function call<I extends DescMessage, O extends DescMessage>(
  { path, input, output }: Method<I, O>,
  request: MessageInitShape<I>,
): Promise<Outcome<MessageShape<O>>> {
  try {
    const response = await fetch(`/ckl.v1.${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/proto', 'Connect-Protocol-Version': '1' },
      body: toBinary(input, create(input, request)) as Uint8Array<ArrayBuffer>,
      credentials: 'same-origin',
      signal: AbortSignal.timeout(callTimeoutMs),
    });
    if (!response.ok) return { ok: false, failure: await failureOf(response) };
    return { ok: true, value: fromBinary(output, new Uint8Array(await response.arrayBuffer())) };
  } catch {
    return { ok: false, failure: { kind: 'unreachable' } };
  }
}

interface ConnectError {
  details?: { type?: string; value?: string }[];
}

/** Reads a Connect error, with the Rejection in its details if it has one. */
export async function failureOf(response: Response): Promise<Failure> {
  const kind =
    response.status === 401 ? 'signed-out' : response.status === 429 ? 'busy' : response.status >= 502 ? 'unreachable' : 'refused';
  try {
    const error = (await response.json()) as ConnectError;
    const detail = error.details?.find((one) => one.type?.endsWith('ckl.v1.Rejection'));
    if (!detail?.value) return { kind };
    return { kind, rejection: fromBinary(RejectionSchema, bytesOf(detail.value)) };
  } catch {
    return { kind };
  }
}

function bytesOf(base64: string): Uint8Array {
  const text = atob(base64.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, ''));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

/** Trades a token for the session cookie. */
export async function openSession(token: string): Promise<Outcome<undefined>> {
  try {
    const response = await fetch('/v1/session', {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}` },
      credentials: 'same-origin',
      signal: AbortSignal.timeout(callTimeoutMs),
    });
    if (response.ok) return { ok: true, value: undefined };
    return { ok: false, failure: await failureOf(response) };
  } catch {
    return { ok: false, failure: { kind: 'unreachable' } };
  }
}

export async function closeSession(): Promise<void> {
  try {
    await fetch('/v1/session', { method: 'DELETE', credentials: 'same-origin' });
  } catch {
    // The cookie ends by itself; the caller leaves the page either way.
  }
}
