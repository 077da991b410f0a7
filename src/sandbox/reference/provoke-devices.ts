import { registerPasskey, type Ceremony } from '../../crypto/software-authenticator.ts';
import { createPasskey } from '../../crypto/webauthn/passkey.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { passkeys } from '../seed/built-in/passkeys.ts';
import type { SeedPool } from '../seed/schema.ts';
import { countingRandom, testSandbox, type Answer, type TestSandbox } from '../testing.ts';
import { confirm, offeredDevice } from '../testing-device.ts';
import { beginByPassword, seededUser, walk } from '../testing-walk.ts';
import { seeded, tokensOf, type Provoke } from './provoke.ts';

const { bytes } = countingRandom();

async function register(
  test: TestSandbox,
  bends: Partial<Ceremony> = {},
  algorithm: 'ES256' | 'EdDSA' = 'ES256',
  completer?: () => Promise<string>,
): Promise<Answer> {
  const { AccessToken = '' } = await tokensOf(test, 'pia');
  const started = await test.call('StartWebAuthnRegistration', { AccessToken });
  if (started.error !== '') return started;
  const { challenge } = started.body['CredentialCreationOptions'] as { challenge: string };
  const { userHandle = '' } = seededUser(test, 'pia').passkey ?? {};
  const passkey = createPasskey({ rpId: 'localhost', userHandle }, bytes, algorithm);
  const credential = registerPasskey(passkey, { challenge, origin: 'http://localhost', ...bends });
  return test.call('CompleteWebAuthnRegistration', {
    AccessToken: completer === undefined ? AccessToken : await completer(),
    Credential: credential as unknown as JsonValue,
  });
}

const changed = (pool: Partial<SeedPool>): TestSandbox =>
  testSandbox({ seed: { version: 1, pools: [{ ...passkeys, ...pool }] } });

/** The exceptions of remembered devices and of passkeys. */
export const deviceExceptions: Readonly<Record<string, Provoke>> = {
  DeviceKeyExistsException: seeded(async (test) => {
    const offered = offeredDevice((await walk(test, seededUser(test, 'ada'))).last);
    if (offered === undefined) throw new Error('no device was offered');
    await confirm(test, offered);
    return confirm(test, offered);
  }),
  LimitExceededException: seeded(async (test) => {
    for (let count = 1; count < 20; count += 1) await register(test);
    return register(test);
  }),
  WebAuthnChallengeNotFoundException: seeded((test) => register(test, { challenge: 'b3RoZXI' })),
  WebAuthnClientMismatchException: seeded((test) =>
    register(test, {}, 'ES256', async () => {
      const pia = seededUser(test, 'pia');
      const ExplicitAuthFlows = ['ALLOW_USER_PASSWORD_AUTH'] as const;
      const other = { ClientId: 'other', ClientName: 'other', ExplicitAuthFlows: [...ExplicitAuthFlows] };
      test.sandbox.putClient(pia.userPoolId, other);
      const { body } = await beginByPassword(test, { ...pia, clientId: 'other' });
      return String((body['AuthenticationResult'] as JsonObject)['AccessToken']);
    }),
  ),
  WebAuthnConfigurationMissingException: () => register(changed({ WebAuthnConfiguration: {} })),
  WebAuthnCredentialNotSupportedException: seeded((test) => register(test, {}, 'EdDSA')),
  WebAuthnNotEnabledException: () => register(changed({ Policies: {} })),
  WebAuthnOriginNotAllowedException: seeded((test) => register(test, { origin: 'https://example.com' })),
  WebAuthnRelyingPartyMismatchException: seeded((test) => register(test, { rpId: 'example.com' })),
};
