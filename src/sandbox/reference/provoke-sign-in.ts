import type { JsonObject } from '../../json.ts';
import { answerSms, initiate, password, signed } from '../testing-rows.ts';
import { beginByPassword, respond, seededUser, totpNow } from '../testing-walk.ts';
import { byChoice, fresh, guarded, inPool, newPassword, seeded, tokensOf, type Provoke } from './provoke.ts';

const phone = { phone_number: '+447700900999', phone_number_verified: 'true' };
const mail = { email: 'una@example.com', email_verified: 'true' };
const ROLE = 'arn:aws:iam::123456789012:role/sms';

/** What each exception of the four sign-in operations is reached by (protocol reference 6), with its whole error. */
export const signInExceptions: Readonly<Record<string, readonly [error: string, run: Provoke]>> = {
  ResourceNotFoundException: [
    'ResourceNotFoundException: User pool client nope does not exist.',
    seeded((test) => test.call('InitiateAuth', { AuthFlow: 'USER_SRP_AUTH', ClientId: 'nope' })),
  ],
  InvalidParameterException: [
    'InvalidParameterException: Missing required parameter USERNAME',
    seeded(initiate('USER_PASSWORD_AUTH', { PASSWORD: 'x' })),
  ],
  NotAuthorizedException: [
    'NotAuthorizedException: Incorrect username or password.',
    seeded(password('bob', { PASSWORD: 'x' })),
  ],
  CodeMismatchException: [
    'CodeMismatchException: Invalid code or auth state for the user.',
    seeded(answerSms({ SMS_MFA_CODE: '12345x' })),
  ],
  ExpiredCodeException: [
    'ExpiredCodeException: Your software token has already been used once.',
    seeded(async (test) => {
      const ann = seededUser(test, 'ann');
      const once = async () => {
        const { body } = await beginByPassword(test, ann);
        return respond(test, ann, 'SOFTWARE_TOKEN_MFA', body['Session'], {
          USERNAME: 'ann',
          SOFTWARE_TOKEN_MFA_CODE: totpNow(test, ann.totpSecret ?? ''),
        });
      };
      await once();
      return once();
    }),
  ],
  UnexpectedLambdaException: [
    'UnexpectedLambdaException: PreAuthentication invocation failed due to error Socket timeout while invoking Lambda function.',
    inPool(guarded('for (;;) {}'), {}, { triggerMilliseconds: 50 }),
  ],
  UserLambdaValidationException: [
    'UserLambdaValidationException: PreAuthentication failed with error not today.',
    inPool(guarded("throw new Error('not today');")),
  ],
  InvalidPasswordException: [
    'InvalidPasswordException: Password does not conform with policy: Password not long enough',
    newPassword(fresh(), 'a'),
  ],
  InvalidLambdaResponseException: [
    'InvalidLambdaResponseException: Unrecognizable lambda output',
    inPool(guarded('return 1;')),
  ],
  InvalidUserPoolConfigurationException: [
    'InvalidUserPoolConfigurationException: The user pool has no SmsConfiguration.',
    byChoice(
      {
        pool: { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'SMS_OTP'] } } },
        users: [{ Username: 'una', UserAttributes: phone }],
      },
      { PREFERRED_CHALLENGE: 'SMS_OTP' },
    ),
  ],
  MFAMethodNotFoundException: [
    'MFAMethodNotFoundException: No MFA method found for the user.',
    seeded(async (test) => {
      const ann = seededUser(test, 'ann');
      const { body } = await beginByPassword(test, ann);
      return respond(test, ann, 'SMS_MFA', body['Session'], { USERNAME: 'ann', SMS_MFA_CODE: '123456' });
    }),
  ],
  PasswordResetRequiredException: [
    'PasswordResetRequiredException: Password reset required for the user',
    seeded(password('lea')),
  ],
  UserNotFoundException: [
    'UserNotFoundException: User does not exist.',
    seeded(password('lea', { USERNAME: 'nobody' })),
  ],
  UserNotConfirmedException: [
    'UserNotConfirmedException: User is not confirmed.',
    seeded(password('jon', { PASSWORD: 'x' })),
  ],
  InvalidSmsRoleTrustRelationshipException: [
    'InvalidSmsRoleTrustRelationshipException: Role does not have a trust relationship allowing Cognito to assume the role',
    inPool({
      pool: {
        MfaConfiguration: 'ON',
        SmsMfaConfiguration: { SmsConfiguration: { SnsCallerArn: ROLE.replace('role/', 'user/') } },
      },
      users: [{ Username: 'una', UserAttributes: phone }],
    }),
  ],
  AliasExistsException: [
    'AliasExistsException: An account with the phone_number already exists.',
    seeded(async (test) => {
      const fay = seededUser(test, 'fay');
      const { body } = await beginByPassword(test, fay);
      return respond(test, fay, 'NEW_PASSWORD_REQUIRED', body['Session'], {
        USERNAME: 'fay',
        NEW_PASSWORD: 'Better-horse-2',
        'userAttributes.name': 'Fay',
        'userAttributes.phone_number': '+447700900123',
      });
    }),
  ],
  SoftwareTokenMFANotFoundException: [
    'SoftwareTokenMFANotFoundException: Software Token MFA is not set up for the user.',
    seeded(answerSms({ SOFTWARE_TOKEN_MFA_CODE: '123456' }, 'SOFTWARE_TOKEN_MFA')),
  ],
  InvalidEmailRoleAccessPolicyException: [
    'InvalidEmailRoleAccessPolicyException: EmailSendingAccount DEVELOPER needs SourceArn: there is no SES identity to send from.',
    inPool({
      pool: {
        MfaConfiguration: 'ON',
        EmailMfaConfiguration: {},
        EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' },
      },
      users: [{ Username: 'una', UserAttributes: mail }],
    }),
  ],
  PasswordHistoryPolicyViolationException: [
    'PasswordHistoryPolicyViolationException: Password has previously been used. Please choose a different password.',
    newPassword(fresh({ Policies: { PasswordPolicy: { PasswordHistorySize: 3 } } }), 'Correct-horse-1'),
  ],
  FeatureUnavailableInTierException: [
    'FeatureUnavailableInTierException: TARGET_ACR_VALUES is not available in the LITE feature plan.',
    byChoice(
      { pool: { UserPoolTier: 'LITE' }, users: [{ Username: 'una' }] },
      { TARGET_ACR_VALUES: 'urn:cognito:loa:4' },
    ),
  ],
  UnsupportedOperationException: [
    'UnsupportedOperationException: Auth flow not enabled for this client',
    seeded(initiate('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: 'x' }, 'ray'), {
      rotatedRefreshRefusal: 'UnsupportedOperationException',
    }),
  ],
};

const Group: JsonObject = { UserPoolId: 'eu-west-1_Kq7Zt2mXa', GroupName: 'testers' };

/** The exceptions of the operations around a chain. */
export const surroundingExceptions: Readonly<Record<string, Provoke>> = {
  EnableSoftwareTokenMFAException: seeded(async (test) => {
    const { body } = await beginByPassword(test, seededUser(test, 'gus'));
    const associated = await test.call('AssociateSoftwareToken', { Session: body['Session'] ?? '' });
    const Session = associated.body['Session'] ?? '';
    const UserCode = totpNow(test, String(associated.body['SecretCode']), 9);
    return test.call('VerifySoftwareToken', { Session, UserCode });
  }),
  GroupExistsException: seeded((test) => signed(test, 'CreateGroup', Group)),
  InvalidOAuthFlowException: seeded((test) =>
    signed(test, 'CreateUserPoolClient', {
      UserPoolId: 'eu-west-1_Kq7Zt2mXa',
      ClientName: 'machine',
      AllowedOAuthFlows: ['client_credentials'],
    }),
  ),
  RefreshTokenReuseException: seeded(async (test) => {
    const { RefreshToken = '' } = await tokensOf(test, 'ray');
    const refresh = { RefreshToken, ClientId: seededUser(test, 'ray').clientId };
    await test.call('GetTokensFromRefreshToken', refresh);
    test.clock.ms += 31_000;
    return test.call('GetTokensFromRefreshToken', refresh);
  }),
  TierChangeNotAllowedException: seeded((test) =>
    signed(test, 'UpdateUserPool', {
      UserPoolId: seededUser(test, 'joy').userPoolId,
      UserPoolTier: 'LITE',
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } },
    }),
  ),
  UnauthorizedException: seeded(async (test) => {
    const { RefreshToken = '' } = await tokensOf(test, 'bob');
    return test.call('RevokeToken', { Token: RefreshToken, ClientId: seededUser(test, 'ray').clientId });
  }),
  UnsupportedTokenTypeException: seeded(async (test) => {
    const { AccessToken = '' } = await tokensOf(test, 'bob');
    return test.call('RevokeToken', { Token: AccessToken, ClientId: seededUser(test, 'bob').clientId });
  }),
  UnsupportedUserStateException: seeded((test) =>
    signed(test, 'AdminCreateUser', {
      UserPoolId: seededUser(test, 'bob').userPoolId,
      Username: 'bob',
      MessageAction: 'RESEND',
    }),
  ),
  UserPoolAddOnNotEnabledException: seeded((test) =>
    signed(test, 'AdminListUserAuthEvents', {
      UserPoolId: seededUser(test, 'bob').userPoolId,
      Username: 'bob',
    }),
  ),
  UsernameExistsException: seeded((test) =>
    signed(test, 'AdminCreateUser', {
      UserPoolId: seededUser(test, 'bob').userPoolId,
      Username: 'bob',
      UserAttributes: [
        { Name: 'email', Value: 'new@example.com' },
        { Name: 'name', Value: 'New' },
      ],
    }),
  ),
};
