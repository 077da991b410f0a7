import type { SeedPool } from '../schema.ts';

export const remembersOnRequest: SeedPool = {
  Id: 'eu-west-1_Bj3Tw8nUr',
  PoolName: 'Remembers a device on request',
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
    DeviceOnlyRememberedOnUserPrompt: true,
  },
  Clients: [
    {
      ClientId: '8w2e6r0t4y8u1i5o9p3a7s1d5f',
      ClientName: 'web',
      ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
    },
  ],
  Users: [
    {
      Username: 'ben',
      Password: 'Correct-horse-1',
      UserAttributes: {
        email: 'ben@example.com',
        email_verified: 'true',
        name: 'Ben',
      },
      UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
      TotpSecret: 'NBSWY3DPO5XXE3DEGEZDGNBVGY3TQOJT',
      Story: {
        ClientId: '8w2e6r0t4y8u1i5o9p3a7s1d5f',
        AuthFlow: 'USER_SRP_AUTH',
        Shows: 'A device is remembered only when the user agrees',
        Path: ['PASSWORD_VERIFIER', 'SOFTWARE_TOKEN_MFA', 'TOKENS'],
      },
    },
  ],
};
