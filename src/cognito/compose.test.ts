import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { challengeNamed, challenges } from '../challenges/index.ts';
import type { ChallengeSpec } from '../challenges/spec.ts';
import type { Answer } from '../contract.ts';
import { secretHash } from '../crypto/secret-hash.ts';
import { flowNamed, flows } from '../flows/flows.ts';
import type { FlowSpec } from '../flows/spec.ts';
import { coreFault, type Tools } from '../form/form.ts';
import { checkRequest } from './check.ts';
import { composeAnswer, composeOperation, composeStart, type ComposeInput } from './compose.ts';

const target = { clientId: '1example23456789', userPoolId: 'us-east-1_Ab12Cd34E' };
const clientSecret = 'a-client-secret-of-the-example';
const session = `AYABe${'x'.repeat(100)}`;

function hash(username: string, secret = clientSecret): string {
  return secretHash({ username, clientId: target.clientId, clientSecret: secret });
}

function toolsWith(secret?: string, changed: Partial<Tools> = {}): Tools {
  return {
    poolName: () => 'Ab12Cd34E',
    srpA: () => 'feab',
    srpClaim: ({ group, identity, password }) => btoa(`${group}|${identity}|${password}`),
    timestamp: () => 'Tue Sep 8 09:05:07 UTC 2026',
    totp: () => '492017',
    credential: () => '{}',
    secretHash: (username) => (secret ? hash(username, secret) : undefined),
    ...changed,
  };
}

function answerWith(name: string, inputs: Record<string, string>, changed: Partial<Answer> = {}): Answer {
  return { name, inputs, responses: {}, members: {}, ...changed };
}

function inputFor(answer: Answer, changed: Partial<ComposeInput> = {}): ComposeInput {
  return { target, tools: toolsWith(), answer, ...changed };
}

function flow(name: string): FlowSpec {
  const found = flowNamed(name);
  if (!found) throw new Error(`no flow ${name}`);
  return found;
}

const withSecret = { target: { ...target, clientSecret }, tools: toolsWith(clientSecret) };

describe('composeStart', () => {
  it('puts USER_SRP_AUTH together, in the model’s order', () => {
    const answer = answerWith(
      'USER_SRP_AUTH',
      { USERNAME: 'ann', PASSWORD: 'p' },
      { members: { ClientMetadata: { a: '1' } } },
    );
    const composed = composeStart(
      flow('USER_SRP_AUTH'),
      inputFor(answer, { ...withSecret, deviceKey: 'us-east-1_1-2' }),
    );
    expect(JSON.stringify(composed.body)).toBe(
      JSON.stringify({
        AuthFlow: 'USER_SRP_AUTH',
        ClientId: target.clientId,
        AuthParameters: {
          USERNAME: 'ann',
          SRP_A: 'feab',
          SECRET_HASH: hash('ann'),
          DEVICE_KEY: 'us-east-1_1-2',
        },
        ClientMetadata: { a: '1' },
      }),
    );
    expect(composed).toMatchObject({ operation: 'InitiateAuth', faults: [], overridden: ['ClientMetadata'] });
    expect(composed.computed.map(({ key, secret }) => `${key} ${secret}`)).toEqual([
      'ClientId false',
      'SRP_A false',
      'SECRET_HASH true',
      'DEVICE_KEY false',
    ]);
  });

  it('hashes the canonical name for a refresh, which carries none', () => {
    const answer = answerWith('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: 'eyJ.r' });
    const composed = composeStart(
      flow('REFRESH_TOKEN_AUTH'),
      inputFor(answer, { ...withSecret, username: 'u-1' }),
    );
    expect(composed.body['AuthParameters']).toEqual({ REFRESH_TOKEN: 'eyJ.r', SECRET_HASH: hash('u-1') });
    const typed = answerWith('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: 'eyJ.r', USERNAME: 'u-2' });
    expect(
      composeStart(flow('REFRESH_TOKEN_AUTH'), inputFor(typed, { ...withSecret, username: 'u-1' })).body[
        'AuthParameters'
      ],
    ).toEqual({
      REFRESH_TOKEN: 'eyJ.r',
      SECRET_HASH: hash('u-2'),
    });
  });

  it('says so when a hash is needed and no name is known', () => {
    const answer = answerWith('REFRESH_TOKEN_AUTH', { REFRESH_TOKEN: 'eyJ.r' });
    const composed = composeStart(flow('REFRESH_TOKEN_AUTH'), inputFor(answer, withSecret));
    expect(composed.faults).toMatchObject([{ code: 'USERNAME_NEEDED', field: 'USERNAME' }]);
    expect(composed.body['AuthParameters']).toEqual({ REFRESH_TOKEN: 'eyJ.r' });
  });

  it('sends the client secret in clear to GetTokensFromRefreshToken', () => {
    const answer = answerWith(
      'GetTokensFromRefreshToken',
      { RefreshToken: 'eyJ.r' },
      { responses: { DeviceKey: 'us-east-1_9-9' } },
    );
    const composed = composeStart(flow('GetTokensFromRefreshToken'), inputFor(answer, withSecret));
    expect(composed).toMatchObject({ operation: 'GetTokensFromRefreshToken', overridden: ['DeviceKey'] });
    expect(Object.entries(composed.body)).toEqual([
      ['RefreshToken', 'eyJ.r'],
      ['ClientId', target.clientId],
      ['ClientSecret', clientSecret],
      ['DeviceKey', 'us-east-1_9-9'],
    ]);
  });
});

describe('as administrator', () => {
  it('starts any flow, with the pool', () => {
    const answer = answerWith('USER_SRP_AUTH', { USERNAME: 'ann' }, { admin: true });
    const composed = composeStart(flow('USER_SRP_AUTH'), inputFor(answer, withSecret));
    expect(JSON.stringify(composed.body)).toBe(
      JSON.stringify({
        UserPoolId: target.userPoolId,
        ClientId: target.clientId,
        AuthFlow: 'USER_SRP_AUTH',
        AuthParameters: { USERNAME: 'ann', SRP_A: 'feab', SECRET_HASH: hash('ann') },
      }),
    );
    expect(composed).toMatchObject({ operation: 'AdminInitiateAuth', faults: [], overridden: [] });
    expect(composed.computed[0]).toMatchObject({ key: 'UserPoolId', from: 'the target’s user pool' });
  });

  it.each(['ADMIN_USER_PASSWORD_AUTH', 'ADMIN_NO_SRP_AUTH'])('starts %s unasked', (name) => {
    const answer = answerWith(name, { USERNAME: 'ann', PASSWORD: 'p' });
    const { operation, body } = composeStart(flow(name), inputFor(answer));
    expect(operation).toBe('AdminInitiateAuth');
    expect(body).toMatchObject({ AuthFlow: name, AuthParameters: { USERNAME: 'ann', PASSWORD: 'p' } });
  });

  it('answers as what asked was asked, unless told otherwise', () => {
    const asked = { name: 'SMS_MFA', parameters: { USER_ID_FOR_SRP: 'u-1' }, available: [] };
    const composed = (admin: boolean | undefined, own?: boolean) =>
      composeAnswer(
        challengeNamed('SMS_MFA'),
        inputFor(answerWith('SMS_MFA', { SMS_MFA_CODE: '123456' }, own === undefined ? {} : { admin: own }), {
          asked,
          session,
          admin,
        }),
      );
    expect(composed(undefined).operation).toBe('RespondToAuthChallenge');
    expect(composed(true, false).operation).toBe('RespondToAuthChallenge');
    expect(composed(false, true).operation).toBe('AdminRespondToAuthChallenge');
    expect(JSON.stringify(composed(true).body)).toBe(
      JSON.stringify({
        UserPoolId: target.userPoolId,
        ClientId: target.clientId,
        ChallengeName: 'SMS_MFA',
        ChallengeResponses: { USERNAME: 'u-1', SMS_MFA_CODE: '123456' },
        Session: session,
      }),
    );
  });

  it('says so when the pool is not known, and goes without', () => {
    const answer = answerWith('ADMIN_NO_SRP_AUTH', { USERNAME: 'ann', PASSWORD: 'p' });
    const composed = composeStart(
      flow('ADMIN_NO_SRP_AUTH'),
      inputFor(answer, { target: { clientId: target.clientId } }),
    );
    expect(composed.faults).toMatchObject([{ code: 'POOL_ID_NEEDED', field: 'UserPoolId' }]);
    expect(composed.body).not.toHaveProperty('UserPoolId');
  });
});

describe('composeAnswer', () => {
  const sms = challengeNamed('SMS_MFA');
  const asked = { name: 'SMS_MFA', parameters: { USER_ID_FOR_SRP: 'u-1', USERNAME: 'ann' }, available: [] };
  const answer = (changed: Partial<Answer> = {}) =>
    answerWith('SMS_MFA', { SMS_MFA_CODE: '123456' }, changed);

  it('adds what every answer shares, for the canonical name', () => {
    const composed = composeAnswer(
      sms,
      inputFor(answer(), { ...withSecret, asked, session, username: 'alias' }),
    );
    expect(composed.body).toEqual({
      ClientId: target.clientId,
      ChallengeName: 'SMS_MFA',
      Session: session,
      ChallengeResponses: { USERNAME: 'u-1', SMS_MFA_CODE: '123456', SECRET_HASH: hash('u-1') },
    });
    expect(composed.overridden).toEqual([]);
  });

  it.each([
    [{ USERNAME: 'ann' }, 'ann'],
    [{}, 'alias'],
  ])('takes the name from %j, else from earlier', (parameters, expected) => {
    const composed = composeAnswer(
      sms,
      inputFor(answer(), { asked: { ...asked, parameters }, username: 'alias' }),
    );
    expect(composed.body['ChallengeResponses']).toMatchObject({ USERNAME: expected });
  });

  it('sends no Session when none came', () => {
    expect(composeAnswer(sms, inputFor(answer(), { asked })).body).not.toHaveProperty('Session');
  });

  it('hashes the name the person put in, unless the hash is theirs too', () => {
    const changed = composeAnswer(
      sms,
      inputFor(answer({ responses: { USERNAME: 'bob' } }), { ...withSecret, asked }),
    );
    expect(changed.body['ChallengeResponses']).toMatchObject({ USERNAME: 'bob', SECRET_HASH: hash('bob') });
    expect(changed.overridden).toEqual(['USERNAME']);
    const both = composeAnswer(
      sms,
      inputFor(answer({ responses: { USERNAME: 'bob', SECRET_HASH: 'mine' } }), { ...withSecret, asked }),
    );
    expect(both.body['ChallengeResponses']).toMatchObject({ SECRET_HASH: 'mine' });
    expect(both.computed.find(({ key }) => key === 'SECRET_HASH')).toMatchObject({
      pointer: '/ChallengeResponses/SECRET_HASH',
      value: hash('bob'),
      overridden: true,
    });
  });

  it('lets the person leave out, add and replace anything', () => {
    const composed = composeAnswer(
      sms,
      inputFor(
        answer({
          responses: { USERNAME: null, EXTRA: '', SMS_MFA_CODE: '123456', ABSENT: null, ['__proto__']: 'x' },
          members: { Session: null, ClientId: 'other', ChallengeName: 'SMS_MFA' },
        }),
        { asked, session },
      ),
    );
    expect(JSON.stringify(composed.body)).toBe(
      '{"ClientId":"other","ChallengeName":"SMS_MFA","ChallengeResponses":{"SMS_MFA_CODE":"123456","EXTRA":"","__proto__":"x"}}',
    );
    expect(composed.overridden).toEqual(['USERNAME', 'EXTRA', '__proto__', 'Session', 'ClientId']);
    expect(checkRequest(composed.operation, composed.body, composed.expected)).toEqual([
      {
        code: 'MEMBER_MISSING',
        field: 'Session',
        detail: 'Session is missing. RespondToAuthChallenge needs it: fill it in.',
      },
      {
        code: 'MEMBER_MISSING',
        field: 'USERNAME',
        detail: 'USERNAME is missing. RespondToAuthChallenge needs it: fill it in.',
      },
    ]);
  });

  it('leaves out only what can’t be computed, and says why', () => {
    const spec = challengeNamed('PASSWORD_VERIFIER');
    const noPool = toolsWith(undefined, {
      poolName: () => {
        throw coreFault('POOL_ID_NEEDED', 'No pool id.', 'userPoolId');
      },
    });
    const { inputs, asked } = spec.example;
    const composed = composeAnswer(
      spec,
      inputFor(answerWith(spec.name, inputs), { tools: noPool, asked: { ...asked, name: spec.name } }),
    );
    expect(composed.faults).toEqual([{ code: 'POOL_ID_NEEDED', detail: 'No pool id.', field: 'userPoolId' }]);
    const sent = composed.body['ChallengeResponses'];
    expect(sent).toHaveProperty('TIMESTAMP');
    expect(sent).toHaveProperty('PASSWORD_CLAIM_SECRET_BLOCK');
    expect(sent).not.toHaveProperty('PASSWORD_CLAIM_SIGNATURE');
  });

  it('reports a fault of the spec itself, and lets other errors through', () => {
    const failing = (error: unknown): ChallengeSpec => ({
      ...sms,
      respond: () => {
        throw error;
      },
    });
    const composed = composeAnswer(failing(coreFault('X', 'why')), inputFor(answer(), { asked }));
    expect(composed).toMatchObject({
      faults: [{ code: 'X', detail: 'why' }],
      body: { ChallengeResponses: { USERNAME: 'u-1' } },
    });
    expect(() => composeAnswer(failing(new TypeError('ours')), inputFor(answer(), { asked }))).toThrow(
      'ours',
    );
  });

  it('masks no key of a choice and every other secret in the list of computed values', () => {
    const composed = composeAnswer(sms, inputFor(answer(), { ...withSecret, asked, session }));
    const secrets = composed.computed.filter(({ secret }) => secret).map(({ key, kind }) => `${key} ${kind}`);
    expect(secrets).toEqual(['Session opaque', 'SECRET_HASH opaque']);
  });
});

describe('compose, then check', () => {
  it.each(flows.map((spec) => [spec.name, spec] as const))(
    '%s composed from its example breaks no rule',
    (_, spec) => {
      fc.assert(
        fc.property(
          fc.boolean(),
          fc.string({ unit: fc.constantFrom('a', 'Z', '9', '@', '.', 'é'), minLength: 1, maxLength: 40 }),
          (secret, name) => {
            const inputs =
              'USERNAME' in spec.example.inputs
                ? { ...spec.example.inputs, USERNAME: name }
                : spec.example.inputs;
            const kit = secret
              ? { target: { ...target, clientSecret: 'x'.repeat(40) }, tools: toolsWith('x'.repeat(40)) }
              : {};
            const composed = composeStart(
              spec,
              inputFor(answerWith(spec.name, inputs), { ...kit, username: name }),
            );
            expect(composed.faults).toEqual([]);
            expect(checkRequest(composed.operation, composed.body, composed.expected)).toEqual([]);
          },
        ),
      );
    },
  );

  const answerable = challenges.filter((spec) => spec.answerable);
  it.each(answerable.map((spec) => [spec.name, spec] as const))(
    '%s composed from its example breaks no rule',
    (_, spec) => {
      const asked = { ...spec.example.asked, name: spec.name };
      for (const kit of [{}, withSecret]) {
        const input = inputFor(answerWith(spec.name, spec.example.inputs), {
          ...kit,
          asked,
          session,
          username: 'ann',
        });
        const composed = composeAnswer(spec, input);
        expect(composed.faults).toEqual([]);
        expect(checkRequest(composed.operation, composed.body, composed.expected)).toEqual([]);
      }
    },
  );

  it('warns of the one challenge that is never an answer', () => {
    const spec = challengeNamed('ADMIN_NO_SRP_AUTH');
    const { body } = composeAnswer(spec, inputFor(answerWith(spec.name, {}), { session }));
    expect(checkRequest('RespondToAuthChallenge', body).map(({ code }) => code)).toEqual([
      'CHALLENGE_NOT_ANSWERABLE',
    ]);
  });
});

describe('composeOperation', () => {
  const chain = {
    target: { ...target, clientSecret },
    session,
    accessToken: 'a.b.c',
    refreshToken: 'eyJ.r',
    deviceKey: 'us-east-1_1-2',
  };
  const signedIn = { target, accessToken: 'a.b.c' };

  it.each([
    ['AssociateSoftwareToken', {}, chain, { Session: session }],
    ['AssociateSoftwareToken', {}, signedIn, { AccessToken: 'a.b.c' }],
    ['AssociateSoftwareToken', { AccessToken: 'x.y.z' }, chain, { AccessToken: 'x.y.z' }],
    [
      'VerifySoftwareToken',
      { UserCode: '123456', FriendlyDeviceName: '' },
      chain,
      { UserCode: '123456', Session: session },
    ],
    [
      'ConfirmDevice',
      { PasswordVerifier: 'AA==', Salt: 'AQ==', DeviceName: 'laptop' },
      chain,
      {
        AccessToken: 'a.b.c',
        DeviceKey: 'us-east-1_1-2',
        DeviceSecretVerifierConfig: { PasswordVerifier: 'AA==', Salt: 'AQ==' },
        DeviceName: 'laptop',
      },
    ],
    [
      'UpdateDeviceStatus',
      { DeviceRememberedStatus: 'remembered' },
      chain,
      { AccessToken: 'a.b.c', DeviceKey: 'us-east-1_1-2', DeviceRememberedStatus: 'remembered' },
    ],
    ['GetUser', {}, chain, { AccessToken: 'a.b.c' }],
    ['GlobalSignOut', {}, chain, { AccessToken: 'a.b.c' }],
    ['RevokeToken', {}, chain, { Token: 'eyJ.r', ClientId: target.clientId, ClientSecret: clientSecret }],
    ['RevokeToken', { Token: 'other' }, signedIn, { Token: 'other', ClientId: target.clientId }],
    ['SomethingNew', { Any: 'thing' }, chain, { Any: 'thing' }],
  ])('%s with %j', (name, inputs, context, body) => {
    const composed = composeOperation(name, inputs as Record<string, string>, context);
    expect(JSON.stringify(composed.body)).toBe(JSON.stringify(body));
    expect(composed.operation).toBe(name);
  });
});
