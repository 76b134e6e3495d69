// Passkeys: the server's calls about them, and what the browser is asked for (WebAuthn).
import { type Assertion, AssertionSchema } from '../gen/ckl/v1/command_pb';
import {
  AddPasskeyRequestSchema,
  AddPasskeyResponseSchema,
  BeginPasskeyRequestSchema,
  type BeginPasskeyResponse,
  BeginPasskeyResponseSchema,
  BeginSignInRequestSchema,
  BeginSignInResponseSchema,
  EndSessionRequestSchema,
  EndSessionResponseSchema,
  ListPasskeysRequestSchema,
  ListPasskeysResponseSchema,
  ListSessionsRequestSchema,
  ListSessionsResponseSchema,
  PrepareDecisionRequestSchema,
  PrepareDecisionResponseSchema,
  RevokePasskeyRequestSchema,
  RevokePasskeyResponseSchema,
  SignInRequestSchema,
  SignInResponseSchema,
} from '../gen/ckl/v1/services/passkey_pb';
import { create } from '../wire/codec';
import { method } from './connect';

export const beginSignIn = method('PasskeyService/BeginSignIn', BeginSignInRequestSchema, BeginSignInResponseSchema);
export const signIn = method('PasskeyService/SignIn', SignInRequestSchema, SignInResponseSchema);
export const beginPasskey = method('PasskeyService/BeginPasskey', BeginPasskeyRequestSchema, BeginPasskeyResponseSchema);
export const addPasskey = method('PasskeyService/AddPasskey', AddPasskeyRequestSchema, AddPasskeyResponseSchema);
export const listPasskeys = method('PasskeyService/ListPasskeys', ListPasskeysRequestSchema, ListPasskeysResponseSchema);
export const revokePasskey = method('PasskeyService/RevokePasskey', RevokePasskeyRequestSchema, RevokePasskeyResponseSchema);
export const listSessions = method('PasskeyService/ListSessions', ListSessionsRequestSchema, ListSessionsResponseSchema);
export const endSession = method('PasskeyService/EndSession', EndSessionRequestSchema, EndSessionResponseSchema);
export const prepareDecision = method('PasskeyService/PrepareDecision', PrepareDecisionRequestSchema, PrepareDecisionResponseSchema);

/** Why the browser gave nothing. A browser does not tell whether the person cancelled, had no key, or was not recognised. */
export type Balk = 'stopped' | 'known' | 'elsewhere' | 'unable';

export type Given<T> = { ok: true; value: T } | { ok: false; balk: Balk };

const answerWithinMs = 60_000;
const es256 = -7;

const balks: Record<string, Balk> = {
  NotAllowedError: 'stopped',
  AbortError: 'stopped',
  InvalidStateError: 'known',
  SecurityError: 'elsewhere',
};

let asking = new AbortController();

/** Whoever asked for a key and has gone waits for none. */
export const stopAsking = (): void => asking.abort();

/** One question at a time: a browser refuses a second one while the first stands. */
async function ask<T>(question: (signal: AbortSignal) => Promise<T>): Promise<Given<T>> {
  stopAsking();
  asking = new AbortController();
  try {
    return { ok: true, value: await question(asking.signal) };
  } catch (error) {
    return { ok: false, balk: balks[(error as Error).name] ?? 'unable' };
  }
}

/** As the DOM's types want it; the bytes never lie in shared memory. */
const source = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => bytes as Uint8Array<ArrayBuffer>;
const key = (id: Uint8Array): PublicKeyCredentialDescriptor => ({ type: 'public-key', id: source(id) });
const bytes = (buffer: ArrayBuffer | null | undefined): Uint8Array => new Uint8Array(buffer ?? []);

interface Question {
  challenge: Uint8Array;
  site: string;
  /** Which keys may answer; none named = any that the browser has for the site. */
  keys?: Uint8Array[];
}

/** What a passkey says to a challenge. `apart` leads the person to a security key, where the browser can. */
export const assert = ({ challenge, site, keys = [] }: Question, apart = false): Promise<Given<Assertion>> =>
  ask(async (signal) => {
    const options = {
      challenge: source(challenge),
      rpId: site,
      userVerification: 'required' as const,
      timeout: answerWithinMs,
      allowCredentials: keys.map(key),
      ...(apart ? { hints: ['security-key'] } : {}),
    };
    const given = (await navigator.credentials.get({ publicKey: options, signal })) as PublicKeyCredential;
    const response = given.response as AuthenticatorAssertionResponse;
    return create(AssertionSchema, {
      key: bytes(given.rawId),
      authenticatorData: bytes(response.authenticatorData),
      clientData: bytes(response.clientDataJSON),
      signature: bytes(response.signature),
      userHandle: bytes(response.userHandle),
    });
  });

/** Makes a passkey, and what the server wants to know of it. */
export const make = (begun: BeginPasskeyResponse): Promise<Given<{ authenticatorData: Uint8Array; clientData: Uint8Array }>> =>
  ask(async (signal) => {
    const publicKey: PublicKeyCredentialCreationOptions = {
      challenge: source(begun.challenge),
      rp: { id: begun.site, name: 'ckl' },
      user: { id: source(begun.userHandle), name: begun.person, displayName: begun.name },
      pubKeyCredParams: [{ type: 'public-key', alg: es256 }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
      excludeCredentials: begun.known.map(key),
      timeout: answerWithinMs,
    };
    const made = (await navigator.credentials.create({ publicKey, signal })) as PublicKeyCredential;
    const response = made.response as AuthenticatorAttestationResponse;
    return { authenticatorData: bytes(response.getAuthenticatorData()), clientData: bytes(response.clientDataJSON) };
  });

/** The first twelve hex digits of SHA-256 of a text, in groups of four: what two screens are compared by. */
export async function codeOf(text: string): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return inGroups(Array.from(hash.subarray(0, 6), (byte) => byte.toString(16).padStart(2, '0')).join(''));
}

export const inGroups = (hex: string): string => hex.match(/.{1,4}/g)?.join(' ') ?? '';
