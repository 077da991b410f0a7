import {
  CognitoIdentityProviderClient,
  CompleteWebAuthnRegistrationCommand,
  DeleteWebAuthnCredentialCommand,
  GetUserAuthFactorsCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  ListWebAuthnCredentialsCommand,
  RespondToAuthChallengeCommand,
  StartWebAuthnRegistrationCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { expect, test } from 'vitest';
import type { SandboxUser } from '@core/contract.ts';
import { registerPasskey, usePasskey } from '@core/crypto/software-authenticator.ts';
import { createPasskey, type Passkey } from '@core/crypto/webauthn/passkey.ts';
import { seededIn, useRunningSandbox, verifyTokens } from './testing/running-sandbox.ts';

const sandbox = useRunningSandbox();
const origin = 'http://localhost:5173';

const connect = () =>
  new CognitoIdentityProviderClient({
    region: sandbox().info.region,
    endpoint: sandbox().info.endpoint,
    maxAttempts: 1,
  });
const byPassword = ({ clientId, username, password }: SandboxUser) =>
  new InitiateAuthCommand({
    AuthFlow: 'USER_PASSWORD_AUTH',
    ClientId: clientId,
    AuthParameters: { USERNAME: username, PASSWORD: password },
  });
const byPasskey = ({ clientId, username }: SandboxUser) =>
  new InitiateAuthCommand({
    AuthFlow: 'USER_AUTH',
    ClientId: clientId,
    AuthParameters: { USERNAME: username, PREFERRED_CHALLENGE: 'WEB_AUTHN' },
  });

async function signIn(sdk: CognitoIdentityProviderClient, user: SandboxUser, passkey: Passkey) {
  const asked = await sdk.send(byPasskey(user));
  expect(asked.ChallengeName).toBe('WEB_AUTHN');
  const { challenge } = JSON.parse(asked.ChallengeParameters?.['CREDENTIAL_REQUEST_OPTIONS'] ?? '');
  return sdk.send(
    new RespondToAuthChallengeCommand({
      ClientId: user.clientId,
      ChallengeName: 'WEB_AUTHN',
      Session: asked.Session,
      ChallengeResponses: {
        USERNAME: user.username,
        CREDENTIAL: JSON.stringify(usePasskey(passkey, { challenge, origin })),
      },
    }),
  );
}

test('the AWS SDK registers a passkey, signs in with it after signing out, and deletes it', async () => {
  const pia = seededIn(sandbox().info, 'pia');
  const sdk = connect();
  const { AuthenticationResult: first } = await sdk.send(byPassword(pia));
  const AccessToken = first?.AccessToken;
  const started = await sdk.send(new StartWebAuthnRegistrationCommand({ AccessToken }));
  const options = started.CredentialCreationOptions as {
    challenge: string;
    rp: { id: string };
    user: { id: string };
  };
  const own = createPasskey({ rpId: options.rp.id, userHandle: options.user.id }, (count) =>
    crypto.getRandomValues(new Uint8Array(count)),
  );
  const credential = registerPasskey(own, { challenge: options.challenge, origin });
  const Credential = JSON.parse(JSON.stringify(credential));
  await sdk.send(new CompleteWebAuthnRegistrationCommand({ AccessToken, Credential }));
  await sdk.send(new GlobalSignOutCommand({ AccessToken }));

  const { AuthenticationResult: tokens } = await signIn(sdk, pia, own);
  await verifyTokens(sandbox().info, pia.userPoolId, tokens?.IdToken ?? '', tokens?.AccessToken ?? '');
  const holder = { AccessToken: tokens?.AccessToken };
  const listed = await sdk.send(new ListWebAuthnCredentialsCommand(holder));
  expect(listed.Credentials?.map(({ CredentialId }) => CredentialId)).toEqual([pia.passkey?.id, own.id]);
  expect(listed.Credentials?.[1]?.CreatedAt).toBeInstanceOf(Date);
  const factors = await sdk.send(new GetUserAuthFactorsCommand(holder));
  expect(factors.ConfiguredUserAuthFactors).toEqual(['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN']);
  await sdk.send(new DeleteWebAuthnCredentialCommand({ ...holder, CredentialId: own.id }));
  await expect(signIn(sdk, pia, own)).rejects.toMatchObject({
    name: 'NotAuthorizedException',
    message: 'Invalid passkey assertion.',
  });
}, 20_000);

test('the AWS SDK signs in with the seeded passkey and reads the WebAuthn exceptions', async () => {
  const quin = seededIn(sandbox().info, 'quin');
  const sdk = connect();
  const { privateKey = '', ...passkey } = quin.passkey ?? { id: '', rpId: '', userHandle: '' };
  const { AuthenticationResult: tokens } = await signIn(sdk, quin, { ...passkey, privateKey });
  const AccessToken = tokens?.AccessToken;
  const complete = new CompleteWebAuthnRegistrationCommand({ AccessToken, Credential: { id: 'x' } });
  await expect(sdk.send(complete)).rejects.toMatchObject({ name: 'WebAuthnChallengeNotFoundException' });
  const ivy = await sdk.send(byPassword(seededIn(sandbox().info, 'ivy')));
  const start = new StartWebAuthnRegistrationCommand({ AccessToken: ivy.AuthenticationResult?.AccessToken });
  await expect(sdk.send(start)).rejects.toMatchObject({ name: 'WebAuthnNotEnabledException' });
}, 20_000);
