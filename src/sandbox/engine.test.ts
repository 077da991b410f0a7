import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testSandbox } from './testing.ts';

const test1 = testSandbox();
const target = {
  'content-type': 'application/x-amz-json-1.1',
  'x-amz-target': 'AWSCognitoIdentityProviderService.GetUser',
};

describe('the edge', () => {
  test.each([
    [
      'an unknown operation',
      { headers: { ...target, 'x-amz-target': 'AWSCognitoIdentityProviderService.Nope' }, body: '{}' },
      400,
      'UnknownOperationException',
    ],
    [
      'an operation that is not modelled',
      {
        headers: { ...target, 'x-amz-target': 'AWSCognitoIdentityProviderService.StartUserImportJob' },
        body: '{}',
      },
      400,
      'UnknownOperationException',
    ],
    [
      'another service',
      { headers: { ...target, 'x-amz-target': 'Other.GetUser' }, body: '{}' },
      400,
      'UnknownOperationException',
    ],
    [
      'no target',
      { headers: { 'content-type': 'application/json' }, body: '{}' },
      400,
      'UnknownOperationException',
    ],
    [
      'another content type',
      { headers: { ...target, 'content-type': 'text/plain' }, body: '{}' },
      400,
      'UnknownOperationException',
    ],
    ['no JSON', { headers: target, body: '{' }, 400, 'SerializationException'],
    ['a JSON list', { headers: target, body: '[]' }, 400, 'SerializationException'],
    [
      'a number where text belongs',
      { headers: target, body: '{"AccessToken":1}' },
      400,
      'SerializationException',
    ],
    ['an empty body', { headers: target }, 400, 'InvalidParameterException'],
    ['very deep nesting', { headers: target, body: '['.repeat(400_000) }, 400, 'SerializationException'],
    ['PUT', { method: 'PUT', headers: target, body: '{}' }, 405, 'UnknownOperationException'],
    ['GET on the root', { method: 'GET' }, 405, 'UnknownOperationException'],
    ['another path', { method: 'GET', path: '/x' }, 404, 'UnknownOperationException'],
    [
      'the keys of an unknown pool',
      { method: 'GET', path: '/eu-west-1_Nope/.well-known/jwks.json' },
      400,
      'ResourceNotFoundException',
    ],
  ] as const)('%s', async (_what, request, status, type) => {
    const answer = await test1.raw(request);
    expect(answer.status).toBe(status);
    expect(answer.error.split(':')[0]).toBe(type);
  });

  test.each(['application/x-amz-json-1.0', 'application/x-amz-json-1.1; charset=utf-8', 'application/json'])(
    '%s is understood and 1.1 answered',
    async (contentType) => {
      const answer = await test1.raw({
        headers: { ...target, 'content-type': contentType },
        body: '{"AccessToken":"x"}',
      });
      expect(answer.error).toBe('NotAuthorizedException: Invalid Access Token');
      expect(answer.headers['Content-Type']).toBe('application/x-amz-json-1.1');
    },
  );

  test('an error carries what real ones carry', async () => {
    const { status, headers, body } = await test1.call('GetUser', { AccessToken: 'x' });
    expect(status).toBe(400);
    expect(body).toEqual({ __type: 'NotAuthorizedException', message: 'Invalid Access Token' });
    expect(headers).toMatchObject({
      'x-amzn-ErrorType': 'NotAuthorizedException:',
      'x-amzn-ErrorMessage': 'Invalid Access Token',
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'x-amzn-RequestId,x-amzn-ErrorType,x-amzn-ErrorMessage,Date',
      date: 'Tue, 08 Sep 2026 09:05:07 GMT',
    });
    expect(headers['x-amzn-RequestId']).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  test('a message that quotes a long or odd value still fits a header', async () => {
    const { headers, error } = await test1.call('InitiateAuth', {
      ClientId: 'abc',
      AuthFlow: 'é\n'.repeat(50_000),
    });
    expect(error).toContain('é\n'.repeat(50_000));
    expect(headers['x-amzn-ErrorMessage']).toMatch(/^[\x20-\x7e]{1024}$/);
  });

  test('a browser is let in', async () => {
    const { status, headers } = await test1.raw({ method: 'OPTIONS' });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': '*,Authorization',
    });
  });

  test('any body and any target get a 4xx', async () => {
    const targets = fc.constantFrom(
      'InitiateAuth',
      'RespondToAuthChallenge',
      'RevokeToken',
      'constructor',
      '__proto__',
    );
    await fc.assert(
      fc.asyncProperty(targets, fc.oneof(fc.string(), fc.json()), async (name, body) => {
        const headers = { ...target, 'x-amz-target': `AWSCognitoIdentityProviderService.${name}` };
        const { status } = await test1.raw({ headers, body });
        expect(status).toBe(400);
      }),
    );
  });
});

test('a failure of our own is a 500 that says nothing', async () => {
  const failures: unknown[] = [];
  let calls = 0;
  const broken = testSandbox({
    keys: {
      of: () => Promise.reject(new Error(`broken ${String(++calls)}`)),
      prepare: async () => undefined,
      kept: async () => ({}),
      keep: () => undefined,
    },
    onFailure: (error) => failures.push(error),
  });
  const { status, error } = await broken.raw({
    method: 'GET',
    path: '/eu-west-1_Kq7Zt2mXa/.well-known/jwks.json',
  });
  expect(status).toBe(500);
  expect(error).toBe('InternalErrorException: Internal server error.');
  expect(failures).toEqual([new Error('broken 1')]);
});

test('discovery points at the keys', async () => {
  const { body } = await test1.raw({
    method: 'GET',
    path: '/eu-west-1_Kq7Zt2mXa/.well-known/openid-configuration',
  });
  expect(body['issuer']).toBe('http://127.0.0.1:9/eu-west-1_Kq7Zt2mXa');
  expect(body['jwks_uri']).toBe('http://127.0.0.1:9/eu-west-1_Kq7Zt2mXa/.well-known/jwks.json');
});

describe('the moment it began at its seed', () => {
  test('is told anew by a reset, and comes back with a snapshot', async () => {
    let now = 1_000;
    const { sandbox } = testSandbox({ clock: { now: () => now } });
    expect(sandbox.info().seededAt).toBe(1_000);
    const kept = await sandbox.snapshot();
    now = 2_000;
    sandbox.clock.advance(60);
    sandbox.reset();
    expect(sandbox.info().seededAt).toBe(2_000);
    sandbox.restore(kept);
    expect(sandbox.info().seededAt).toBe(1_000);
  });

  test('is told with what a snapshot undid on its return', async () => {
    let now = 1_000;
    const { sandbox } = testSandbox({ clock: { now: () => now } });
    now = 2_000;
    const kept = await sandbox.snapshot();
    now = 3_000;
    sandbox.clock.advance(60);
    sandbox.restore(kept);
    expect(sandbox.info()).toMatchObject({ seededAt: 1_000, forgot: [{ from: 2_000, to: 3_000 }] });
    sandbox.reset();
    expect(sandbox.info()).toMatchObject({ seededAt: 3_000, forgot: [] });
  });
});
