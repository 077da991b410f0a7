import type { Client, PasswordPolicy, Pool } from './state.ts';

export const region = 'eu-west-1';

export type SeedPool = Omit<Pool, 'users' | 'usersBySub' | 'existenceKey' | 'deviceGroupKey'>;

const passwordPolicy: PasswordPolicy = {
  minimumLength: 8,
  uppercase: true,
  lowercase: true,
  numbers: true,
  symbols: true,
};

/** The service's defaults for a new app client (protocol reference 0.8, 7.1). */
const client: Omit<Client, 'id' | 'name'> = {
  secrets: [],
  explicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  sessionMinutes: 3,
  hidesUserExistence: true,
  accessTokenMinutes: 60,
  idTokenMinutes: 60,
  refreshTokenDays: 30,
  tokenRevocation: true,
};

// Ids and secrets are fixtures and guard nothing. They are fixed, so that settings that name them stay good.
export const clientIds = {
  web: '4k2p7v9m1x6c8b3n5q0z2l7t4h',
  server: '7d1s5g8j3w0e6r9y2u4i1o5p8a',
  legacy: '2m6n4b8v1c9x3z7l5k0j2h6g4f',
  rotating: '5t8y1u3i6o9p2a4s7d0f5g8h1j',
  required: '1q9w3e7r5t2y6u8i0o4p1a3s7d',
  mail: '6z2x8c4v1b9n5m3k7j0h6g2f8d',
  devices: '3v7b1n5m9k2j6h0g4f8d1s5a9p',
  choice: '2q5w8e1r4t7y0u3i6o9p2a5s8d',
  prompted: '8w2e6r0t4y8u1i5o9p3a7s1d5f',
} as const;

const optional: SeedPool = {
  id: 'eu-west-1_Kq7Zt2mXa',
  name: 'MFA optional',
  mfa: 'OPTIONAL',
  mfaMethods: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'],
  firstFactors: ['PASSWORD_SRP', 'PASSWORD'],
  usernames: 'chosen',
  aliases: ['email', 'phone_number'],
  requiredAttributes: ['email', 'name'],
  passwordPolicy,
  temporaryPasswordDays: 7,
  clients: [
    { ...client, id: clientIds.web, name: 'web' },
    {
      ...client,
      id: clientIds.server,
      name: 'server, with a secret',
      secrets: ['1h8k4m2q6v9c3x7z5b0n1l4j8g2f6d9s3a7p5o0i1u4y8t2r6e9w'],
    },
    {
      ...client,
      id: clientIds.legacy,
      name: 'legacy, tells who exists',
      hidesUserExistence: false,
      tokenRevocation: false,
    },
    {
      ...client,
      id: clientIds.rotating,
      name: 'rotating refresh tokens',
      // Rotation switches REFRESH_TOKEN_AUTH off (protocol reference 7.5).
      explicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH'],
      rotation: { graceSeconds: 30 },
    },
  ],
};

const required: SeedPool = {
  ...optional,
  id: 'eu-west-1_Rv4Hn9pLc',
  name: 'MFA required',
  mfa: 'ON',
  aliases: [],
  requiredAttributes: ['email'],
  clients: [{ ...client, id: clientIds.required, name: 'web, five-minute session', sessionMinutes: 5 }],
};

const mail: SeedPool = {
  ...optional,
  id: 'eu-west-1_Dw8Ys3fJe',
  name: 'Sign-in by email, no MFA',
  mfa: 'OFF',
  mfaMethods: [],
  usernames: 'email',
  aliases: [],
  requiredAttributes: ['email'],
  clients: [{ ...client, id: clientIds.mail, name: 'web' }],
};

const devices: SeedPool = {
  ...optional,
  id: 'eu-west-1_Gd5Xk2vQe',
  name: 'Remembers every device',
  aliases: [],
  requiredAttributes: ['email'],
  devices: { challengeRequired: true, onlyOnPrompt: false },
  clients: [{ ...client, id: clientIds.devices, name: 'web' }],
};

const prompted: SeedPool = {
  ...devices,
  id: 'eu-west-1_Bj3Tw8nUr',
  name: 'Remembers a device on request',
  devices: { challengeRequired: true, onlyOnPrompt: true },
  clients: [{ ...client, id: clientIds.prompted, name: 'web' }],
};

const choice: SeedPool = {
  ...optional,
  id: 'eu-west-1_Lm6Pc9yWs',
  name: 'A choice of first factors',
  mfaMethods: ['SMS_MFA', 'EMAIL_OTP', 'SOFTWARE_TOKEN_MFA'],
  firstFactors: ['PASSWORD_SRP', 'PASSWORD', 'EMAIL_OTP', 'SMS_OTP'],
  requiredAttributes: ['email'],
  clients: [
    {
      ...client,
      id: clientIds.choice,
      name: 'web',
      explicitAuthFlows: ['ALLOW_USER_AUTH', ...client.explicitAuthFlows],
    },
  ],
};

export const poolIds = {
  optional: optional.id,
  required: required.id,
  mail: mail.id,
  devices: devices.id,
  prompted: prompted.id,
  choice: choice.id,
} as const;

export const seedPools: readonly SeedPool[] = [optional, required, mail, devices, prompted, choice];
