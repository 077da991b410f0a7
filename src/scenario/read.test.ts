import { describe, expect, it } from 'vitest';
import { readScenario } from './read.ts';

const GOOD = `version: 1
name: ann by SRP
steps:
  - flow: USER_SRP_AUTH
    with: { USERNAME: ann }
    expect: { challenge: PASSWORD_VERIFIER }
  # the password is remembered
  - answer: PASSWORD_VERIFIER
    expect: { challenge: SOFTWARE_TOKEN_MFA }
`;

describe('reading a scenario', () => {
  it('gives the steps with their lines', () => {
    const { source, faults } = readScenario(GOOD, 'ann.yaml');
    expect(faults).toEqual([]);
    expect(source?.scenario.steps).toHaveLength(2);
    expect(source?.lines).toEqual([4, 8]);
  });

  it('names the line, the place and no value of a mistake inside a step', () => {
    const { source, faults } = readScenario(
      GOOD.replace('expect: { challenge: SOFT', 'expects: { challenge: SOFT'),
      'ann.yaml',
    );
    expect(source).toBeUndefined();
    expect(faults).toMatchObject([{ code: 'SCENARIO_INVALID', line: 9, path: 'steps[1].expects' }]);
  });

  it('refuses a newer version', () => {
    expect(readScenario(GOOD.replace('version: 1', 'version: 2'), 'a').faults).toMatchObject([
      { line: 1, path: 'version' },
    ]);
  });
});
