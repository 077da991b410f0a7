import {
  AdminGetUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AwsCredentials, signedHeaders } from '@core/cognito/signing.ts';
import { type AwsEndpoint, awsEndpoint, type CameIn } from './testing/aws-endpoints.ts';
import { bareEnvironment, shell } from './testing/aws-tools.ts';

const lasting: AwsCredentials = {
  accessKeyId: 'AKIAOFTHESIGNINGTEST',
  secretAccessKey: 'secret/of+the/signing+test==',
};
const passing: AwsCredentials = { ...lasting, sessionToken: 'token/of+the+signing/test//AB==' };
const PASSWORD = 'Pass "wörd" 1!';

let server: AwsEndpoint;
let seen: number;
beforeAll(async () => {
  server = await awsEndpoint(() => ({
    type: 'application/x-amz-json-1.1',
    body: '{"Username":"ann","UserAttributes":[],"Enabled":true,"UserStatus":"CONFIRMED"}',
  }));
});
beforeEach(() => void (seen = server.came.length));
afterAll(() => server.close());

/** What came since the test began. */
function newest(): CameIn {
  const [one, ...more] = server.came.slice(seen);
  if (one === undefined || more.length > 0) throw new Error('One request was expected.');
  return one;
}

/** Our own `Authorization` of a request that another client signed: same bytes, headers, date and credentials. */
async function oursFor(request: CameIn, credentials: AwsCredentials): Promise<string | undefined> {
  const theirs = request.headers['authorization'] ?? '';
  const names = /SignedHeaders=([^,]+)/.exec(theirs)?.[1]?.split(';') ?? [];
  const added = new Set(['host', 'x-amz-date', 'x-amz-security-token']);
  const given = names.filter((name) => !added.has(name));
  const headers = await signedHeaders(
    {
      method: request.method as 'POST',
      url: `${server.url}${request.path}`,
      headers: given.map((name) => [name, request.headers[name] ?? ''] as const),
      body: new TextEncoder().encode(request.body),
    },
    { credentials, region: 'eu-west-1', now: momentOf(request.headers['x-amz-date'] ?? '') },
  );
  return headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1];
}

/** `20261127T193000Z` as epoch milliseconds. */
function momentOf(stamp: string): number {
  return Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

describe.each([
  ['keys that last', lasting],
  ['keys that pass', passing],
])('a signature with %s', (_, credentials) => {
  test('is the AWS SDK’s own, for the same request', async () => {
    const client = new CognitoIdentityProviderClient({
      ...{ endpoint: server.url, region: 'eu-west-1', credentials },
    });
    await client.send(new AdminGetUserCommand({ UserPoolId: 'eu-west-1_Ab12Cd34E', Username: 'ann' }));
    const request = newest();
    expect(request.headers['authorization']).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIAOFTHESIGNINGTEST\//);
    expect(await oursFor(request, credentials)).toBe(request.headers['authorization']);
    // A different secret signs otherwise: the comparison can fail.
    const other = { ...credentials, secretAccessKey: 'another/secret' };
    expect(await oursFor(request, other)).not.toBe(request.headers['authorization']);
  });

  test('is the AWS CLI’s own, for the same request', async () => {
    const run = await shell(
      [
        'aws cognito-idp admin-set-user-password --region eu-west-1',
        `--endpoint-url ${server.url} --user-pool-id eu-west-1_Ab12Cd34E --username ann`,
        `--password '${PASSWORD}' --permanent`,
      ]
        .join(' ')
        .replace('', ''),
      {
        ...bareEnvironment(),
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        ...(credentials.sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: credentials.sessionToken }),
      },
    );
    expect(run.err).toBe('');
    const request = newest();
    expect(JSON.parse(request.body)).toMatchObject({ Password: PASSWORD });
    expect(await oursFor(request, credentials)).toBe(request.headers['authorization']);
  });

  test('signs what the AWS CLI signs, of a body with any letters', async () => {
    const body = new TextEncoder().encode(JSON.stringify({ Password: PASSWORD }));
    const headers = await signedHeaders(
      {
        ...{ method: 'POST', url: `${server.url}/`, body },
        headers: [
          ['Content-Type', 'application/x-amz-json-1.1'],
          ['X-Amz-Target', 'AWSCognitoIdentityProviderService.AdminSetUserPassword'],
        ],
      },
      { credentials, region: 'eu-west-1', now: Date.UTC(2026, 10, 27, 19, 30) },
    );
    const token = credentials.sessionToken === undefined ? [] : ['x-amz-security-token'];
    expect(headers.map(([name]) => name.toLowerCase())).toEqual(
      expect.arrayContaining(['content-type', 'x-amz-target', 'x-amz-date', 'authorization', ...token]),
    );
    const signed = ['content-type', 'host', 'x-amz-date', ...token, 'x-amz-target'].join(';');
    expect(headers.find(([name]) => name.toLowerCase() === 'authorization')?.[1]).toContain(
      `SignedHeaders=${signed}, Signature=`,
    );
  });
});

test('a password with any letters is signed as the SDK signs it', async () => {
  const client = new CognitoIdentityProviderClient({
    ...{ endpoint: server.url, region: 'eu-west-1', credentials: lasting },
  });
  await client.send(
    new AdminSetUserPasswordCommand({
      ...{ UserPoolId: 'eu-west-1_Ab12Cd34E', Username: 'ann', Password: PASSWORD, Permanent: true },
    }),
  );
  const request = newest();
  expect(await oursFor(request, lasting)).toBe(request.headers['authorization']);
});
