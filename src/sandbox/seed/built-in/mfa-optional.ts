import type { SeedPool } from '../schema.ts';

export const mfaOptional: SeedPool = {
  Id: 'eu-west-1_Kq7Zt2mXa',
  PoolName: 'MFA optional',
  MfaConfiguration: 'OPTIONAL',
  SmsMfaConfiguration: {
    SmsAuthenticationMessage: 'Your authentication code is {####}.',
  },
  SoftwareTokenMfaConfiguration: {
    Enabled: true,
  },
  AliasAttributes: ['email', 'phone_number'],
  AutoVerifiedAttributes: ['email'],
  Schema: [
    {
      Name: 'email',
      Required: true,
      Mutable: true,
    },
    {
      Name: 'name',
      Required: true,
      Mutable: true,
    },
  ],
  Clients: [
    {
      ClientId: '4k2p7v9m1x6c8b3n5q0z2l7t4h',
      ClientName: 'web',
      ExplicitAuthFlows: [
        'ALLOW_USER_SRP_AUTH',
        'ALLOW_USER_PASSWORD_AUTH',
        'ALLOW_ADMIN_USER_PASSWORD_AUTH',
        'ALLOW_REFRESH_TOKEN_AUTH',
      ],
      PreventUserExistenceErrors: 'ENABLED',
    },
    {
      ClientId: '7d1s5g8j3w0e6r9y2u4i1o5p8a',
      ClientName: 'server, with a secret',
      ClientSecrets: ['1h8k4m2q6v9c3x7z5b0n1l4j8g2f6d9s3a7p5o0i1u4y8t2r6e9w'],
      ExplicitAuthFlows: [
        'ALLOW_USER_SRP_AUTH',
        'ALLOW_USER_PASSWORD_AUTH',
        'ALLOW_ADMIN_USER_PASSWORD_AUTH',
        'ALLOW_REFRESH_TOKEN_AUTH',
      ],
      PreventUserExistenceErrors: 'ENABLED',
    },
    {
      ClientId: '2m6n4b8v1c9x3z7l5k0j2h6g4f',
      ClientName: 'legacy, tells who exists',
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'LEGACY',
      EnableTokenRevocation: false,
    },
    {
      ClientId: '5t8y1u3i6o9p2a4s7d0f5g8h1j',
      ClientName: 'rotating refresh tokens',
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      RefreshTokenRotation: {
        Feature: 'ENABLED',
        RetryGracePeriodSeconds: 30,
      },
    },
  ],
  Groups: [
    {
      GroupName: 'testers',
    },
  ],
  Users: [
    {
      Username: 'ann',
      Password: 'Correct-horse-1',
      UserAttributes: {
        email: 'ann@example.com',
        email_verified: 'true',
        name: 'Ann',
      },
      UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
      TotpSecret: 'JBSWY3DPEHPK3PXPGEZDGNBVGY3TQOJQ',
      Story: {
        ClientId: '4k2p7v9m1x6c8b3n5q0z2l7t4h',
        AuthFlow: 'USER_SRP_AUTH',
        Shows: 'Password by SRP, then a TOTP code',
        Path: ['PASSWORD_VERIFIER', 'SOFTWARE_TOKEN_MFA', 'TOKENS'],
      },
    },
    {
      Username: 'bob',
      Password: 'Correct-horse-1',
      UserAttributes: {
        email: 'bob@example.com',
        email_verified: 'true',
        name: 'Bob',
      },
      Groups: ['testers'],
      Story: {
        ClientId: '4k2p7v9m1x6c8b3n5q0z2l7t4h',
        AuthFlow: 'USER_SRP_AUTH',
        Shows: 'Password by SRP, nothing else',
        Path: ['PASSWORD_VERIFIER', 'TOKENS'],
      },
    },
    {
      Username: 'cy',
      Password: 'Correct-horse-1',
      UserAttributes: {
        email: 'cy@example.com',
        email_verified: 'true',
        name: 'Cy',
        phone_number: '+447700900123',
        phone_number_verified: 'true',
      },
      UserMFASettingList: ['SMS_MFA'],
      Story: {
        ClientId: '4k2p7v9m1x6c8b3n5q0z2l7t4h',
        AuthFlow: 'USER_SRP_AUTH',
        Shows: 'A code by SMS; it arrives in the inbox',
        Path: ['PASSWORD_VERIFIER', 'SMS_MFA', 'TOKENS'],
      },
    },
    {
      Username: 'dee',
      Password: 'Correct-horse-1',
      UserAttributes: {
        email: 'dee@example.com',
        email_verified: 'true',
        name: 'Dee',
        phone_number: '+447700900456',
        phone_number_verified: 'true',
      },
      UserMFASettingList: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'],
      TotpSecret: 'KRSXG5CTMVRXEZLUGIZDGNBVGY3TQOJR',
      Story: {
        ClientId: '4k2p7v9m1x6c8b3n5q0z2l7t4h',
        AuthFlow: 'USER_SRP_AUTH',
        Shows: 'Two second factors to choose from',
        Path: ['PASSWORD_VERIFIER', 'SELECT_MFA_TYPE', 'SOFTWARE_TOKEN_MFA', 'TOKENS'],
      },
    },
    {
      Username: 'eli',
      Password: 'Temporary-horse-1',
      UserStatus: 'FORCE_CHANGE_PASSWORD',
      UserAttributes: {
        email: 'eli@example.com',
        email_verified: 'true',
        name: 'Eli',
      },
      Story: {
        ClientId: '4k2p7v9m1x6c8b3n5q0z2l7t4h',
        AuthFlow: 'USER_SRP_AUTH',
        Shows: 'A temporary password that must be replaced',
        Path: ['PASSWORD_VERIFIER', 'NEW_PASSWORD_REQUIRED', 'TOKENS'],
      },
    },
    {
      Username: 'fay',
      Password: 'Temporary-horse-1',
      UserStatus: 'FORCE_CHANGE_PASSWORD',
      UserAttributes: {
        email: 'fay@example.com',
        email_verified: 'true',
      },
      Story: {
        ClientId: '4k2p7v9m1x6c8b3n5q0z2l7t4h',
        AuthFlow: 'USER_SRP_AUTH',
        Shows: 'A new password and a missing required attribute: name',
        Path: ['PASSWORD_VERIFIER', 'NEW_PASSWORD_REQUIRED', 'TOKENS'],
      },
    },
    {
      Username: 'hal',
      Password: 'Correct-horse-1',
      UserAttributes: {
        email: 'hal@example.com',
        email_verified: 'true',
        name: 'Hal',
      },
      Story: {
        ClientId: '7d1s5g8j3w0e6r9y2u4i1o5p8a',
        AuthFlow: 'USER_SRP_AUTH',
        Shows: 'An app client with a secret: SECRET_HASH',
        Path: ['PASSWORD_VERIFIER', 'TOKENS'],
      },
    },
    {
      Username: 'ivy',
      Password: 'Correct-horse-1',
      UserAttributes: {
        email: 'ivy@example.com',
        email_verified: 'true',
        name: 'Ivy',
      },
      Story: {
        ClientId: '4k2p7v9m1x6c8b3n5q0z2l7t4h',
        AuthFlow: 'USER_PASSWORD_AUTH',
        Shows: 'The password itself is sent: tokens at once',
        Path: ['TOKENS'],
      },
    },
    {
      Username: 'ray',
      Password: 'Correct-horse-1',
      UserAttributes: {
        email: 'ray@example.com',
        email_verified: 'true',
        name: 'Ray',
      },
      Story: {
        ClientId: '5t8y1u3i6o9p2a4s7d0f5g8h1j',
        AuthFlow: 'USER_SRP_AUTH',
        Shows: 'Every refresh replaces the refresh token',
        Path: ['PASSWORD_VERIFIER', 'TOKENS'],
      },
    },
    {
      Username: 'jon',
      Password: 'Correct-horse-1',
      UserStatus: 'UNCONFIRMED',
      UserAttributes: {
        email: 'jon@example.com',
        email_verified: 'true',
        name: 'Jon',
      },
      Story: {
        ClientId: '4k2p7v9m1x6c8b3n5q0z2l7t4h',
        AuthFlow: 'USER_SRP_AUTH',
        Shows: 'Signed up, never confirmed',
        Path: ['PASSWORD_VERIFIER', 'UserNotConfirmedException'],
      },
    },
    {
      Username: 'kim',
      Password: 'Correct-horse-1',
      Enabled: false,
      UserAttributes: {
        email: 'kim@example.com',
        email_verified: 'true',
        name: 'Kim',
      },
      Story: {
        ClientId: '4k2p7v9m1x6c8b3n5q0z2l7t4h',
        AuthFlow: 'USER_SRP_AUTH',
        Shows: 'A disabled user',
        Path: ['PASSWORD_VERIFIER', 'NotAuthorizedException'],
      },
    },
    {
      Username: 'lea',
      Password: 'Correct-horse-1',
      UserStatus: 'RESET_REQUIRED',
      UserAttributes: {
        email: 'lea@example.com',
        email_verified: 'true',
        name: 'Lea',
      },
      Story: {
        ClientId: '2m6n4b8v1c9x3z7l5k0j2h6g4f',
        AuthFlow: 'USER_SRP_AUTH',
        Shows: 'An administrator reset the password',
        Path: ['PASSWORD_VERIFIER', 'PasswordResetRequiredException'],
      },
    },
    {
      Username: 'tess',
      Password: 'Temporary-horse-1',
      PasswordAgeDays: 8,
      UserStatus: 'FORCE_CHANGE_PASSWORD',
      UserAttributes: {
        email: 'tess@example.com',
        email_verified: 'true',
        name: 'Tess',
      },
      Story: {
        ClientId: '4k2p7v9m1x6c8b3n5q0z2l7t4h',
        AuthFlow: 'USER_SRP_AUTH',
        Shows: 'A temporary password that has expired',
        Path: ['PASSWORD_VERIFIER', 'NotAuthorizedException'],
      },
    },
  ],
  MissingUsers: [
    {
      Username: 'zoe',
      Story: {
        ClientId: '4k2p7v9m1x6c8b3n5q0z2l7t4h',
        AuthFlow: 'USER_SRP_AUTH',
        Shows: 'Nobody has this name; the pool hides it',
        Path: ['PASSWORD_VERIFIER', 'NotAuthorizedException'],
      },
    },
  ],
};
