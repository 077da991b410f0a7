import type { SandboxPool, SandboxUser } from '../contract.ts';
import { seedPools } from './seed.ts';
import { seedUsers } from './seed-users.ts';

/** The seeded pools and clients as faces show them. */
export function describePools(): SandboxPool[] {
  return seedPools.map(({ id, name, mfa, clients }) => ({
    userPoolId: id,
    name,
    mfa,
    clients: clients.map((client) => ({
      clientId: client.id,
      name: client.name,
      ...(client.secrets[0] === undefined ? {} : { clientSecret: client.secrets[0] }),
      explicitAuthFlows: client.explicitAuthFlows,
      sessionMinutes: client.sessionMinutes,
    })),
  }));
}

export function describeUsers(): SandboxUser[] {
  return seedUsers.map(({ poolId, clientId, username, password, flow, shows, path, totpSecret }) => ({
    userPoolId: poolId,
    clientId,
    username,
    password,
    flow,
    shows,
    path,
    ...(totpSecret === undefined ? {} : { totpSecret }),
  }));
}
