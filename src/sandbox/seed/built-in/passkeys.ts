import type { SeedPool } from '../schema.ts';

/**
 * The relying party is localhost, so that a page under development may register passkeys of its own. Private keys are
 * fixtures like everything else here: whoever holds them may sign in to this sandbox.
 */
export const passkeys: SeedPool = {
  Id: 'eu-west-1_Pk7Wn3hTy',
  PoolName: 'Passkeys',
  MfaConfiguration: 'OPTIONAL',
  SoftwareTokenMfaConfiguration: {
    Enabled: true,
  },
  WebAuthnConfiguration: {
    RelyingPartyId: 'localhost',
    UserVerification: 'preferred',
    FactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION',
  },
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
      AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'WEB_AUTHN'],
    },
  },
  Clients: [
    {
      ClientId: '5k8n2q6t0w4z7c1f5i9l3o7r1u',
      ClientName: 'web',
      ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
    },
  ],
  Users: [
    {
      Username: 'pia',
      Password: 'Correct-horse-1',
      UserAttributes: {
        email: 'pia@example.com',
        email_verified: 'true',
        name: 'Pia',
      },
      Passkeys: [
        {
          CredentialId: '3A5nzr5KBe5jmC40KstKQaFTzLL8hIS2JzSZxG_-kKg',
          PublicKey:
            'pQECAyYgASFYIGbHYhtR4Ewcq6cdAsanYb0aMzybfqDDK5BkADhv9w3IIlggYz5cCLi_LDIaew1Fix7gW9obl7mDMzZTrKVKdHCGw1I',
          RelyingPartyId: 'localhost',
          PrivateKey:
            'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgfSDWWMA0YGRkcpjd5x0in12yVFQmtlHsA8ocSc_66SqhRANCAARmx2IbUeBMHKunHQLGp2G9GjM8m36gwyuQZAA4b_cNyGM-XAi4vywyGnsNRYse4FvaG5e5gzM2U6ylSnRwhsNS',
        },
      ],
      Story: {
        ClientId: '5k8n2q6t0w4z7c1f5i9l3o7r1u',
        AuthFlow: 'USER_AUTH',
        Shows: 'A choice of first factors; a passkey is one',
        Path: ['SELECT_CHALLENGE', 'WEB_AUTHN', 'TOKENS'],
      },
    },
    {
      Username: 'quin',
      Password: 'Correct-horse-1',
      UserAttributes: {
        email: 'quin@example.com',
        email_verified: 'true',
        name: 'Quin',
      },
      UserMFASettingList: ['SOFTWARE_TOKEN_MFA'],
      TotpSecret: 'OB2WSY3LMVSHIZLTORSXGGZDGNBVGY3T',
      PasskeyMfa: true,
      Passkeys: [
        {
          CredentialId: '5DJAJokwOZJNiGLeqwsUNdyYljP8ACK6hLo7R1hnXEY',
          PublicKey:
            'pQECAyYgASFYIOXZ1b3BY3w8iBexmTbBUXUcS8XLn4NBPaUYj4YMHA2AIlgg5vsD4_9g_vYwv2MbOxXFOHNU60jqHUjrBvitvPT0cbk',
          RelyingPartyId: 'localhost',
          PrivateKey:
            'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgdmlZShorkjbcY-4pG05XqJzZcwCob0X6vcnJXP_egTihRANCAATl2dW9wWN8PIgXsZk2wVF1HEvFy5-DQT2lGI-GDBwNgOb7A-P_YP72ML9jGzsVxThzVOtI6h1I6wb4rbz09HG5',
        },
      ],
      Story: {
        ClientId: '5k8n2q6t0w4z7c1f5i9l3o7r1u',
        AuthFlow: 'USER_AUTH',
        Shows: 'MFA is on, and the passkey counts as both factors',
        Path: ['SELECT_CHALLENGE', 'WEB_AUTHN', 'TOKENS'],
      },
    },
  ],
};
