import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFault } from '../../form/form.ts';
import { json } from './json.ts';
import { LOOKS_LIKE_REPORT, readReport } from './read.ts';
import { anyResult, summaryOf } from './testing/any-result.ts';
import { ALL } from './testing/some-results.ts';
import { wholeReport } from './testing/whole-report.ts';

function codeOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (isFault(error)) return error.code;
    throw error;
  }
  return 'none';
}

describe('a JSON report', () => {
  it('is read as it was written, with its chains', () => {
    const text = wholeReport(json, ALL);
    expect(text).toMatch(LOOKS_LIKE_REPORT);
    const report = readReport(text);
    expect(report.results).toEqual(ALL);
    expect(report.summary).toEqual(summaryOf(ALL));
  });

  it('is read as it was written, whatever its texts are', () => {
    fc.assert(
      fc.property(fc.array(anyResult, { maxLength: 4 }), (results) => {
        // JSON has no undefined, as results have none.
        expect(readReport(wholeReport(json, results)).results).toEqual(JSON.parse(JSON.stringify(results)));
      }),
    );
  });

  it('is refused where it is newer, breaks off, or is something else', () => {
    const text = wholeReport(json, ALL);
    expect(codeOf(() => readReport(text.replace('"version":1', '"version":2')))).toBe('REPORT_NEWER');
    expect(codeOf(() => readReport(text.replace('{"v":1,"id"', '{"v":2,"id"')))).toBe('REPORT_NEWER');
    expect(codeOf(() => readReport(text.slice(0, -10)))).toBe('REPORT_DAMAGED');
    expect(() => readReport('{"countersign":"report","version":1,"chains":[]}')).toThrow(
      expect.objectContaining({ detail: expect.stringContaining('Ask for them as a bundle') as string }),
    );
    expect(codeOf(() => readReport('{"log":{}}'))).toBe('REPORT_DAMAGED');
    expect(codeOf(() => readReport(text.replace('"chain.started"', '"chain.begun"')))).toBe('REPORT_DAMAGED');
  });

  it('never throws anything else, whatever is changed in it', () => {
    const text = wholeReport(json, ALL);
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(40), fc.string({ maxLength: 8 }), (at, cut, put) => {
        expect(['none', 'REPORT_DAMAGED', 'REPORT_NEWER']).toContain(
          codeOf(() => readReport(text.slice(0, at) + put + text.slice(at + cut))),
        );
      }),
    );
  });
});
