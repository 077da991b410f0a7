import type { SeedPool } from '../schema.ts';

export const signInByEmail: SeedPool = {
  Id: 'eu-west-1_Dw8Ys3fJe',
  PoolName: 'Sign-in by email, no MFA',
  MfaConfiguration: 'OFF',
  UsernameAttributes: ['email'],
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
      ClientId: '6z2x8c4v1b9n5m3k7j0h6g2f8d',
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
      Username: 'nia@example.com',
      Password: 'Correct-horse-1',
      UserAttributes: {
        email: 'nia@example.com',
        email_verified: 'true',
        name: 'Nia',
      },
      Story: {
        ClientId: '6z2x8c4v1b9n5m3k7j0h6g2f8d',
        AuthFlow: 'USER_SRP_AUTH',
        Shows: 'Sign-in by email: the real user name is a UUID',
        Path: ['PASSWORD_VERIFIER', 'TOKENS'],
      },
    },
  ],
};
