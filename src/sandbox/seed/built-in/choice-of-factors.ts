import type { SeedPool } from '../schema.ts';

export const choiceOfFactors: SeedPool = {
  Id: 'eu-west-1_Lm6Pc9yWs',
  PoolName: 'A choice of first factors',
  MfaConfiguration: 'OPTIONAL',
  SmsMfaConfiguration: {
    SmsAuthenticationMessage: 'Your authentication code is {####}.',
  },
  EmailMfaConfiguration: {
    Subject: 'Your authentication code',
    Message: 'Your authentication code is {####}.',
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
  ],
  Policies: {
    SignInPolicy: {
      AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP'],
    },
  },
  Clients: [
    {
      ClientId: '2q5w8e1r4t7y0u3i6o9p2a5s8d',
      ClientName: 'web',
      ExplicitAuthFlows: [
        'ALLOW_USER_AUTH',
        'ALLOW_USER_SRP_AUTH',
        'ALLOW_USER_PASSWORD_AUTH',
        'ALLOW_ADMIN_USER_PASSWORD_AUTH',
        'ALLOW_REFRESH_TOKEN_AUTH',
      ],
      PreventUserExistenceErrors: 'ENABLED',
    },
  ],
  Users: [
    {
      Username: 'eva',
      Password: 'Correct-horse-1',
      UserAttributes: {
        email: 'eva@example.com',
        email_verified: 'true',
        phone_number: '+447700900234',
        phone_number_verified: 'true',
      },
      Story: {
        ClientId: '2q5w8e1r4t7y0u3i6o9p2a5s8d',
        AuthFlow: 'USER_AUTH',
        Shows: 'A choice of first factors; a code by email is one',
        Path: ['SELECT_CHALLENGE', 'EMAIL_OTP', 'TOKENS'],
      },
    },
    {
      Username: 'gil',
      Password: 'Correct-horse-1',
      UserAttributes: {
        email: 'gil@example.com',
        email_verified: 'true',
        phone_number: '+447700900345',
        phone_number_verified: 'true',
      },
      Story: {
        ClientId: '2q5w8e1r4t7y0u3i6o9p2a5s8d',
        AuthFlow: 'USER_AUTH',
        Shows: 'A choice of first factors; a code by SMS is one',
        Path: ['SELECT_CHALLENGE', 'SMS_OTP', 'TOKENS'],
      },
    },
    {
      Username: 'ian',
      Password: 'Correct-horse-1',
      UserAttributes: {
        email: 'ian@example.com',
        email_verified: 'true',
        name: 'Ian',
      },
      Story: {
        ClientId: '2q5w8e1r4t7y0u3i6o9p2a5s8d',
        AuthFlow: 'USER_AUTH',
        Shows: 'A choice of first factors; the password by SRP is one',
        Path: ['SELECT_CHALLENGE', 'PASSWORD_VERIFIER', 'TOKENS'],
      },
    },
    {
      Username: 'joy',
      UserAttributes: {
        email: 'joy@example.com',
        email_verified: 'true',
        name: 'Joy',
      },
      Story: {
        ClientId: '2q5w8e1r4t7y0u3i6o9p2a5s8d',
        AuthFlow: 'USER_AUTH',
        Shows: 'No password at all: only a code by email',
        Path: ['SELECT_CHALLENGE', 'EMAIL_OTP', 'TOKENS'],
      },
    },
    {
      Username: 'kit',
      Password: 'Correct-horse-1',
      UserAttributes: {
        email: 'kit@example.com',
        email_verified: 'true',
        name: 'Kit',
      },
      UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
      TotpSecret: 'ONSWG4TFORZWK5DLGEZDGNBVGY3TQOJU',
      Story: {
        ClientId: '2q5w8e1r4t7y0u3i6o9p2a5s8d',
        AuthFlow: 'USER_AUTH',
        Shows: 'MFA is on, so only the password is a first factor',
        Path: ['SELECT_CHALLENGE', 'SOFTWARE_TOKEN_MFA', 'TOKENS'],
      },
    },
    {
      Username: 'liz',
      Password: 'Correct-horse-1',
      UserAttributes: {
        email: 'liz@example.com',
        email_verified: 'true',
        name: 'Liz',
      },
      UserMFASettingList: ['EMAIL_OTP'],
      Story: {
        ClientId: '2q5w8e1r4t7y0u3i6o9p2a5s8d',
        AuthFlow: 'USER_SRP_AUTH',
        Shows: 'A code by email as second factor',
        Path: ['PASSWORD_VERIFIER', 'EMAIL_OTP', 'TOKENS'],
      },
    },
    {
      Username: 'mel',
      Password: 'Correct-horse-1',
      UserAttributes: {
        email: 'mel@example.com',
        email_verified: 'true',
        phone_number: '+447700900567',
        phone_number_verified: 'true',
      },
      UserMFASettingList: ['SMS_MFA', 'EMAIL_OTP'],
      Story: {
        ClientId: '2q5w8e1r4t7y0u3i6o9p2a5s8d',
        AuthFlow: 'USER_SRP_AUTH',
        Shows: 'Second factors to choose from, email among them',
        Path: ['PASSWORD_VERIFIER', 'SELECT_MFA_TYPE', 'EMAIL_OTP', 'TOKENS'],
      },
    },
  ],
  MissingUsers: [
    {
      Username: 'yan',
      Story: {
        ClientId: '2q5w8e1r4t7y0u3i6o9p2a5s8d',
        AuthFlow: 'USER_AUTH',
        Shows: 'Nobody has this name; a code is asked for all the same',
        Path: ['SELECT_CHALLENGE', 'EMAIL_OTP', 'CodeMismatchException'],
      },
    },
  ],
};
