// Refusals of unary calls, as the Connect protocol carries them.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { RejectionSchema } from '../src/gen/ckl/v1/command_pb';
import { WhoAmIResponseSchema } from '../src/gen/ckl/v1/services/access_pb';
import { failureOf, openSession, whoAmI } from '../src/net/connect';
import { create, toBinary } from '../src/wire/codec';

const rejection = create(RejectionSchema, { breaches: [{ rule: 'G03', message: { sv: 'Nej – å, ä, ö' } }] });
const base64 = btoa(String.fromCharCode(...toBinary(RejectionSchema, rejection)));

function refused(value: string, status = 403): Response {
  const details = [{ type: 'other', value: 'AA' }, { type: 'ckl.v1.Rejection', value }];
  return new Response(JSON.stringify({ code: 'permission_denied', details }), { status });
}

afterEach(() => vi.unstubAllGlobals());

describe('a refusal', () => {
  it('is read from the details, with and without padding, in both alphabets', async () => {
    const web = base64.replaceAll('+', '-').replaceAll('/', '_');
    for (const value of [base64, base64.replace(/=+$/, ''), web]) {
      const failure = await failureOf(refused(value));
      expect(failure.kind).toBe('refused');
      expect(failure.rejection?.breaches[0]?.message?.sv).toBe('Nej – å, ä, ö');
    }
  });

  it('is still a refusal when its details can not be read', async () => {
    expect(await failureOf(refused('%%%'))).toEqual({ kind: 'refused' });
    expect(await failureOf(new Response('not json', { status: 500 }))).toEqual({ kind: 'refused' });
  });

  it('tells a missing session from a server that is away', async () => {
    expect((await failureOf(new Response('{}', { status: 401 }))).kind).toBe('signed-out');
    expect((await failureOf(new Response('{}', { status: 429 }))).kind).toBe('busy');
    expect((await failureOf(new Response('', { status: 503 }))).kind).toBe('unreachable');
  });
});

describe('a call', () => {
  it('goes to the method, in binary, and reads the answer', async () => {
    const answer = create(WhoAmIResponseSchema, { person: { id: 'tib-1' } });
    const fetched = vi.fn(async (_url: string, _options: RequestInit) =>
      new Response(toBinary(WhoAmIResponseSchema, answer) as Uint8Array<ArrayBuffer>));
    vi.stubGlobal('fetch', fetched);
    expect(await whoAmI({})).toMatchObject({ ok: true, value: { person: { id: 'tib-1' } } });
    expect(fetched.mock.calls[0]?.[0]).toBe('/ckl.v1.AccessService/WhoAmI');
    expect(fetched.mock.calls[0]?.[1].headers).toEqual({
      'Content-Type': 'application/proto',
      'Connect-Protocol-Version': '1',
    });
  });

  it('is unreachable when nobody answers', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
    expect(await whoAmI({})).toEqual({ ok: false, failure: { kind: 'unreachable' } });
    expect(await openSession('x')).toEqual({ ok: false, failure: { kind: 'unreachable' } });
  });

  it('sends the token as a bearer and nowhere else', async () => {
    const fetched = vi.fn(async (_url: string, _options: RequestInit) => new Response(null, { status: 204 }));
    vi.stubGlobal('fetch', fetched);
    expect(await openSession('secret')).toEqual({ ok: true, value: undefined });
    expect(fetched.mock.calls[0]?.[0]).toBe('/v1/session');
    expect(fetched.mock.calls[0]?.[1].headers).toEqual({ Authorization: 'Bearer secret' });
  });
});
