import { expect, test } from 'vitest';
import type { JsonObject } from '../json.ts';
import { guarded } from './reference/provoke.ts';
import { POOL, sandboxOf } from './reference/one-pool.ts';
import type { TestSandbox } from './testing.ts';

// Keys that mean something to JavaScript's objects are plain names here, wherever a request may carry one.

const POLLUTION = '{"__proto__":{"polluted":"yes"},"constructor":{"prototype":{"polluted":"yes"}}}';
const TEXTS = '{"__proto__":"polluted","constructor":"polluted","toString":"polluted","USERNAME":"una"}';

const TARGET = 'AWSCognitoIdentityProviderService.';
const send = (sandbox: TestSandbox, operation: string, body: string) =>
  sandbox.raw({
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': TARGET + operation,
      authorization: 'AWS4-HMAC-SHA256 Credential=test',
    },
    body,
  });

const open = () => sandboxOf({ users: [{ Username: 'una' }] });

test.each([
  ['InitiateAuth', POLLUTION, 'InvalidParameterException'],
  [
    'InitiateAuth',
    `{"AuthFlow":"USER_PASSWORD_AUTH","ClientId":"reference","AuthParameters":${TEXTS}}`,
    'InvalidParameterException',
  ],
  [
    'InitiateAuth',
    `{"AuthFlow":"USER_SRP_AUTH","ClientId":"reference","AuthParameters":${POLLUTION}}`,
    'SerializationException',
  ],
  [
    'RespondToAuthChallenge',
    `{"ClientId":"reference","ChallengeName":"SMS_MFA","ChallengeResponses":${TEXTS}}`,
    'InvalidParameterException',
  ],
  ['InitiateAuth', '{"AuthFlow":"__proto__","ClientId":"reference"}', 'InvalidParameterException'],
  [
    'RespondToAuthChallenge',
    '{"ClientId":"__proto__","ChallengeName":"SMS_MFA"}',
    'ResourceNotFoundException',
  ],
  ['AdminGetUser', `{"UserPoolId":"${POOL}","Username":"__proto__"}`, 'UserNotFoundException'],
  [
    'AdminUpdateUserAttributes',
    `{"UserPoolId":"${POOL}","Username":"una","UserAttributes":[{"Name":"__proto__","Value":"x"}]}`,
    'InvalidParameterException',
  ],
  ['GetGroup', `{"UserPoolId":"${POOL}","GroupName":"constructor"}`, 'ResourceNotFoundException'],
  ['__proto__', '{}', 'UnknownOperationException'],
  ['toString', '{}', 'UnknownOperationException'],
])('%s %s: %s', async (operation, body, exception) => {
  const answered = await send(open(), operation, body);
  expect([answered.status, answered.body['__type']]).toEqual([400, exception]);
  expect(({} as JsonObject)['polluted']).toBeUndefined();
});

test('a trigger sees such metadata as members of its own, and no other object does', async () => {
  const sandbox = sandboxOf(
    guarded(
      `throw new Error(JSON.stringify([event.request.validationData, ({}).polluted ?? 'clean', typeof ({}).toString]));`,
    ),
  );
  const body = `{"AuthFlow":"USER_PASSWORD_AUTH","ClientId":"reference","AuthParameters":{"USERNAME":"una","PASSWORD":"x"},"ClientMetadata":{"__proto__":"polluted","polluted":"own"}}`;
  const { error } = await send(sandbox, 'InitiateAuth', body);
  expect(error).toContain('"clean","function"');
  expect(error).toContain('"polluted":"own"');
});
