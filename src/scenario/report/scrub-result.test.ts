import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spellings } from '../../chain/scrub.ts';
import type { ScenarioResult } from '../result.ts';
import { reportFormats } from './formats.ts';
import { resultScrubber } from './scrub-result.ts';
import { CHAIN, FAILED } from './testing/some-results.ts';
import { wholeReport } from './testing/whole-report.ts';

const secret = fc.string({ minLength: 8, maxLength: 40 }).filter((text) => !/^[a-zA-Z ]*$/.test(text));

/** A result that holds a secret wherever a text from elsewhere can stand. */
function leaking(text: string): ScenarioResult {
  const said = `before ${text} after`;
  const [first, ...steps] = FAILED.steps;
  if (first === undefined) throw new Error('no step');
  return {
    ...FAILED,
    id: said,
    file: said,
    name: said,
    title: said,
    tags: [said],
    row: { user: said, [said]: 'x' },
    target: said,
    fault: { code: 'X', detail: said },
    steps: [
      {
        ...first,
        title: said,
        checks: [{ what: said, expected: said, got: said, passed: false }],
        fault: { code: 'X', detail: said, field: said },
      },
      ...steps,
    ],
    chains: [
      CHAIN.map((event) =>
        event.type === 'step.sent'
          ? { ...event, request: { ...event.request, body: { ...event.request.body, text: said } } }
          : event,
      ),
    ],
  };
}

describe('a secret', () => {
  it('is in no report, in no spelling, wherever it came from', () => {
    fc.assert(
      fc.property(secret, (text) => {
        const result = resultScrubber([text])(leaking(text));
        for (const format of reportFormats) {
          const report = wholeReport(format, [{ ...result, earlier: [result] }]);
          for (const spelling of spellings([text])) expect(report).not.toContain(spelling);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('does not change what programs go by, even where it reads the same', () => {
    const scrubbed = resultScrubber(['passed', 'failed', 'challenge'])(FAILED);
    expect(scrubbed.status).toBe('failed');
    expect(scrubbed.steps.map(({ kind, status }) => [kind, status])).toEqual(
      FAILED.steps.map(({ kind, status }) => [kind, status]),
    );
  });
});
