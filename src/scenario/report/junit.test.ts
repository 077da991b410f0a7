import fc from 'fast-check';
import { parse, type TestCase, type TestSuites } from 'junit2json';
import { describe, expect, it } from 'vitest';
import { junit } from './junit.ts';
import { anyResult, summaryOf } from './testing/any-result.ts';
import { ALL } from './testing/some-results.ts';
import { wholeReport } from './testing/whole-report.ts';
import { whyNot } from './words.ts';

async function read(
  xml: string,
  options?: Parameters<typeof parse>[1],
): Promise<{ suites: TestSuites; cases: TestCase[] }> {
  const suites = (await parse(xml, options)) as TestSuites;
  return { suites, cases: suites.testsuite?.flatMap(({ testcase = [] }) => testcase) ?? [] };
}

/** The reader makes numbers of what looks like one: a name that is `007` would not be itself any more. */
const TEXTS = { attrValueProcessors: [] };

/** Characters that XML 1.0 can carry. All others are named. */
const named = (text: string) =>
  text.replaceAll(
    /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

describe('a JUnit report', () => {
  it('is read by a JUnit reader, failure and error apart', async () => {
    const { suites, cases } = await read(wholeReport(junit, ALL));
    expect(suites).toMatchObject({ tests: 5, failures: 1, errors: 1, skipped: 1, time: 1.234 });
    expect(cases.map(({ name }) => name)).toEqual(ALL.map(({ title }) => title));
    const [passed, failed, error, flaky, skipped] = cases;
    expect(passed).toMatchObject({ classname: 'ann.yaml', file: 'ann.yaml', time: 0.04 });
    expect(passed).not.toHaveProperty('failure');
    expect(failed?.failure).toMatchObject([
      {
        type: 'challenge',
        message: 'Step 2, SMS_MFA: challenge: expected EMAIL_OTP, got SMS_MFA (and 1 more)',
      },
    ]);
    expect(failed?.failure?.[0]?.inner).toContain('expected  no error');
    expect(failed).not.toHaveProperty('error');
    expect(error?.error).toMatchObject([{ type: 'SECRET_MISSING' }]);
    expect(error).not.toHaveProperty('failure');
    expect(flaky).not.toHaveProperty('failure');
    expect(skipped?.skipped).toBeDefined();
  });

  it('carries any text there and back', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyResult, { minLength: 1, maxLength: 4 }), async (results) => {
        const { suites, cases } = await read(wholeReport(junit, results), TEXTS);
        const { counts } = summaryOf(results);
        const { tests, failures, errors } = suites;
        expect([tests, failures, errors].map(Number)).toEqual([counts.total, counts.failed, counts.errors]);
        expect(cases.map(({ name }) => name ?? '')).toEqual(results.map(({ title }) => named(title)));
        expect(cases.map(({ classname }) => classname ?? '')).toEqual(results.map(({ file }) => named(file)));
        const told = cases.map(({ failure, error }) => (failure ?? error)?.[0]?.message ?? '');
        expect(told).toEqual(
          results.map((result) =>
            result.status === 'failed' || result.status === 'error' ? named(whyNot(result)) : '',
          ),
        );
      }),
    );
  });
});
