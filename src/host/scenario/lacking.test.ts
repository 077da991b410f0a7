import { describe, expect, it } from 'vitest';
import { challengeNamed } from '../../challenges/index.ts';
import { runScenario, scenarioOf } from '../testing/run-scenario.ts';
import { lacking } from './lacking.ts';

const told = (challenge: string, field: string | undefined, detail = `${field} is needed`) =>
  lacking(
    { detail, field },
    `to answer ${challenge}`,
    challengeNamed(challenge).fields({ name: challenge, parameters: {}, available: [] }),
  ).detail;

/** A sign-in whose user has no password that anybody knows here. @param typed what the step types */
const nobody = (typed: string, above = '') =>
  scenarioOf(
    `  - flow: USER_SRP_AUTH\n    with: { USERNAME: nobody }\n  - answer: PASSWORD_VERIFIER\n${typed}`,
    above,
  );

describe('what a scenario lacks', () => {
  it('is told by its reference where it is a secret, since the file takes no other', async () => {
    const { steps } = await runScenario(nobody(''));
    const fault = steps.at(-1)?.fault;
    expect(fault).toMatchObject({ code: 'ANSWER_MISSING', field: 'PASSWORD' });
    expect(fault?.detail).toMatch(/^PASSWORD is needed to answer PASSWORD_VERIFIER\. It is a secret/);
    expect(fault?.detail).toContain('--secret PASSWORD');

    // Both ways that it tells are taken, as they are written there.
    const [, secrets = ''] = /write (secrets: .*\}) in the file/.exec(fault?.detail ?? '') ?? [];
    const [, typed = ''] = /and (PASSWORD: .*) under with/.exec(fault?.detail ?? '') ?? [];
    expect([secrets, typed]).toEqual(['secrets: { PASSWORD: env:PASSWORD }', "PASSWORD: '${PASSWORD}'"]);
    const given = { PASSWORD: 'Hidden-horse-81' };
    const refused = { status: 'passed' };
    const inFile = nobody(
      `    with:\n      ${typed}\n    expect: { error: NotAuthorizedException }`,
      secrets,
    );
    for (const text of [nobody('    expect: { error: NotAuthorizedException }'), inFile])
      expect((await runScenario(text, { secrets: given })).steps.at(-1)).toMatchObject(refused);
  });

  it('goes under with where it is a code or no secret', () => {
    expect(told('SMS_MFA', 'SMS_MFA_CODE')).toBe(
      'SMS_MFA_CODE is needed to answer SMS_MFA. Put it under with, written out or as ${code.NAME} of a source under codes.',
    );
    expect(told('SELECT_CHALLENGE', 'ANSWER')).toBe(
      'ANSWER is needed to answer SELECT_CHALLENGE. Put it under with.',
    );
  });

  it('is no field where a person or the clock is what lacks', () => {
    expect(told('SMS_MFA', undefined, 'SMS_MFA needs a person')).toBe(
      'SMS_MFA needs a person to answer SMS_MFA.',
    );
  });
});
