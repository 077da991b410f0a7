import type { SeedPool } from '../schema.ts';

export const mfaRequired: SeedPool = {
  Id: 'eu-west-1_Rv4Hn9pLc',
  PoolName: 'MFA required',
  MfaConfiguration: 'ON',
  SmsMfaConfiguration: {
    SmsAuthenticationMessage: 'Your authentication code is {####}.',
  },
  SoftwareTokenMfaConfiguration: {
    Enabled: true,
  },
  AutoVerifiedAttributes: ['email'],
  Schema: [
    {
      Name: 'email',
      Required: true,
      Mutable: true,
    },
  ],
  Clients: [
    {
      ClientId: '1q9w3e7r5t2y6u8i0o4p1a3s7d',
      ClientName: 'web, five-minute session',
      ExplicitAuthFlows: [
        'ALLOW_USER_SRP_AUTH',
        'ALLOW_USER_PASSWORD_AUTH',
        'ALLOW_ADMIN_USER_PASSWORD_AUTH',
        'ALLOW_REFRESH_TOKEN_AUTH',
      ],
      AuthSessionValidity: 5,
      PreventUserExistenceErrors: 'ENABLED',
    },
  ],
  Users: [
    {
      Username: 'gus',
      Password: 'Correct-horse-1',
      UserAttributes: {
        email: 'gus@example.com',
        email_verified: 'true',
        name: 'Gus',
      },
      Story: {
        ClientId: '1q9w3e7r5t2y6u8i0o4p1a3s7d',
        AuthFlow: 'USER_SRP_AUTH',
        Shows: 'TOTP must be set up during the sign-in',
        Path: ['PASSWORD_VERIFIER', 'MFA_SETUP', 'TOKENS'],
      },
    },
    {
      Username: 'pam',
      Password: 'Correct-horse-1',
      UserAttributes: {
        email: 'pam@example.com',
        email_verified: 'true',
        name: 'Pam',
        phone_number: '+447700900789',
        phone_number_verified: 'true',
      },
      Story: {
        ClientId: '1q9w3e7r5t2y6u8i0o4p1a3s7d',
        AuthFlow: 'USER_PASSWORD_AUTH',
        Shows: 'Password sent, SMS because MFA is required',
        Path: ['SMS_MFA', 'TOKENS'],
      },
    },
    {
      Username: 'max',
      Password: 'Temporary-horse-1',
      UserStatus: 'FORCE_CHANGE_PASSWORD',
      UserAttributes: {
        email: 'max@example.com',
        email_verified: 'true',
        name: 'Max',
      },
      Story: {
        ClientId: '1q9w3e7r5t2y6u8i0o4p1a3s7d',
        AuthFlow: 'USER_SRP_AUTH',
        Shows: 'First sign-in: a new password, then TOTP set-up',
        Path: ['PASSWORD_VERIFIER', 'NEW_PASSWORD_REQUIRED', 'MFA_SETUP', 'TOKENS'],
      },
    },
  ],
};
