import { parse, type TestSuites } from 'junit2json';
import { describe, expect, it } from 'vitest';
import { dotProgress } from './dot.ts';
import { html } from './html.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { listProgress } from './list.ts';
import { readReport } from './read.ts';
import { tap } from './tap.ts';
import { summaryOf } from './testing/any-result.ts';
import { ERROR, PASSED, TIMED_OUT } from './testing/some-results.ts';
import { wholeReport } from './testing/whole-report.ts';

const RESULTS = [PASSED, ERROR, TIMED_OUT];
const WHY = 'Step 1, Wait 1m: The whole scenario may take 30s, and that time is over. (SCENARIO_TIMEOUT)';

describe('a case over its time limit', () => {
  it('is an error of its own kind for JUnit, at its step', async () => {
    const { errors, testsuite = [] } = (await parse(wholeReport(junit, RESULTS))) as TestSuites;
    expect(errors).toBe(2);
    expect(testsuite[0]?.testcase?.map(({ error }) => error?.[0]?.type)).toEqual([
      undefined,
      'SECRET_MISSING',
      'SCENARIO_TIMEOUT',
    ]);
    expect(testsuite[0]?.testcase?.[2]?.error?.[0]?.message).toBe(WHY);
  });

  it('has a severity of its own for TAP', () => {
    const text = wholeReport(tap, RESULTS);
    expect(text).toContain(`message: "${WHY}"\n  severity: "timeout"`);
    expect(text).toContain('severity: "error"');
  });

  it('is counted apart in JSON, where earlier reports know none', () => {
    const { summary, results } = readReport(wholeReport(json, RESULTS));
    expect(summary.counts).toMatchObject({ errors: 2, timedOut: 1 });
    expect(results[2]?.steps[0]?.fault?.code).toBe('SCENARIO_TIMEOUT');
    const before = wholeReport(json, [PASSED]).replace('"timedOut":0,', '');
    expect(before).not.toContain('timedOut');
    expect(readReport(before).summary.counts).toMatchObject({ errors: 0, timedOut: 0 });
  });

  it('has its own count and word on the page', () => {
    const text = wholeReport(html, RESULTS);
    expect(text).toContain(
      '<b>1</b><span><span class="is error" aria-hidden="true">⧗</span> timed out</span>',
    );
    expect(text).toContain(
      '<b>1</b><span><span class="is error" aria-hidden="true">!</span> could not run</span>',
    );
    expect(text).toContain('<span aria-hidden="true">⧗</span> timed out</span>');
    expect(text).toContain(WHY);
  });

  it('is told so in the list and as a sign of its own among the dots', () => {
    const said = (kind: typeof listProgress): string => {
      let text = '';
      const progress = kind({
        write: (more) => void (text += more),
        paint: (_, painted) => painted,
        plain: (any) => any,
        columns: undefined,
      });
      progress.begin(summaryOf(RESULTS));
      for (const result of RESULTS) progress.ended(result);
      progress.end(summaryOf(RESULTS));
      return text;
    };
    expect(said(listProgress)).toContain(`⧗ ida, who waits timed out 30.0 s ida.yaml:5\n    ${WHY}\n`);
    expect(said(dotProgress)).toMatch(/^\.ET\n/);
    expect(said(dotProgress)).toContain('1 passed · 1 could not run · 1 timed out · ');
  });
});
