import {
  ChangePasswordCommand,
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  DeleteUserCommand,
  ForgotPasswordCommand,
  GetUserCommand,
  InitiateAuthCommand,
  ResendConfirmationCodeCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { expect, test } from 'vitest';
import { newestCode, seededIn, useRunningSandbox, verifyTokens } from './testing/running-sandbox.ts';

const sandbox = useRunningSandbox();

test('the AWS SDK for JavaScript takes an account from its sign-up to its end', async () => {
  const { clientId: ClientId, userPoolId } = seededIn(sandbox().info, 'eva');
  const { region, endpoint } = sandbox().info;
  const sdk = new CognitoIdentityProviderClient({ region, endpoint, maxAttempts: 1 });
  const Username = 'una';
  const first = 'Correct-horse-1';
  const signIn = (PASSWORD: string) =>
    sdk.send(
      new InitiateAuthCommand({
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId,
        AuthParameters: { USERNAME: Username, PASSWORD },
      }),
    );

  const signedUp = await sdk.send(
    new SignUpCommand({
      ClientId,
      Username,
      Password: first,
      UserAttributes: [{ Name: 'email', Value: 'una@example.com' }],
    }),
  );
  expect(signedUp).toMatchObject({
    UserConfirmed: false,
    CodeDeliveryDetails: { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'u***@e***' },
  });
  const old = await newestCode(sandbox());
  await expect(signIn(first)).rejects.toMatchObject({ name: 'UserNotConfirmedException' });
  await sdk.send(new ResendConfirmationCodeCommand({ ClientId, Username }));
  const confirm = (ConfirmationCode: string) =>
    sdk.send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode, Session: signedUp.Session }));
  for (const code of ['wrong', old]) {
    await expect(confirm(code)).rejects.toMatchObject({
      name: 'CodeMismatchException',
      message: 'Invalid verification code provided, please try again.',
      $metadata: { httpStatusCode: 400 },
    });
  }
  const { Session } = await confirm(await newestCode(sandbox()));
  const { AuthenticationResult: tokens } = await sdk.send(
    new InitiateAuthCommand({
      AuthFlow: 'USER_AUTH',
      ClientId,
      AuthParameters: { USERNAME: Username },
      Session,
    }),
  );
  await verifyTokens(sandbox().info, userPoolId, tokens?.IdToken ?? '', tokens?.AccessToken ?? '');
  const AccessToken = tokens?.AccessToken;

  const second = 'Better-horse-2';
  await sdk.send(
    new ChangePasswordCommand({ AccessToken, PreviousPassword: first, ProposedPassword: second }),
  );
  await expect(signIn(first)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  await sdk.send(
    new UpdateUserAttributesCommand({
      AccessToken,
      UserAttributes: [{ Name: 'email', Value: 'new@example.com' }],
    }),
  );
  const Code = await newestCode(sandbox());
  await sdk.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: 'email', Code }));
  const { UserAttributes } = await sdk.send(new GetUserCommand({ AccessToken }));
  expect(UserAttributes).toContainEqual({ Name: 'email', Value: 'new@example.com' });
  expect(UserAttributes).toContainEqual({ Name: 'email_verified', Value: 'true' });

  const third = 'Third-horse-3';
  const { CodeDeliveryDetails } = await sdk.send(new ForgotPasswordCommand({ ClientId, Username }));
  expect(CodeDeliveryDetails?.Destination).toBe('n***@e***');
  const ConfirmationCode = await newestCode(sandbox());
  const recover = new ConfirmForgotPasswordCommand({ ClientId, Username, ConfirmationCode, Password: third });
  await sdk.send(recover);
  await expect(sdk.send(recover)).rejects.toMatchObject({ name: 'ExpiredCodeException' });
  const again = await signIn(third);
  await sdk.send(new DeleteUserCommand({ AccessToken: again.AuthenticationResult?.AccessToken }));
  await expect(signIn(third)).rejects.toMatchObject({ message: 'Incorrect username or password.' });
});
