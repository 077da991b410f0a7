import { createHash } from 'node:crypto';
import { Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import type { BenchFault, BenchResult } from '../../contract.ts';
import { readScenario } from '../read.ts';
import { STYLE_HASH } from '../report/html-style.ts';
import { faultMatrix, type MatrixStep } from './fault-matrix.ts';
import { matrixHtml } from './html.ts';
import { MATRIX_STYLE, MATRIX_STYLE_HASH } from './html-style.ts';
import { firstSteps, studiedSteps } from './studied.ts';
import { matrixTable } from './table.ts';

const TEXT = `version: 1
name: eli # to the end
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: eli }
  - sandbox: { advance: 1m }
  - answer: NEW_PASSWORD_REQUIRED
    with: { NEW_PASSWORD: { wrong: short } }
    expect: { error: InvalidPasswordException }
  - answer: NEW_PASSWORD_REQUIRED
    with: { NEW_PASSWORD: { wrong: Correct-horse-2 } }
  - answer: SOFTWARE_TOKEN_MFA
`;

function scenarioIn(text: string) {
  const { source } = readScenario(text, 'eli.yaml');
  if (source === undefined) throw new Error('the text is a scenario');
  return source.scenario;
}

describe('the steps that are studied', () => {
  it('are those meant to go through; one that changes the user still waits', () => {
    expect(studiedSteps(scenarioIn(TEXT))).toEqual([
      { index: 0, name: 'USER_PASSWORD_AUTH', waits: false, steps: 1 },
      { index: 3, name: 'NEW_PASSWORD_REQUIRED', waits: true, steps: 3 },
      { index: 4, name: 'SOFTWARE_TOKEN_MFA', waits: false, steps: 5 },
    ]);
    expect(studiedSteps(scenarioIn(TEXT), { step: 3 })).toHaveLength(1);
    expect(studiedSteps(scenarioIn(TEXT), { challenge: 'SMS_MFA' })).toEqual([]);
  });

  it('are reached by the first steps alone', () => {
    const text = firstSteps(TEXT, scenarioIn(TEXT), 3);
    expect(scenarioIn(text).steps).toEqual(scenarioIn(TEXT).steps.slice(0, 3));
    expect(text).toContain('name: eli # to the end');
    expect(firstSteps(TEXT, scenarioIn(TEXT), 5)).toBe(TEXT);
  });
});

const fault = (id: string, title: string): BenchFault => ({
  ...{ id, title, group: 'Session', rule: 'The Session is used once.', source: '3.4', messages: 0 },
  expected: [{ code: 'NotAuthorizedException', message: 'Invalid session.*' }],
});
const result = (id: string, verdict: BenchResult['verdict'], code: string): BenchResult => ({
  ...{ fault: id, verdict, got: { code, message: 'said <b>so</b>' } },
});
const STEP: MatrixStep = {
  ...{ file: 'eli.yaml', title: 'eli', target: 'sandbox', index: 3, line: 10, username: 'eli' },
  name: 'NEW_PASSWORD_REQUIRED',
  faults: [
    fault('a', 'Session of before'),
    fault('b', 'No Session'),
    { ...fault('c', 'Late'), hindered: 'Not here.' },
  ],
  results: [result('a', 'expected', 'NotAuthorizedException'), result('b', 'accepted', 'ACCEPTED')],
};
const BROKEN: MatrixStep = {
  ...{ ...STEP, index: 4, name: 'SMS_MFA', faults: [], results: [] },
  fault: { code: 'BENCH_NOT_REACHED', detail: 'A new sign-in did not come to SMS_MFA.' },
};
const RUN = { startedAt: 1_790_000_000_000, ms: 1_200, interrupted: false };

describe('a matrix', () => {
  const matrix = faultMatrix([STEP, BROKEN], RUN);

  it('counts what came', () => {
    expect(matrix.counts).toEqual({
      total: 2,
      expected: 1,
      words: 0,
      other: 0,
      accepted: 1,
      unrun: 0,
      broken: 1,
    });
  });

  it('is a table', () => {
    expect(matrixTable(matrix, { paint: (_, text) => text, plain: (text) => text })).toBe(
      `NEW_PASSWORD_REQUIRED
eli · sandbox · eli.yaml:10
  Session
    ✓ Session of before  NotAuthorizedException  as expected
    ! No Session         ACCEPTED  accepted
        expected  NotAuthorizedException
        got       ACCEPTED: said <b>so</b>
        rule      The Session is used once. (protocol reference 3.4)
  1 more can’t be run here.

SMS_MFA
eli · sandbox · eli.yaml:10
  – A new sign-in did not come to SMS_MFA.

1 of 2 as expected · 1 accepted, not refused · 1 step could not be looked at
`,
    );
  });

  it('is a page of its own: a heat map a step, no script, no network', () => {
    expect(MATRIX_STYLE_HASH).toBe(createHash('sha256').update(MATRIX_STYLE).digest('base64'));
    const page = new new Window().DOMParser().parseFromString(matrixHtml(matrix), 'text/html');
    expect(page.querySelector('meta[http-equiv]')?.getAttribute('content')).toBe(
      `default-src 'none'; style-src 'sha256-${STYLE_HASH}' 'sha256-${MATRIX_STYLE_HASH}'; base-uri 'none'; form-action 'none'`,
    );
    expect(page.querySelectorAll('script, link, img, iframe, b, [style], [src], [href]')).toHaveLength(0);
    expect(page.querySelector('h1')?.textContent).toBe('1 of 2 faults came out otherwise');
    expect([...page.querySelectorAll('th.code')].map(({ textContent }) => textContent)).toEqual([
      'accepted',
      'NotAuthorized',
    ]);
    const rows = [...page.querySelectorAll('tbody tr:not(.group)')].map((row) =>
      [...row.querySelectorAll('td')].map(
        (cell) => cell.querySelector('.hidden')?.textContent ?? cell.textContent,
      ),
    );
    expect(rows).toEqual([
      ['', 'as expected', 'as expected'],
      ['accepted, not refused', 'expected, did not come', 'accepted'],
      ['', 'expected', 'Not here.'],
    ]);
    expect(page.querySelector('section .fault')?.textContent).toContain('did not come to SMS_MFA');
  });
});
