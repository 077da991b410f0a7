import type { SandboxClient, SandboxInfo, SandboxPool } from '@core/contract.ts';
import type { SeedUser } from '@core/sandbox/seed/schema.ts';

/** Everybody of each pool, by its id. */
export type PoolUsers = ReadonlyMap<string, readonly SeedUser[]>;

/** The pool, app client and user that the printed settings use. */
export interface Sample {
  readonly pool: SandboxPool;
  readonly client: SandboxClient;
  /** Somebody whom one call with the password signs in; absent where nobody is. */
  readonly user?: { readonly username: string; readonly password: string };
}

/** What works with the least ado: a public client, and a user without a second factor. */
export function chooseSample(info: SandboxInfo, users: PoolUsers): Sample | undefined {
  const samples = info.pools.flatMap((pool) =>
    pool.clients.map((client): Sample => {
      const user = takesPasswords(client)
        ? users.get(pool.userPoolId)?.find((one) => signsInAtOnce(pool, client, one))
        : undefined;
      return user?.Password === undefined
        ? { pool, client }
        : { pool, client, user: { username: user.Username, password: user.Password } };
    }),
  );
  return (
    samples.find(({ user }) => user !== undefined) ??
    samples.find(({ client }) => client.clientSecret === undefined) ??
    samples[0]
  );
}

function takesPasswords({ clientSecret, explicitAuthFlows }: SandboxClient): boolean {
  return clientSecret === undefined && explicitAuthFlows.includes('ALLOW_USER_PASSWORD_AUTH');
}

function signsInAtOnce(pool: SandboxPool, client: SandboxClient, user: SeedUser): boolean {
  const { Story: story } = user;
  if (story !== undefined) {
    return (
      story.ClientId === client.clientId &&
      story.AuthFlow === 'USER_PASSWORD_AUTH' &&
      story.Path[0] === 'TOKENS'
    );
  }
  return (
    pool.mfa !== 'ON' &&
    user.Password !== undefined &&
    user.UserStatus === 'CONFIRMED' &&
    user.Enabled !== false &&
    (user.UserMFASettingList ?? []).length === 0
  );
}
