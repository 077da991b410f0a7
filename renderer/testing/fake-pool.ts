import type { poolCommands, PoolReading } from '@core/contract/pool.ts';
import type { Handlers } from '@core/contract.ts';
import { poolDifference } from '@core/chain/pool/difference.ts';
import { poolWords } from '@core/chain/pool/words.ts';
import type { PoolRead } from '@core/chain/pool/word.ts';
import { FIXED_NOW } from './fixtures.ts';

const POOLS = [
  { userPoolId: 'us-east-1_Sandbox01', name: 'Situations' },
  { userPoolId: 'us-east-1_Sandbox02', name: 'Customers' },
];
const CLIENTS = [
  { clientId: 'sandboxclient0000000000001', name: 'public' },
  { clientId: 'sandboxclient0000000000002', name: 'with secret' },
];

/** What the fake host's pools are set to; the second app client has two live secrets and a longer Session. */
function samplePool(clientId: string): PoolRead {
  const withSecret = clientId.endsWith('2');
  return {
    pool: {
      Id: 'us-east-1_Sandbox01',
      Name: 'Situations',
      MfaConfiguration: 'OPTIONAL',
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD'] } },
      LambdaConfig: {},
    },
    mfa: { MfaConfiguration: 'OPTIONAL', SoftwareTokenMfaConfiguration: { Enabled: true } },
    client: {
      ClientId: clientId,
      ClientName: withSecret ? 'with secret' : 'public',
      ExplicitAuthFlows: withSecret
        ? ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']
        : ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      AuthSessionValidity: withSecret ? 5 : 3,
      PreventUserExistenceErrors: 'ENABLED',
    },
    secrets: withSecret
      ? [
          { id: 'secret-1', createdAt: FIXED_NOW - 86_400_000 },
          { id: 'secret-2', createdAt: FIXED_NOW },
        ]
      : [],
  };
}

/** The fake host's side of `contract/pool.ts`. */
export function fakePool(): Pick<Handlers, keyof typeof poolCommands> {
  return {
    'pool.list': async () => POOLS,
    'pool.clients': async () => CLIENTS,
    'pool.facts': async ({ userPoolId = 'us-east-1_Sandbox01', clientId = 'sandboxclient0000000000001' }) =>
      reading(userPoolId, clientId),
    'pool.difference': async ({ left, right }) =>
      poolDifference(samplePool(left.clientId ?? ''), samplePool(right.clientId ?? '')),
    'pool.stop': async () => null,
  };
}

function reading(userPoolId: string, clientId: string): PoolReading {
  const read = samplePool(clientId);
  return {
    userPoolId,
    clientId,
    at: FIXED_NOW,
    pool: { ok: true, value: { members: read.pool, secrets: [] } },
    mfa: { ok: true, value: { members: read.mfa ?? {}, secrets: [] } },
    client: { ok: true, value: { members: read.client ?? {}, secrets: [] } },
    secrets: { ok: true, value: read.secrets ?? [] },
    words: poolWords(read),
    sessionMinutes: Number(read.client?.['AuthSessionValidity']),
  };
}
