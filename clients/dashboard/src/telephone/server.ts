// What the telephone's page and its service worker ask of the server: unary calls in JSON, with the session cookie.
//
// Both files get their own copy, so this one imports nothing.

export interface Push { publicKey?: string; endpoints?: string[]; lost?: string[] }
export interface Self { person?: { name?: string; ladder?: { channel?: string }[] } }

/** Why a call gave nothing, in the server's words where it has some. */
export class Refusal extends Error {
  constructor(readonly kind: 'signed-out' | 'refused' | 'unreachable', readonly words: { sv?: string; en?: string } = {}) {
    super(kind);
  }
}

const callTimeoutMs = 8_000;

interface Told { breaches?: { message?: { sv?: string; en?: string }; whatNow?: { sv?: string; en?: string } }[] }

async function refusalOf(response: Response): Promise<Refusal> {
  if (response.status === 401) return new Refusal('signed-out');
  if (response.status >= 502) return new Refusal('unreachable');
  try {
    const { details = [] } = (await response.json()) as { details?: { debug?: Told }[] };
    const breach = details[0]?.debug?.breaches?.[0];
    const both = (language: 'sv' | 'en') => [breach?.message?.[language], breach?.whatNow?.[language]].filter(Boolean).join(' ');
    return new Refusal('refused', { sv: both('sv'), en: both('en') });
  } catch {
    return new Refusal('refused');
  }
}

export async function ask<T>(method: string, request: object = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/ckl.v1.AccessService/${method}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Connect-Protocol-Version': '1' },
      body: JSON.stringify(request),
      credentials: 'same-origin',
      signal: AbortSignal.timeout(callTimeoutMs),
    });
  } catch {
    throw new Refusal('unreachable');
  }
  if (!response.ok) throw await refusalOf(response);
  return (await response.json()) as T;
}

export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
}

function base64Of(bytes: ArrayBuffer | null): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes ?? new ArrayBuffer(0))));
}

/** Gives the server what it needs to reach this browser. */
export async function subscribe(subscription: PushSubscription): Promise<void> {
  await ask('SubscribePush', {
    endpoint: subscription.endpoint,
    p256dh: base64Of(subscription.getKey('p256dh')),
    auth: base64Of(subscription.getKey('auth')),
  });
}

/** Where a message leads: its own link, if that is a web address; else the call-outs of this server. */
export function answerAt(link: unknown, origin: string): string {
  try {
    const url = new URL(String(link));
    if (url.protocol === 'https:' || url.origin === origin) return url.href;
  } catch {
    // No link.
  }
  return `${origin}/inkallning`;
}
