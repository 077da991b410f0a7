import fc from 'fast-check';
import type { ScenarioResult, StepResult } from '../../result.ts';
import type { RunSummary } from '../summary.ts';
import { counted, NO_COUNTS } from '../summary.ts';

/** Texts as the world may hand them in: controls, halves of pairs, markup, other directions. */
export const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 40 }),
  fc.constantFrom(
    '<b>&amp;</b>',
    ']]>',
    '"\'`',
    '# TODO x',
    'a\nb\r\nc\td',
    '\u0000\u001b[2J',
    '\ud800',
    '\u202eabc',
    '  ---\n  ...',
  ),
);

const fault = fc.record({
  code: fc.constantFrom('SECRET_MISSING', 'REFUSED', 'CODE_SOURCE'),
  detail: anyText,
});
const check = fc.record({ what: anyText, expected: anyText, got: anyText, passed: fc.boolean() });

const step: fc.Arbitrary<StepResult> = fc
  .record({
    index: fc.nat(500),
    kind: fc.constantFrom('flow', 'answer', 'operate', 'sandbox', 'wait'),
    title: anyText,
    line: fc.nat(9_999),
    status: fc.constantFrom('passed', 'failed', 'error', 'skipped'),
    checks: fc.array(check, { maxLength: 3 }),
    stepIds: fc.constant([]),
    ms: fc.nat(100_000),
    fault: fc.option(fault, { nil: undefined }),
  })
  .map(({ fault: wrong, ...rest }) => (wrong === undefined ? rest : { ...rest, fault: wrong }) as StepResult);

const plain = fc
  .record({
    v: fc.constant(1),
    id: anyText,
    file: anyText,
    name: anyText,
    title: anyText,
    tags: fc.array(anyText, { maxLength: 3 }),
    row: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), anyText, { maxKeys: 3 }),
    target: anyText,
    status: fc.constantFrom('passed', 'failed', 'error', 'skipped'),
    startedAt: fc.nat(2_000_000_000_000),
    ms: fc.nat(1_000_000),
    attempt: fc.integer({ min: 1, max: 11 }),
    flaky: fc.boolean(),
    steps: fc.array(step, { maxLength: 4 }),
    fault: fc.option(fault, { nil: undefined }),
    chains: fc.constant([]),
  })
  .map(
    ({ fault: wrong, ...rest }) => (wrong === undefined ? rest : { ...rest, fault: wrong }) as ScenarioResult,
  )
  .map((result) => ({ ...result, flaky: result.flaky && result.status === 'passed' }));

/** Any result that a reader of reports may be shown. */
export const anyResult: fc.Arbitrary<ScenarioResult> = fc
  .tuple(plain, fc.array(plain, { maxLength: 2 }))
  .map(([result, earlier]) => (earlier.length === 0 ? result : { ...result, earlier }));

export function summaryOf(results: readonly ScenarioResult[]): RunSummary {
  return {
    version: '0.1.0',
    startedAt: 1_790_000_000_000,
    planned: results.length,
    workers: 2,
    ms: 1_234,
    interrupted: false,
    counts: results.reduce(counted, NO_COUNTS),
  };
}
