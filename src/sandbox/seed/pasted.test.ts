import { expect, test } from 'vitest';
import type { JsonObject } from '../../json.ts';
import { isFault } from '../../form/form.ts';
import { testSandbox } from '../testing.ts';
import { builtInSeed } from './built-in.ts';
import { readSeed } from './read-seed.ts';

const SECRET = '1h8k4m2q6v9c3x7z5b0n1l4j8g2f6d9s3a7p5o0i1u4y8t2r6e9w';
const POOL = 'eu-west-1_Kq7Zt2mXa';
const CLIENT = '7d1s5g8j3w0e6r9y2u4i1o5p8a';

type Sandbox = Pick<ReturnType<typeof testSandbox>, 'call' | 'sandbox'>;

/** A call that the service wants signed. */
async function signed({ sandbox, call }: Sandbox, operation: string, body: JsonObject): Promise<JsonObject> {
  sandbox.changeSettings({ signatureNeeded: false });
  return (await call(operation, body)).body;
}

function describePool(of: Sandbox, UserPoolId: string): Promise<JsonObject> {
  return signed(of, 'DescribeUserPool', { UserPoolId });
}

function describeClient(of: Sandbox, UserPoolId: string, ClientId: string): Promise<JsonObject> {
  return signed(of, 'DescribeUserPoolClient', { UserPoolId, ClientId });
}

const asFile = (pool: object) => JSON.stringify({ version: 1, pools: [pool] }, undefined, 2);

/** Of a pool that was just made again, without users. */
const EMPTY = { EstimatedNumberOfUsers: 0 };

test.each(builtInSeed.pools.map(({ Id, PoolName }) => [PoolName, Id]))(
  '%s: what is told of it makes the same pool',
  async (_, id) => {
    const from = testSandbox();
    const told = await describePool(from, id);
    const clients = builtInSeed.pools.find(({ Id }) => Id === id)?.Clients ?? [];
    const Clients = await Promise.all(clients.map(({ ClientId }) => describeClient(from, id, ClientId)));
    const to = testSandbox();
    to.sandbox.load(await readSeed(asFile({ ...told, Clients })));
    const { UserPool } = told as { UserPool: JsonObject };
    expect(await describePool(to, id)).toEqual({ UserPool: { ...UserPool, ...EMPTY } });
    expect(await Promise.all(clients.map(({ ClientId }) => describeClient(to, id, ClientId)))).toEqual(
      Clients,
    );
  },
);

test('the schema of a pool comes with it: own attributes, and standard ones that were changed', async () => {
  const from = testSandbox();
  const body = await signed(from, 'CreateUserPool', {
    PoolName: 'own attributes',
    Schema: [
      { Name: 'email', Required: true, Mutable: false },
      { Name: 'a_name_of_20_letters', AttributeDataType: 'Number', Mutable: true },
      { Name: 'hidden', AttributeDataType: 'String', DeveloperOnlyAttribute: true },
    ],
  });
  const { UserPool } = body as { UserPool: JsonObject & { SchemaAttributes: JsonObject[] } };
  const identities = { Name: 'identities', AttributeDataType: 'String', Mutable: true, Required: false };
  const shown = { ...UserPool, SchemaAttributes: [...UserPool.SchemaAttributes, identities] };
  const seed = await readSeed(asFile(shown));
  expect(seed.pools[0]?.Schema?.map(({ Name }) => Name)).toEqual(['email', 'a_name_of_20_letters', 'hidden']);
  const to = testSandbox();
  to.sandbox.load(seed);
  expect(await describePool(to, String(UserPool['Id']))).toEqual({ UserPool });
});

test('the secret of a client stays good', async () => {
  const from = testSandbox();
  const client = await describeClient(from, POOL, CLIENT);
  expect(client).toHaveProperty('UserPoolClient.ClientSecret', SECRET);
  const seed = await readSeed(asFile({ ...(await describePool(from, POOL)), Clients: [client] }));
  expect(seed.pools[0]?.Clients).toMatchObject([{ ClientId: CLIENT, ClientSecrets: [SECRET] }]);
});

test('a mistake within what was pasted is told with its own line', async () => {
  const told = await describePool(testSandbox(), POOL);
  const text = asFile(told).replace('"MfaConfiguration"', '"MfaConfigurations"');
  const line = text.slice(0, text.indexOf('"MfaConfigurations"')).split('\n').length;
  const error: unknown = await readSeed(text).catch((thrown: unknown) => thrown);
  expect(isFault(error) && error.detail).toBe(
    `line ${String(line)}: pools[0].MfaConfigurations is not a name that is known here. Is MfaConfiguration meant?`,
  );
});
