import { expect, it } from 'vitest';
import { story } from '../chain/testing/story.ts';
import { coverageJson, coverageText, gapsOf } from './coverage-text.ts';
import { coverageOf, createCoverage, touchesOf } from './coverage.ts';
import { lean } from './report/lean.ts';
import { CHAIN, PASSED } from './report/testing/some-results.ts';

const challenge = (name: string) => ({ kind: 'challenge', name, parameters: {}, available: [] }) as const;
const TWICE = story(
  [
    { id: 'one', parent: null, answers: 'USER_PASSWORD_AUTH', outcome: challenge('SMS_MFA') },
    {
      id: 'two',
      parent: 'one',
      answers: 'SMS_MFA',
      outcome: { kind: 'error', code: 'CodeMismatchException', message: '' },
    },
    {
      id: 'three',
      parent: 'one',
      answers: 'SMS_MFA',
      outcome: { kind: 'error', code: 'CodeMismatchException', message: '' },
    },
    { id: 'four', parent: 'one', answers: 'SMS_MFA', outcome: challenge('NO_SUCH_CHALLENGE') },
  ],
  { username: 'ann' },
);

it('counts chains, not steps', () => {
  const { challenges, transitions, errors, unlisted } = coverageOf([TWICE, CHAIN]);
  expect(errors.find(({ name }) => name === 'CodeMismatchException')?.chains).toBe(2);
  expect(challenges.find(({ name }) => name === 'SMS_MFA')?.chains).toBe(1);
  expect(challenges.find(({ name }) => name === 'EMAIL_OTP')?.chains).toBe(0);
  expect(transitions.find(({ from, to }) => from === 'USER_SRP_AUTH' && to === 'PASSWORD_VERIFIER')).toEqual({
    from: 'USER_SRP_AUTH',
    to: 'PASSWORD_VERIFIER',
    chains: 1,
  });
  expect(unlisted).toEqual([{ from: 'SMS_MFA', to: 'NO_SUCH_CHALLENGE', chains: 1 }]);
});

it('is the same from what a report keeps of chains that passed', () => {
  const kept = lean({ ...PASSED, chains: [TWICE, CHAIN] });
  expect(kept.chains).toEqual([]);
  const gathering = createCoverage();
  for (const touched of kept.touched ?? []) gathering.add(touched);
  expect(gathering.coverage()).toEqual(coverageOf([TWICE, CHAIN]));
  expect(touchesOf([])).toEqual({ challenges: [], transitions: [], errors: [] });
});

it('lists what no chain touched', () => {
  const coverage = coverageOf([TWICE]);
  const gaps = gapsOf(coverage);
  expect(gaps.challenges).toContain('EMAIL_OTP');
  expect(gaps.challenges).not.toContain('SMS_MFA');
  expect(gaps.transitions).toContain('USER_SRP_AUTH → PASSWORD_VERIFIER');
  const { shares } = coverageJson(coverage, 1);
  expect(shares.errors).toEqual({ touched: 1, all: coverage.errors.length });
  const text = (gapsOnly: boolean) => coverageText(coverage, { chains: 1, gapsOnly, dim: (said) => said });
  expect(text(false)).toMatch(/^Of 1 chain\n\nChallenges: 1 of \d+ touched\n/);
  expect(text(false)).toMatch(/ {2}✓ SMS_MFA +1 chain\n/);
  expect(text(true)).not.toMatch(/✓ SMS_MFA +1 chain/);
  expect(text(true)).toMatch(/ {2}– EMAIL_OTP +not touched\n/);
  expect(text(true)).toContain('SMS_MFA → NO_SUCH_CHALLENGE');
});
