import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogue, errorNamed, explainError } from './catalogue.ts';
import { managementErrors } from './management.ts';
import { COVERED_OPERATIONS, WITH_ACCESS_TOKEN, WITH_APP_CLIENT } from './operations.ts';
import { errorsDeclaredBy } from '../cognito/service/declared-errors.ts';
import { isSigned, serviceOperation, serviceOperationNames } from '../cognito/service/service.ts';

describe('the catalogue', () => {
  it('has one entry per code', () => {
    const codes = catalogue.map((entry) => entry.code);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('says of every error what it means, why it comes, what to try and how to provoke it', () => {
    for (const entry of catalogue) {
      for (const text of [entry.meaning, entry.provoke, ...entry.causes, ...entry.tries]) {
        expect(text, entry.code).toMatch(/^\S.*[.?]$/);
      }
      expect(entry.causes.length, entry.code).toBeGreaterThan(0);
      expect(entry.tries.length, entry.code).toBeGreaterThan(0);
      expect(entry.source, entry.code).not.toBe('');
      for (const { meaning, causes, tries } of entry.elsewhere ?? []) {
        for (const text of [meaning, ...causes, ...tries]) expect(text, entry.code).toMatch(/^\S.*[.?]$/);
        expect(causes.length * tries.length, entry.code).toBeGreaterThan(0);
      }
    }
  });

  it('numbers the 21 exceptions of the documented page as the page does', () => {
    const page = catalogue
      .filter((entry) => entry.seedStatus !== undefined)
      .sort((a, b) => (a.seedStatus ?? 0) - (b.seedStatus ?? 0));
    expect(page.map((entry) => `${entry.seedStatus} ${entry.code}`)).toEqual([
      '480 ResourceNotFoundException',
      '481 InvalidParameterException',
      '482 NotAuthorizedException',
      '483 CodeMismatchException',
      '484 ExpiredCodeException',
      '485 UnexpectedLambdaException',
      '486 UserLambdaValidationException',
      '487 InvalidPasswordException',
      '488 InvalidLambdaResponseException',
      '489 TooManyRequestsException',
      '490 InvalidUserPoolConfigurationException',
      '491 MFAMethodNotFoundException',
      '492 PasswordResetRequiredException',
      '493 UserNotFoundException',
      '494 UserNotConfirmedException',
      '495 InvalidSmsRoleAccessPolicyException',
      '496 InvalidSmsRoleTrustRelationshipException',
      '497 AliasExistsException',
      '498 InternalErrorException',
      '499 SoftwareTokenMFANotFoundException',
      '500 ForbiddenException',
    ]);
  });

  it('names covered operations only, each once', () => {
    const around = new Set<string>(managementErrors.map(({ code }) => code));
    for (const entry of catalogue) {
      expect(new Set(entry.operations).size, entry.code).toBe(entry.operations.length);
      if (around.has(entry.code)) continue;
      expect(COVERED_OPERATIONS, entry.code).toEqual(expect.arrayContaining([...entry.operations]));
    }
  });

  it('names for what no sign-in meets every operation that declares it, and no other', () => {
    for (const { code, operations } of managementErrors) {
      const declaring = serviceOperationNames.filter((name) => errorsDeclaredBy(name).includes(code));
      expect([...operations].sort(), code).toEqual(declaring);
      expect(declaring.filter((name) => (COVERED_OPERATIONS as readonly string[]).includes(name))).toEqual(
        [],
      );
    }
  });

  it.each(serviceOperationNames)('has an entry for every exception that %s declares', (operation) => {
    const declared = errorsDeclaredBy(operation);
    expect(declared).toContain('InvalidParameterException');
    for (const code of declared) {
      const entry = errorNamed(code);
      expect(entry?.causes.length, code).toBeGreaterThan(0);
      expect(entry?.tries.length, code).toBeGreaterThan(0);
    }
  });

  it('finds every message by its own text, and by no earlier pattern', () => {
    for (const entry of catalogue) {
      for (const message of entry.messages) {
        const explained = explainError(entry.code, message.text);
        expect(explained?.message, `${entry.code}: ${message.text}`).toBe(message);
      }
    }
  });

  it('advises what the Session still allows', () => {
    for (const entry of catalogue) {
      for (const known of [undefined, ...entry.messages]) {
        const sessionAfter = known?.sessionAfter ?? entry.sessionAfter;
        const next = known?.next ?? entry.next;
        const about = `${entry.code}: ${known?.text ?? ''}`;
        if (sessionAfter === 'kept') expect(next, about).not.toBe('restart');
        if (sessionAfter === 'lost') expect(next, about).not.toBe('answer');
      }
    }
  });

  it('sends to an administrator what no answer can mend', () => {
    const sent = catalogue.flatMap((entry) => [
      ...(entry.next === 'administrator' ? [entry.code] : []),
      ...entry.messages
        .filter((known) => known.next === 'administrator')
        .map((known) => `${entry.code}: ${known.text}`),
    ]);
    expect(sent).toEqual([
      'NotAuthorizedException: User is disabled.',
      'NotAuthorizedException: Temporary password has expired and must be reset by an administrator.',
      'NotAuthorizedException: User password cannot be reset in the current state.',
      'NotAuthorizedException: SignUp is not permitted for this user pool',
      'InvalidParameterException: Custom auth lambda trigger is not configured for the user pool.',
      'ForbiddenException',
      'UnsupportedOperationException',
      'FeatureUnavailableInTierException',
      'UserNotConfirmedException',
      'PasswordResetRequiredException',
      'SoftwareTokenMFANotFoundException: Software Token MFA has not been enabled by the userPool',
      'CodeDeliveryFailureException',
      'UserLambdaValidationException',
      'UnexpectedLambdaException',
      'InvalidLambdaResponseException',
      'InvalidUserPoolConfigurationException',
      'InvalidSmsRoleAccessPolicyException',
      'InvalidSmsRoleTrustRelationshipException',
      'InvalidEmailRoleAccessPolicyException',
      'UserPoolAddOnNotEnabledException',
      'WebAuthnConfigurationMissingException',
      'WebAuthnNotEnabledException',
      'AccessDeniedException',
    ]);
  });

  it('has an entry for every fault the core and its host throw', () => {
    const root = join(import.meta.dirname, '..', '..');
    const thrown = ['src', 'main'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
        .map((file) => readFileSync(join(root, folder, file), 'utf8'))
        .flatMap((text) => [...text.matchAll(/\b(?:coreFault|cryptoError)\(\s*'(\w+)'/g)])
        .map(([, code = '']) => code),
    );
    expect(thrown).toContain('TOTP_SECRET_INVALID');
    expect(thrown.filter((code) => errorNamed(code) === undefined)).toEqual([]);
  });
});

describe('explainError', () => {
  it('says nothing of sign-ins where an operation that steps none was refused in words nobody knows', () => {
    const said = (operation?: string, message = 'Schema: an attribute needs a Name.') => {
      const known = explainError('InvalidParameterException', message, operation);
      return [known?.meaning, ...(known?.causes ?? []), ...(known?.tries ?? [])].join(' ');
    };
    expect(said('CreateUserPool')).not.toMatch(/sign-in|app client|USERNAME|AuthFlow|CUSTOM_AUTH/);
    expect(said('AdminInitiateAuth')).toContain('USERNAME');
    expect(said()).toBe(said('InitiateAuth'));
    // A message that is known says more than either.
    expect(said('ListUsers', 'Error while parsing filter.')).toContain('Write one comparison');
  });

  const signedOperations = serviceOperationNames.filter(
    (name) => isSigned(name) && !/InitiateAuth$|AuthChallenge$/.test(name),
  );
  /** Where a sign-in is what the user’s state is about. */
  const STATE_OF_USERS = new Set(['UserNotConfirmedException', 'PasswordResetRequiredException']);
  const NEVER =
    /[Ss]ign(?:ed)?[- ]?in(?!\w| event)|sign-up|\bSession\b|USERNAME|SECRET_HASH|DEVICE_KEY|AuthFlow\b|CUSTOM_AUTH|\bSRP\b|answer again/;

  it('says nothing of sign-ins of what an administrator’s operation was refused with, whatever it declares', () => {
    const strange = signedOperations.flatMap((operation) =>
      errorsDeclaredBy(operation).flatMap((code) => {
        if (STATE_OF_USERS.has(code)) return [];
        const known = explainError(code, 'Words that nobody knows.', operation);
        if (known === undefined) return [`${operation} ${code}: unknown`];
        const said = [known.meaning, ...known.causes, ...known.tries].join(' ');
        return NEVER.test(said) ? [`${operation} ${code}: ${said}`] : [];
      }),
    );
    expect(strange).toEqual([]);
    // What is said of the sign-in operations is said of them as before.
    for (const operation of ['InitiateAuth', 'AdminInitiateAuth', 'RespondToAuthChallenge'])
      for (const code of ['NotAuthorizedException', 'ResourceNotFoundException', 'UserNotFoundException'])
        expect(explainError(code, '', operation)).toEqual(explainError(code));
  });

  it('says of a thing that is not there which member names it, and where such are listed', () => {
    const said = (operation: string) => {
      const known = explainError('ResourceNotFoundException', 'Words that nobody knows.', operation);
      return [known?.meaning, ...(known?.causes ?? []), ...(known?.tries ?? [])].join(' ');
    };
    const byMember = {
      GroupName: ['AdminAddUserToGroup', 'AdminRemoveUserFromGroup', 'GetGroup', 'ListUsersInGroup'],
      DeviceKey: [
        'AdminForgetDevice',
        'AdminGetDevice',
        'AdminUpdateDeviceStatus',
        'ForgetDevice',
        'GetDevice',
      ],
      ClientId: [
        'DescribeUserPoolClient',
        'UpdateUserPoolClient',
        'SetUICustomization',
        'SignUp',
        'CreateTerms',
      ],
      ClientSecretId: ['DeleteUserPoolClientSecret'],
      ProviderName: ['DescribeIdentityProvider', 'AdminLinkProviderForUser'],
      IdpIdentifier: ['GetIdentityProviderByIdentifier'],
      Identifier: ['UpdateResourceServer'],
      JobId: ['StartUserImportJob', 'DescribeUserImportJob'],
      Domain: ['DeleteUserPoolDomain'],
      ManagedLoginBrandingId: ['DescribeManagedLoginBranding'],
      TermsId: ['DeleteTerms'],
      SessionId: ['AdminRevokeUserSession', 'RevokeUserSession'],
      EventId: ['AdminUpdateAuthEventFeedback'],
      CredentialId: ['DeleteWebAuthnCredential'],
      ResourceArn: ['TagResource', 'ListTagsForResource'],
      LimitDefinition: ['GetProvisionedLimit'],
      RegionName: ['UpdateUserPoolReplica'],
      UserPoolId: ['AdminGetUser', 'ListUsers', 'CreateGroup', 'CreateUserPoolClient', 'DescribeUserPool'],
    };
    for (const [member, operations] of Object.entries(byMember))
      for (const operation of operations)
        expect(said(operation), operation).toMatch(new RegExp(`\\b${member}\\b`));
    // What it tells to look for is a member of the request, and what it tells to call is an operation.
    for (const operation of serviceOperationNames) {
      if (
        !errorsDeclaredBy(operation).includes('ResourceNotFoundException') ||
        /Auth$|Challenge$/.test(operation)
      )
        continue;
      for (const [name] of said(operation).matchAll(/\b(?:Admin|List|Describe|Get)[A-Z]\w+/g))
        expect(serviceOperationNames, `${operation}: ${name}`).toContain(name);
    }
  });

  it('knows of every operation without AWS credentials what it proves itself with', () => {
    const unsigned = serviceOperationNames.filter(
      (name) => !isSigned(name) && !/Auth$|Challenge$/.test(name),
    );
    expect([...WITH_ACCESS_TOKEN, ...WITH_APP_CLIENT].toSorted()).toEqual(
      [...unsigned, ...WITH_APP_CLIENT.filter((name) => isSigned(name))].toSorted(),
    );
    for (const name of unsigned) {
      const takesToken = 'AccessToken' in (serviceOperation(name)?.input.members ?? {});
      expect(
        WITH_ACCESS_TOKEN.some((each) => each === name),
        name,
      ).toBe(takesToken);
    }
  });

  it.each([
    ['AdminGetUser', 'these credentials may not make it'],
    ['DescribeUserPool', 'these credentials may not make it'],
    ['GetUser', 'does not take the access token'],
    ['SignUp', 'The app client or the pool does not allow this'],
  ])('says of a NotAuthorizedException of %s: %s', (operation, said) => {
    expect(explainError('NotAuthorizedException', 'No.', operation)?.meaning).toContain(said);
  });

  it('looks for a device that is not there with an operation, not with a sign-in, where none asked', () => {
    const tries = (operation?: string) =>
      explainError('ResourceNotFoundException', 'Device does not exist.', operation)?.tries.join(' ');
    expect(tries('AdminForgetDevice')).toContain('AdminListDevices');
    expect(tries('AdminForgetDevice')).not.toContain('DEVICE_KEY');
    expect(tries('InitiateAuth')).toContain('DEVICE_KEY');
    expect(tries()).toContain('DEVICE_KEY');
  });

  // The messages of real pools, as published captures have them.
  it.each([
    ['NotAuthorizedException', 'Incorrect username or password.', 'lost'],
    ['NotAuthorizedException', 'Incorrect username or password', 'lost'],
    ['NotAuthorizedException', 'Password attempts exceeded', 'lost'],
    ['NotAuthorizedException', 'User is disabled.', 'lost'],
    ['NotAuthorizedException', 'Invalid session for the user.', 'lost'],
    ['NotAuthorizedException', 'Invalid session for the user, session is expired.', 'lost'],
    ['NotAuthorizedException', 'Invalid session for the user, session can only be used once.', 'lost'],
    ['NotAuthorizedException', 'Unable to verify secret hash for client 1example23456789', 'unknown'],
    ['NotAuthorizedException', 'SecretHash does not match for the client: 1example23456789', 'unknown'],
    [
      'NotAuthorizedException',
      'Client 1example23456789 is configured with secret but SECRET_HASH was not received',
      'unknown',
    ],
    [
      'NotAuthorizedException',
      'Client 1example23456789 is configured for secret but secret was not received',
      'unknown',
    ],
    ['NotAuthorizedException', 'Invalid Refresh Token.', 'lost'],
    ['NotAuthorizedException', 'Refresh Token has expired', 'lost'],
    ['NotAuthorizedException', 'Refresh Token has been revoked', 'lost'],
    ['NotAuthorizedException', 'Access Token has been revoked', 'lost'],
    ['NotAuthorizedException', 'Access Token has expired', 'lost'],
    ['NotAuthorizedException', 'Cannot modify an already provided email', 'unknown'],
    ['NotAuthorizedException', 'User cannot be confirmed. Current status is CONFIRMED', 'unknown'],
    ['CodeMismatchException', 'Invalid code or auth state for the user.', 'kept'],
    ['CodeMismatchException', 'Invalid code received for user', 'kept'],
    ['CodeMismatchException', 'Invalid verification code provided, please try again.', 'kept'],
    ['ExpiredCodeException', 'Invalid code provided, please request a code again.', 'unknown'],
    ['ExpiredCodeException', 'Your software token has already been used once.', 'unknown'],
    ['UserNotFoundException', 'User does not exist.', 'lost'],
    ['UserNotConfirmedException', 'User is not confirmed.', 'lost'],
    ['PasswordResetRequiredException', 'Password reset required for the user', 'lost'],
    ['ResourceNotFoundException', 'User pool client 1example23456789 does not exist.', 'unknown'],
    ['ResourceNotFoundException', 'Device does not exist.', 'lost'],
    ['ResourceNotFoundException', 'Username/client id combination not found.', 'unknown'],
    ['UserNotFoundException', 'Username/client id combination not found.', 'lost'],
    ['InvalidParameterException', 'Initiate Auth method not supported.', 'unknown'],
    ['InvalidParameterException', 'USER_PASSWORD_AUTH flow not enabled for this client', 'unknown'],
    ['InvalidParameterException', 'USER_SRP_AUTH is not enabled for the client.', 'unknown'],
    ['InvalidParameterException', 'Auth flow not enabled for this client', 'unknown'],
    ['InvalidParameterException', 'Error while parsing filter.', 'unknown'],
    ['InvalidParameterException', 'Invalid pagination token', 'unknown'],
    ['ResourceNotFoundException', 'Group not found.', 'unknown'],
    ['InvalidParameterException', 'Invalid search attribute: custom:plan', 'unknown'],
    [
      'InvalidParameterException',
      'Attributes did not conform to the schema: email: The attribute is required\n',
      'unknown',
    ],
    ['InvalidParameterException', 'Missing required parameter USERNAME', 'unknown'],
    ['InvalidParameterException', 'Missing required parameter Session', 'unknown'],
    [
      'InvalidParameterException',
      'Custom auth lambda trigger is not configured for the user pool.',
      'unknown',
    ],
    [
      'InvalidParameterException',
      "1 validation error detected: Value at 'session' failed to satisfy constraint: Member must have length greater than or equal to 20",
      'unknown',
    ],
    [
      'InvalidParameterException',
      "2 validation errors detected: Value '' at 'clientId' failed to satisfy constraint: x; Value at 'y'",
      'unknown',
    ],
    ['InvalidLambdaResponseException', 'Unrecognizable lambda output', 'unknown'],
    ['UserLambdaValidationException', 'PreAuthentication failed with error not today.', 'unknown'],
    [
      'UserLambdaValidationException',
      'null failed with error Generate callenges lambda cannot be called.',
      'unknown',
    ],
    [
      'UnexpectedLambdaException',
      'DefineAuthChallenge invocation failed due to error Socket timeout while invoking Lambda function.',
      'unknown',
    ],
    [
      'UnexpectedLambdaException',
      'PreSignUp invocation failed due to error AccessDeniedException.',
      'unknown',
    ],
    ['UnexpectedLambdaException', 'null invocation failed due to configuration.', 'unknown'],
    [
      'SoftwareTokenMFANotFoundException',
      'Software Token MFA has not been enabled by the userPool',
      'unknown',
    ],
    ['EnableSoftwareTokenMFAException', 'Code mismatch', 'unknown'],
    ['TooManyRequestsException', 'Too many requests', 'unknown'],
    ['TooManyRequestsException', 'Rate exceeded', 'unknown'],
    ['LimitExceededException', 'Attempt limit exceeded, please try after some time.', 'unknown'],
    ['ForbiddenException', 'Request not allowed due to WAF block.', 'kept'],
    ['ForbiddenException', 'Request not allowed due to WAF captcha.', 'kept'],
    [
      'InvalidPasswordException',
      'Password does not conform with policy: Password not long enough',
      'unknown',
    ],
    ['InvalidPasswordException', 'Password did not conform with policy: Password not long enough', 'unknown'],
    ['UsernameExistsException', 'User already exists', 'unknown'],
    ['AliasExistsException', 'An account with the email already exists.', 'unknown'],
  ] as const)('%s "%s" is refined', (code, message, sessionAfter) => {
    const explained = explainError(code, message);
    expect(explained?.message).toBeDefined();
    expect(explained?.sessionAfter).toBe(sessionAfter);
  });

  it('tells the three session messages apart', () => {
    const meanings = [
      'Invalid session for the user.',
      'Invalid session for the user, session is expired.',
      'Invalid session for the user, session can only be used once.',
    ].map((message) => explainError('NotAuthorizedException', message)?.meaning);
    expect(new Set(meanings).size).toBe(3);
  });

  it('falls back to the exception for an unknown message, and to nothing for an unknown code', () => {
    const entry = errorNamed('NotAuthorizedException');
    const explained = explainError('NotAuthorizedException', 'Something new');
    expect(explained?.message).toBeUndefined();
    expect(explained?.meaning).toBe(entry?.meaning);
    expect(explainError('BrandNewException', 'Incorrect username or password.')).toBeUndefined();
    expect(explainError('toString', '')).toBeUndefined();
  });

  it('takes any message, also a long one, without slowing down', () => {
    fc.assert(
      fc.property(fc.constantFrom(...catalogue.map((entry) => entry.code)), fc.string(), (code, message) => {
        expect(explainError(code, message)?.entry.code).toBe(code);
      }),
    );
    const started = performance.now();
    for (const entry of catalogue) explainError(entry.code, 'is configured '.repeat(10_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
