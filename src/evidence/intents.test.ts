import { describe, expect, it } from 'vitest';
import { challenges } from '../challenges/index.ts';
import { flows } from '../flows/flows.ts';
import { intentOf } from './intents.ts';

/** What of an example is sent as a person typed it: the rest is computed, or never sent. */
function typed(
  inputs: Readonly<Record<string, string>>,
  sent: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(inputs).filter(([key, value]) => sent[key] === value));
}

describe('the intent of a request is what was typed for it', () => {
  it.each(flows)('$name', ({ name, operation, example: { inputs, parameters } }) => {
    const body =
      operation !== 'GetTokensFromRefreshToken'
        ? { AuthFlow: name, ClientId: 'c', AuthParameters: { ...parameters, SECRET_HASH: 'h' } }
        : { ...parameters, ClientId: 'c', ClientSecret: 's' };
    expect(intentOf({ operation, answers: name, requestText: JSON.stringify(body) })).toEqual({
      name,
      inputs: typed(inputs, parameters),
      responses: {},
      members: {},
    });
  });

  it.each(challenges.filter(({ answerable }) => answerable))('$name', ({ name, example }) => {
    const { asked, inputs, responses } = example;
    const body = {
      ChallengeName: name,
      ClientId: 'c',
      Session: 's',
      ChallengeResponses: { USERNAME: 'ann', ...responses, SECRET_HASH: 'h' },
    };
    const intent = intentOf({
      operation: 'RespondToAuthChallenge',
      answers: name,
      requestText: JSON.stringify(body),
      asked: { name, ...asked },
    });
    expect(intent).toMatchObject({ name, responses: {}, members: {} });
    expect(intent?.inputs).toMatchObject(typed(inputs, responses));
  });
});

describe('intentOf', () => {
  const step = { operation: 'InitiateAuth', answers: 'USER_PASSWORD_AUTH' };

  it('keeps what is beside the form, and leaves out what belongs to the exchange', () => {
    const requestText = JSON.stringify({
      AuthFlow: 'USER_PASSWORD_AUTH',
      ClientId: 'c',
      AuthParameters: { USERNAME: 'ann', PASSWORD: 'p', EXTRA: 'e' },
      ClientMetadata: { a: 'b' },
      UserContextData: { EncodedData: 'x' },
    });
    expect(intentOf({ ...step, requestText })).toEqual({
      name: 'USER_PASSWORD_AUTH',
      inputs: { USERNAME: 'ann', PASSWORD: 'p' },
      responses: { EXTRA: 'e' },
      members: { ClientMetadata: { a: 'b' } },
    });
  });

  it('keeps by which family of operations it went, where that is not as usual', () => {
    const admin = { operation: 'AdminInitiateAuth', answers: 'USER_SRP_AUTH' };
    const requestText = JSON.stringify({
      ...{ UserPoolId: 'eu-west-1_a', ClientId: 'c', AuthFlow: 'USER_SRP_AUTH' },
      ...{ AuthParameters: { USERNAME: 'ann', SRP_A: 'ab' }, ContextData: { IpAddress: '203.0.113.9' } },
    });
    expect(intentOf({ ...admin, requestText })).toEqual({
      ...{ name: 'USER_SRP_AUTH', admin: true, inputs: { USERNAME: 'ann' }, responses: {}, members: {} },
    });
    expect(intentOf({ ...step, answers: 'ADMIN_NO_SRP_AUTH', requestText: '{}' })).toMatchObject({
      admin: false,
    });
    const answer = { answers: 'SMS_MFA', requestText: '{}' };
    const of = (operation: string, askedByAdmin: boolean) =>
      intentOf({ ...answer, operation, askedByAdmin })?.admin;
    expect(of('AdminRespondToAuthChallenge', true)).toBeUndefined();
    expect(of('AdminRespondToAuthChallenge', false)).toBe(true);
    expect(of('RespondToAuthChallenge', true)).toBe(false);
    expect(of('RespondToAuthChallenge', false)).toBeUndefined();
  });

  it('takes no mask for a value', () => {
    const requestText =
      '{"AuthParameters":{"USERNAME":"ann","PASSWORD":"••••"},"ClientMetadata":{"a":"••••"}}';
    const masked = new Set(['/AuthParameters/PASSWORD', '/ClientMetadata/a']);
    expect(intentOf({ ...step, requestText }, masked)).toMatchObject({
      inputs: { USERNAME: 'ann' },
      members: {},
    });
  });

  it('is none of operations beside a sign-in, nor of flows that begin elsewhere', () => {
    expect(intentOf({ operation: 'GetUser', answers: 'GetUser', requestText: '{}' })).toBeUndefined();
    expect(intentOf({ ...step, answers: 'REFRESH_TOKEN', requestText: '{}' })).toBeUndefined();
    expect(intentOf({ ...step, requestText: 'no JSON' })).toMatchObject({ inputs: {} });
  });
});
