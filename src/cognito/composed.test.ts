import { describe, expect, it } from 'vitest';
import { challengeNamed } from '../challenges/index.ts';
import type { Answer } from '../contract.ts';
import { flowNamed } from '../flows/flows.ts';
import { coreFault, type Tools } from '../form/form.ts';
import { composeAnswer, composeStart } from './compose.ts';
import { lackingIn } from './composed.ts';

const target = { clientId: '1example23456789', userPoolId: 'us-east-1_Ab12Cd34E' };
const tools: Tools = {
  poolName: () => 'Ab12Cd34E',
  srpA: () => 'feab',
  srpClaim: ({ password }) => btoa(password),
  timestamp: () => 'Tue Sep 8 09:05:07 UTC 2026',
  totp: () => '492017',
  credential: () => '{}',
  secretHash: () => undefined,
};
const fails = (code: string, field?: string) => () => {
  throw coreFault(code, `${code} it is.`, field);
};
const answer = (name: string, inputs: Record<string, string>, changed: Partial<Answer> = {}): Answer => ({
  name,
  inputs,
  responses: {},
  members: {},
  ...changed,
});

describe('lackingIn', () => {
  const verifier = (given: Partial<Tools>, changed: Partial<Answer> = {}) => {
    const parameters = { SALT: 'a', SRP_B: 'b', SECRET_BLOCK: 'c', USER_ID_FOR_SRP: 'ann' };
    const asked = { name: 'PASSWORD_VERIFIER', parameters, available: [] };
    const all = { ...tools, ...given };
    const meant = answer('PASSWORD_VERIFIER', { PASSWORD: 'p' }, changed);
    const spec = challengeNamed('PASSWORD_VERIFIER');
    return lackingIn(composeAnswer(spec, { target, tools: all, answer: meant, asked }), meant);
  };

  it('is the fault of what is missing, whichever came first', () => {
    const [first, second] = ['FIRST', 'SECOND'].map((code) => ({ code, detail: `${code} it is.` }));
    if (first === undefined || second === undefined) throw new Error('two faults');
    const composed = {
      ...{ operation: 'RespondToAuthChallenge', body: {}, computed: [], overridden: [] },
      faults: [first, second],
      reasons: new Map([
        ['TIMESTAMP', first],
        ['PASSWORD_CLAIM_SIGNATURE', second],
      ]),
      expected: ['/ChallengeResponses/TIMESTAMP', '/ChallengeResponses/PASSWORD_CLAIM_SIGNATURE'],
    };
    expect(lackingIn(composed, { responses: { TIMESTAMP: null }, members: {} })).toBe(second);
    expect(lackingIn(composed, { responses: {}, members: {} })).toBe(first);
    expect(verifier({ timestamp: fails('CLOCK') })).toMatchObject({ code: 'CLOCK' });
  });

  it('is nothing where nobody needs it, somebody typed it, or left it out on purpose', () => {
    expect(verifier({})).toBeUndefined();
    expect(verifier({ secretHash: fails('SECRET', 'CLIENT_SECRET') })).toBeUndefined();
    for (const PASSWORD_CLAIM_SIGNATURE of ['typed', null])
      expect(
        verifier({ srpClaim: fails('CLAIM', 'PASSWORD') }, { responses: { PASSWORD_CLAIM_SIGNATURE } }),
      ).toBeUndefined();
  });

  it('blames nothing that could not be computed for what nobody typed', () => {
    const flow = flowNamed('USER_PASSWORD_AUTH');
    if (flow === undefined) throw new Error('no such flow');
    const meant = answer('USER_PASSWORD_AUTH', { USERNAME: 'ann' });
    const given = { ...tools, secretHash: fails('SECRET', 'CLIENT_SECRET') };
    expect(lackingIn(composeStart(flow, { target, tools: given, answer: meant }), meant)).toBeUndefined();
  });
});
