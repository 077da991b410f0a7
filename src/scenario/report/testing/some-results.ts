import { story } from '../../../chain/testing/story.ts';
import type { ScenarioResult, StepResult } from '../../result.ts';

const step: StepResult = {
  index: 0,
  kind: 'flow',
  title: 'USER_SRP_AUTH',
  line: 5,
  status: 'passed',
  checks: [{ what: 'challenge', expected: 'PASSWORD_VERIFIER', got: 'PASSWORD_VERIFIER', passed: true }],
  stepIds: [],
  ms: 12,
};

export const PASSED: ScenarioResult = {
  v: 1,
  id: 'ann.yaml',
  file: 'ann.yaml',
  name: 'ann by SRP',
  title: 'ann by SRP',
  tags: ['srp'],
  row: {},
  target: 'sandbox',
  status: 'passed',
  startedAt: 1_790_000_000_000,
  ms: 40,
  attempt: 1,
  flaky: false,
  steps: [step],
  chains: [],
};

/** What FAILED sent. */
export const CHAIN = story(
  [
    {
      id: 'one',
      parent: null,
      answers: 'USER_SRP_AUTH',
      outcome: { kind: 'challenge', name: 'PASSWORD_VERIFIER', parameters: {}, available: [] },
    },
    {
      id: 'two',
      parent: 'one',
      answers: 'SMS_MFA',
      outcome: { kind: 'error', code: 'CodeMismatchException', message: 'Invalid code <b>1</b>' },
    },
  ],
  { username: 'bob' },
);

export const FAILED: ScenarioResult = {
  ...PASSED,
  id: 'bob.yaml#{"user":"bob"}',
  file: 'bob.yaml',
  title: 'bob by SMS · bob',
  row: { user: 'bob' },
  status: 'failed',
  chains: [CHAIN],
  steps: [
    { ...step, stepIds: ['one'] },
    {
      ...step,
      index: 1,
      kind: 'answer',
      title: 'SMS_MFA',
      line: 9,
      status: 'failed',
      stepIds: ['two'],
      checks: [
        { what: 'challenge', expected: 'EMAIL_OTP', got: 'SMS_MFA', passed: false },
        { what: 'went', expected: 'no error', got: 'CodeMismatchException', passed: false },
      ],
    },
    { ...step, index: 2, title: 'wait 2s', line: 12, status: 'skipped', checks: [] },
  ],
};

export const ERROR: ScenarioResult = {
  ...PASSED,
  id: 'eve.yaml',
  file: 'eve.yaml',
  title: 'eve without her secret',
  status: 'error',
  steps: [],
  fault: { code: 'SECRET_MISSING', detail: 'SEED is not given. Give it with --secret SEED=….' },
};

/** Its time was over at its first step. */
export const TIMED_OUT: ScenarioResult = {
  ...PASSED,
  id: 'ida.yaml',
  file: 'ida.yaml',
  title: 'ida, who waits',
  status: 'error',
  ms: 30_000,
  steps: [
    {
      ...step,
      kind: 'wait',
      title: 'Wait 1m',
      status: 'error',
      checks: [],
      fault: {
        code: 'SCENARIO_TIMEOUT',
        detail: 'The whole scenario may take 30s, and that time is over.',
      },
    },
  ],
};

export const FLAKY: ScenarioResult = {
  ...PASSED,
  id: 'fay.yaml',
  title: 'fay at the second try',
  attempt: 2,
  flaky: true,
  earlier: [{ ...FAILED, title: 'fay at the second try' }],
};

export const SKIPPED: ScenarioResult = {
  ...PASSED,
  id: 'gus.yaml',
  title: 'gus',
  status: 'skipped',
  steps: [],
  fault: { code: 'SCENARIO_STOPPED', detail: 'Not begun: another did not pass.' },
};

export const ALL = [PASSED, FAILED, ERROR, FLAKY, SKIPPED];
