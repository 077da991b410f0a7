import type {
  SandboxClientRecord,
  SandboxInfo,
  SandboxSettings,
  SandboxTrigger,
  SandboxUserRecord,
} from '@core/contract.ts';

/** The seeded users of the sandbox's facts, as the seed file has them. */
export function userRecords(info: SandboxInfo): Map<string, readonly SandboxUserRecord[]> {
  return new Map(
    info.pools.map(({ userPoolId }) => [
      userPoolId,
      info.users
        .filter((user) => user.userPoolId === userPoolId)
        .map(({ username, password, totpSecret, clientId, flow, shows, path }): SandboxUserRecord => ({
          Username: username,
          Password: password,
          UserStatus: 'CONFIRMED',
          UserAttributes: { email: username, email_verified: 'true' },
          ...(totpSecret === undefined
            ? {}
            : { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'], TotpSecret: totpSecret }),
          Story: { ClientId: clientId, AuthFlow: flow, Shows: shows, Path: [...path] },
          seeded: true,
        })),
    ]),
  );
}

export function clientRecords(info: SandboxInfo): Map<string, readonly SandboxClientRecord[]> {
  return new Map(
    info.pools.map(({ userPoolId, clients }) => [
      userPoolId,
      clients.map(
        ({ clientId, name, clientSecret, explicitAuthFlows, sessionMinutes }): SandboxClientRecord => ({
          ClientId: clientId,
          ClientName: name,
          ExplicitAuthFlows: [...explicitAuthFlows],
          AuthSessionValidity: sessionMinutes,
          PreventUserExistenceErrors: 'ENABLED',
          ...(clientSecret === undefined ? {} : { ClientSecrets: [clientSecret] }),
        }),
      ),
    ]),
  );
}

export const sandboxSettings: SandboxSettings = {
  settings: [
    {
      name: 'codeLockout',
      question: '13.7',
      says: 'Five wrong codes of a second factor lock the user as five wrong passwords do.',
      values: { kind: 'flag' },
      usual: true,
      value: true,
    },
    {
      name: 'emailMfaDigits',
      question: '13.7',
      says: 'Digits of an EMAIL_OTP code as second factor.',
      values: { kind: 'number', min: 4, max: 12 },
      usual: 6,
      value: 6,
    },
    {
      name: 'mfaChoiceParameter',
      question: '13.6',
      says: 'Name of the list beside SELECT_MFA_TYPE.',
      values: { kind: 'choice', of: ['MFAS_CAN_CHOOSE', 'MFAS_CAN_SELECT'] },
      usual: 'MFAS_CAN_CHOOSE',
      value: 'MFAS_CAN_CHOOSE',
    },
  ],
  statusProfile: 'wire',
  statusProfiles: [
    { name: 'wire', says: 'As real pools answer.' },
    { name: 'documented', says: 'As the API Reference has it.' },
    { name: 'sdk', says: 'As the AWS SDK’s schemas say.' },
  ],
};

export const sandboxTriggers: readonly SandboxTrigger[] = (
  [
    'PreSignUp',
    'PostConfirmation',
    'PreAuthentication',
    'PostAuthentication',
    'PreTokenGeneration',
    'UserMigration',
    'CustomMessage',
    'DefineAuthChallenge',
    'CreateAuthChallenge',
    'VerifyAuthChallengeResponse',
  ] as const
).map((name) => ({
  name,
  says: `When ${name} runs.`,
  template: 'export const handler = async (event) => {\n  return event;\n};\n',
}));
