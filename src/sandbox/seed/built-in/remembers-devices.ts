import type { SeedPool } from '../schema.ts';

export const remembersDevices: SeedPool = {
  Id: 'eu-west-1_Gd5Xk2vQe',
  PoolName: 'Remembers every device',
  MfaConfiguration: 'OPTIONAL',
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
  DeviceConfiguration: {
    ChallengeRequiredOnNewDevice: true,
    DeviceOnlyRememberedOnUserPrompt: false,
  },
  Clients: [
    {
      ClientId: '3v7b1n5m9k2j6h0g4f8d1s5a9p',
      ClientName: 'web',
      ExplicitAuthFlows: [
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
      Username: 'ada',
      Password: 'Correct-horse-1',
      UserAttributes: {
        email: 'ada@example.com',
        email_verified: 'true',
        name: 'Ada',
      },
      UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
      TotpSecret: 'MFRGGZDFMZTWQ2LKGEZDGNBVGY3TQOJS',
      Story: {
        ClientId: '3v7b1n5m9k2j6h0g4f8d1s5a9p',
        AuthFlow: 'USER_SRP_AUTH',
        Shows: 'A confirmed device stands in for the TOTP code next time',
        Path: ['PASSWORD_VERIFIER', 'SOFTWARE_TOKEN_MFA', 'TOKENS'],
      },
    },
  ],
};
