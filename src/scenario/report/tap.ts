import { stringify } from 'yaml';
import type { ScenarioResult } from '../result.ts';
import type { ReportFormat } from './format.ts';
import { brokenChecks, brokenStep, isOverTime, placeOf, whyNot } from './words.ts';

/** Test Anything Protocol, version 14: https://testanything.org/tap-version-14-specification.html */
export const tap: ReportFormat = {
  id: 'tap',
  says: 'Test Anything Protocol 14',
  sections: 1,
  section: () => 0,
  head: () => 'TAP version 14\n',
  piece: (result, _, number) => pointOf(result, number),
  tail: ({ counts }) => `1..${counts.total}\n`,
};

function pointOf(result: ScenarioResult, number: number): string {
  const { status } = result;
  const ok = status === 'passed' || status === 'skipped' ? 'ok' : 'not ok';
  const skip = status === 'skipped' ? ` # SKIP ${described(result.fault?.detail ?? 'not begun')}` : '';
  const line = `${ok} ${number} - ${described(result.title)}${skip}\n`;
  return status === 'skipped' ? line : line + diagnostic(result);
}

/** A description ends at a line's end and at a `#` that is not escaped. */
function described(text: string): string {
  const plain = text
    .replaceAll(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ')
    .replaceAll('\\', '\\\\')
    .replaceAll('#', '\\#')
    .trim();
  return plain === '' ? 'untitled' : plain;
}

function diagnostic(result: ScenarioResult): string {
  const step = brokenStep(result);
  const block: Record<string, unknown> = {
    ...(result.status === 'passed' ? {} : { message: whyNot(result), severity: severityOf(result) }),
    at: placeOf(result),
    ...(result.target === '' ? {} : { target: result.target }),
    duration_ms: result.ms,
    ...(result.flaky ? { flaky: `passed at attempt ${result.attempt}` } : {}),
    ...(step === undefined
      ? {}
      : { checks: brokenChecks(step).map(({ what, expected, got }) => ({ what, expected, got })) }),
  };
  const lines = stringify(block, {
    lineWidth: 0,
    defaultStringType: 'QUOTE_DOUBLE',
    defaultKeyType: 'PLAIN',
  });
  return `  ---\n${lines
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}\n`)
    .join('')}  ...\n`;
}

function severityOf(result: ScenarioResult): string {
  if (isOverTime(result)) return 'timeout';
  return result.status === 'error' ? 'error' : 'fail';
}
