import fc from 'fast-check';
import { Parser } from 'tap-parser';
import { describe, expect, it } from 'vitest';
import { tap } from './tap.ts';
import { anyResult, summaryOf } from './testing/any-result.ts';
import { ALL } from './testing/some-results.ts';
import { wholeReport } from './testing/whole-report.ts';

interface Point {
  readonly ok: boolean;
  readonly name: string;
  readonly skip: string | boolean;
  readonly diag: Readonly<Record<string, unknown>> | null;
}

function read(text: string) {
  const points: Point[] = [];
  const parser = new Parser({ strict: true });
  parser.on('assert', (point: Point) => points.push(point));
  const extras: string[] = [];
  parser.on('extra', (extra: string) => extras.push(extra));
  parser.end(text);
  return { points, extras, results: parser.results };
}

describe('a TAP report', () => {
  it('is read by a TAP reader in strict mode', () => {
    const { points, extras, results } = read(wholeReport(tap, ALL));
    expect(extras).toEqual([]);
    expect(results).toMatchObject({
      count: 5,
      pass: 3,
      fail: 2,
      skip: 1,
      ok: false,
      plan: { start: 1, end: 5 },
    });
    expect(points.map(({ ok, name }) => [ok, name])).toEqual([
      [true, 'ann by SRP'],
      [false, 'bob by SMS · bob'],
      [false, 'eve without her secret'],
      [true, 'fay at the second try'],
      [true, 'gus'],
    ]);
    expect(points[1]?.diag).toMatchObject({
      severity: 'fail',
      at: 'bob.yaml:9',
      checks: [{ what: 'challenge', expected: 'EMAIL_OTP', got: 'SMS_MFA' }, { what: 'went' }],
    });
    expect(points[2]?.diag).toMatchObject({ severity: 'error' });
    expect(points[4]?.skip).toBe('Not begun: another did not pass.');
  });

  it('stays one line a case whatever its texts are', () => {
    fc.assert(
      fc.property(fc.array(anyResult, { minLength: 1, maxLength: 4 }), (all) => {
        const { points, extras, results } = read(wholeReport(tap, all));
        const { counts } = summaryOf(all);
        expect(extras).toEqual([]);
        expect(results?.failures.filter(({ tapError }) => Boolean(tapError))).toEqual([]);
        expect(points.map(({ ok }) => ok)).toEqual(
          all.map(({ status }) => status === 'passed' || status === 'skipped'),
        );
        expect(results?.plan.end).toBe(counts.total);
        for (const [at, point] of points.entries())
          if (all[at]?.status !== 'skipped') expect(point.diag).toHaveProperty('at');
      }),
    );
  });
});
