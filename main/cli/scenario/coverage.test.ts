import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { EXIT } from '../exit-codes.ts';
import { sandboxShell } from './testing/sandbox-shell.ts';

const at = sandboxShell();

const SCENARIO = `version: 1
name: ann
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: ann }
  - answer: SOFTWARE_TOKEN_MFA
    with: { SOFTWARE_TOKEN_MFA_CODE: { wrong: '000000' } }
    expect: { error: CodeMismatchException }
`;

it('says what runs touched, from reports and from the history', { timeout: 120_000 }, async () => {
  const file = at.file('ann.yaml', SCENARIO);
  const report = at.path('reports/ann.json');
  const ran = await at.type(['run', file, '--record', '--reporter', `json:${report}`]);
  expect(ran.code).toBe(EXIT.ok.code);

  const counted = await at.type(['coverage', dirname(report), '--json']);
  expect(counted.code).toBe(EXIT.ok.code);
  const coverage = JSON.parse(counted.out) as {
    readonly gaps: Record<'challenges' | 'errors' | 'transitions', string[]>;
  };
  expect(coverage).toMatchObject({ countersign: 'coverage', version: 1, chains: 1 });
  expect(coverage.gaps.challenges).not.toContain('SOFTWARE_TOKEN_MFA');
  expect(coverage.gaps.challenges).toContain('SMS_MFA');
  expect(coverage.gaps.errors).not.toContain('CodeMismatchException');
  expect(coverage.gaps.transitions).not.toContain('USER_PASSWORD_AUTH → SOFTWARE_TOKEN_MFA');

  const ofHistory = await at.type(['coverage', '--json']);
  expect(JSON.parse(ofHistory.out)).toEqual(coverage);
  const both = await at.type(['coverage', report, '--data', at.path('data'), '--gaps']);
  expect(both.out).toMatch(/^Of 2 chains\n/);
  expect(both.out).not.toContain('✓');
  const none = await at.type(['coverage', '--query', 'user:nobody-at-all']);
  expect(none).toMatchObject({ code: EXIT.ok.code, err: 'No chain was found: everything is untouched.\n' });
});

it('says what it can’t read', async () => {
  expect(await at.type(['coverage', at.path('nothing-here')])).toMatchObject({ code: EXIT.unusable.code });
  expect(await at.type(['coverage', '--data', at.path('no-data')])).toMatchObject({
    code: EXIT.unusable.code,
  });
  const bad = await at.type(['coverage', '--query', 'nokey:x']);
  expect(bad).toMatchObject({ code: EXIT.usage.code, out: '' });
});
