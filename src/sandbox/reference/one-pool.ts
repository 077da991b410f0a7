import type { JsonObject, JsonValue } from '../../json.ts';
import type { SeedClient, SeedFile, SeedPool, SeedUser } from '../seed/schema.ts';
import { testSandbox, type Answer, type TestSandbox } from '../testing.ts';
import type { SandboxOptions } from '../engine.ts';

export const POOL = 'eu-west-1_Reference';
export const CLIENT = 'reference';
export const PASSWORD = 'Correct-horse-1';

/** A pool of its own making for a row that no seeded pool shows. */
export interface OnePool {
  readonly pool?: Partial<SeedPool>;
  readonly client?: Partial<SeedClient>;
  readonly users?: readonly SeedUser[];
}

function onePool({ pool, client, users = [] }: OnePool): SeedFile {
  return {
    version: 1,
    pools: [
      {
        Id: POOL,
        PoolName: 'Reference',
        Clients: [{ ClientId: CLIENT, ClientName: 'reference', ExplicitAuthFlows: EVERY_FLOW, ...client }],
        Users: users.map((user) => ({ Password: PASSWORD, ...user })),
        ...pool,
      },
    ],
  };
}

const EVERY_FLOW: NonNullable<SeedClient['ExplicitAuthFlows']> = [
  'ALLOW_USER_AUTH',
  'ALLOW_USER_SRP_AUTH',
  'ALLOW_USER_PASSWORD_AUTH',
  'ALLOW_ADMIN_USER_PASSWORD_AUTH',
  'ALLOW_CUSTOM_AUTH',
  'ALLOW_REFRESH_TOKEN_AUTH',
];

export function sandboxOf(given: OnePool, options: Partial<SandboxOptions> = {}): TestSandbox {
  return testSandbox({ seed: onePool(given), ...options });
}

export function start(test: TestSandbox, AuthFlow: string, AuthParameters: JsonObject): Promise<Answer> {
  return test.call('InitiateAuth', { AuthFlow, ClientId: CLIENT, AuthParameters });
}

export function byPassword(test: TestSandbox, USERNAME: string, more: JsonObject = {}): Promise<Answer> {
  return start(test, 'USER_PASSWORD_AUTH', { USERNAME, PASSWORD, ...more });
}

export function answer(
  test: TestSandbox,
  ChallengeName: string,
  Session: JsonValue | undefined,
  ChallengeResponses: JsonObject,
): Promise<Answer> {
  const session = Session === undefined ? {} : { Session };
  return test.call('RespondToAuthChallenge', {
    ClientId: CLIENT,
    ChallengeName,
    ...session,
    ChallengeResponses,
  });
}
