// Chromium's virtual authenticator: a device with passkeys, whose owner it knows or does not.
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { Fake } from '../fake/server';

export interface Authenticator {
  /** Whether the device knows who holds it. */
  verify(isKnown: boolean): Promise<unknown>;
  /** A key of the person's, known to the server as well. */
  give(fake: Fake, person: string, label?: string): Promise<void>;
  count(): Promise<number>;
}

export async function authenticator(page: Page): Promise<Authenticator> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', { options: {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } });
  return {
    verify: (isUserVerified) => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    count: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials.length,
    async give(fake, person, label = 'Min telefon') {
      const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
      const point = Buffer.concat([Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
      const id = randomBytes(16);
      await session.send('WebAuthn.addCredential', { authenticatorId, credential: {
        credentialId: id.toString('base64'),
        isResidentCredential: true,
        rpId: 'localhost',
        privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
        userHandle: Buffer.from(`${person} ${label}`).toString('base64'),
        signCount: 0,
      } });
      const fingerprint = createHash('sha256').update(point).digest('hex');
      fake.passkeys.keys.push({ id: id.toString('hex'), person, label, point, fingerprint, added: fake.now() - 86_400_000 });
    },
  };
}
