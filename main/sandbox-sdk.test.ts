import {
  AssociateSoftwareTokenCommand,
  CognitoIdentityProviderClient,
  GetTokensFromRefreshTokenCommand,
  GetUserCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  RevokeTokenCommand,
  VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, test } from 'vitest';
import type { SandboxUser } from '@core/contract.ts';
import { newestCode, seededIn, totp, useRunningSandbox, verifyTokens } from './testing/running-sandbox.ts';

const sandbox = useRunningSandbox();

describe('the AWS SDK for JavaScript', () => {
  const client = () =>
    new CognitoIdentityProviderClient({
      region: sandbox().info.region,
      endpoint: sandbox().info.endpoint,
      maxAttempts: 1,
    });
  const byPassword = (user: SandboxUser, PASSWORD = user.password) =>
    new InitiateAuthCommand({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: user.clientId,
      AuthParameters: { USERNAME: user.username, PASSWORD },
    });

  test('signs in, looks itself up, refreshes, revokes', async () => {
    const ivy = seededIn(sandbox().info, 'ivy');
    const sdk = client();
    const { AuthenticationResult: tokens } = await sdk.send(byPassword(ivy));
    await verifyTokens(sandbox().info, ivy.userPoolId, tokens?.IdToken ?? '', tokens?.AccessToken ?? '');
    const whoami = new GetUserCommand({ AccessToken: tokens?.AccessToken });
    expect((await sdk.send(whoami)).Username).toBe('ivy');
    const refresh = { ClientId: ivy.clientId, RefreshToken: tokens?.RefreshToken };
    const renewed = await sdk.send(new GetTokensFromRefreshTokenCommand(refresh));
    expect(renewed.AuthenticationResult?.AccessToken).toBeDefined();
    await sdk.send(new RevokeTokenCommand({ ClientId: ivy.clientId, Token: tokens?.RefreshToken }));
    await expect(sdk.send(whoami)).rejects.toMatchObject({ message: 'Access Token has been revoked' });
  });

  test('answers SMS_MFA wrong, then right', async () => {
    const pam = seededIn(sandbox().info, 'pam');
    const sdk = client();
    const asked = await sdk.send(byPassword(pam));
    expect(asked).toMatchObject({
      ChallengeName: 'SMS_MFA',
      ChallengeParameters: { CODE_DELIVERY_DESTINATION: '+*******0789' },
    });
    const answer = (code: string) =>
      new RespondToAuthChallengeCommand({
        ClientId: pam.clientId,
        ChallengeName: 'SMS_MFA',
        Session: asked.Session,
        ChallengeResponses: { USERNAME: 'pam', SMS_MFA_CODE: code },
      });
    await expect(sdk.send(answer('wrong'))).rejects.toMatchObject({
      name: 'CodeMismatchException',
      message: 'Invalid code or auth state for the user.',
      $metadata: { httpStatusCode: 400, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    const code = await newestCode(sandbox());
    expect((await sdk.send(answer(code))).AuthenticationResult?.AccessToken).toBeDefined();
    await expect(sdk.send(answer(code))).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  test('sets TOTP up and signs out everywhere', async () => {
    const gus = seededIn(sandbox().info, 'gus');
    const sdk = client();
    const asked = await sdk.send(byPassword(gus));
    const { SecretCode, Session } = await sdk.send(
      new AssociateSoftwareTokenCommand({ Session: asked.Session }),
    );
    const verified = await sdk.send(
      new VerifySoftwareTokenCommand({ Session, UserCode: totp(SecretCode ?? '') }),
    );
    expect(verified.Status).toBe('SUCCESS');
    const done = await sdk.send(
      new RespondToAuthChallengeCommand({
        ClientId: gus.clientId,
        ChallengeName: 'MFA_SETUP',
        Session: verified.Session,
        ChallengeResponses: { USERNAME: 'gus' },
      }),
    );
    const AccessToken = done.AuthenticationResult?.AccessToken;
    await sdk.send(new GlobalSignOutCommand({ AccessToken }));
    await expect(sdk.send(new GetUserCommand({ AccessToken }))).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
  });

  test('reads the modelled exceptions', async () => {
    const sdk = client();
    await expect(sdk.send(byPassword(seededIn(sandbox().info, 'ivy'), 'wrong'))).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Incorrect username or password.',
    });
    await expect(sdk.send(byPassword(seededIn(sandbox().info, 'jon')))).rejects.toMatchObject({
      name: 'UserNotConfirmedException',
    });
    await expect(sdk.send(byPassword(seededIn(sandbox().info, 'lea')))).rejects.toMatchObject({
      name: 'PasswordResetRequiredException',
    });
  });
});
