import type { ScenarioResult } from '../result.ts';
import type { ProgressOut } from './progress.ts';
import { countsText, type RunSummary, tookText } from './summary.ts';
import {
  brokenChecks,
  brokenStep,
  checkLine,
  faultLine,
  isOverTime,
  outcomeOf,
  placeOf,
  SIGNS,
  whyNot,
} from './words.ts';

/** Told in full at the end; of the others their names stand above, and everything is in the reports. */
const IN_FULL = 20;

/** What did not pass, kept for the end of a run: so many in full, of the others their number. */
export function createFailures(out: ProgressOut) {
  const kept: ScenarioResult[] = [];
  let more = 0;
  return {
    note(result: ScenarioResult): void {
      if (result.status !== 'failed' && result.status !== 'error') return;
      if (kept.length < IN_FULL) kept.push({ ...result, chains: [], earlier: [] });
      else more += 1;
    },
    /** Every one that is kept, then the sum of all. */
    end(summary: RunSummary): void {
      for (const [at, result] of kept.entries()) out.write(`\n${failureText(result, at + 1, out)}`);
      if (more > 0) out.write(`\n${more} more did not pass. Reports hold all: --reporter html:FILE\n`);
      out.write(`\n${sumText(summary, out)}`);
    },
  };
}

function failureText(result: ScenarioResult, number: number, { paint, plain }: ProgressOut): string {
  const lines = [
    `${number}) ${paint('bold', plain(result.title))} ${paint('dim', plain(placeOf(result)))}`,
    ...(result.target === '' ? [] : [paint('dim', `   on ${plain(result.target)}`)]),
    ...result.steps.map((step) => {
      const sign = paint(
        step.status === 'passed' ? 'green' : step.status === 'skipped' ? 'dim' : 'red',
        SIGNS[step.status],
      );
      return `   ${sign} ${step.index + 1}. ${plain(step.title)}`;
    }),
  ];
  const step = brokenStep(result);
  const under =
    step === undefined
      ? result.fault === undefined
        ? []
        : faultLine(result.fault).split('\n')
      : [
          ...brokenChecks(step).flatMap(({ what, expected, got }) => [
            what,
            `  expected  ${expected}`,
            `  got       ${got}`,
          ]),
          ...(step.fault === undefined ? [] : [faultLine(step.fault)]),
        ];
  const shown =
    step === undefined ? lines.length : lines.length - (result.steps.length - result.steps.indexOf(step) - 1);
  lines.splice(shown, 0, ...under.map((line) => `        ${paint('red', plain(line))}`));
  return `${lines.join('\n')}\n`;
}

export function sumText(summary: RunSummary, { paint }: ProgressOut): string {
  const { counts, ms, workers, shard, interrupted } = summary;
  const broken = counts.failed + counts.errors > 0;
  const rest = [
    tookText(ms),
    ...(workers === 1 ? [] : [`${workers} workers`]),
    ...(shard === undefined ? [] : [`shard ${shard.index} of ${shard.count}`]),
    ...(interrupted ? ['stopped before its end'] : []),
  ];
  const style = broken ? 'red' : interrupted || counts.flaky > 0 ? 'yellow' : 'green';
  return `${paint(style, countsText(counts))} · ${rest.join(' · ')}\n`;
}

/** One line of a result, without its end. */
export function resultLine(result: ScenarioResult, { paint, plain }: ProgressOut): string {
  const { status, title, ms, flaky } = result;
  const took = status === 'skipped' ? '' : ` ${paint('dim', tookText(ms))}`;
  if (flaky) return `${paint('yellow', '↻')} ${plain(title)} flaky: attempt ${result.attempt} passed${took}`;
  if (status === 'passed') return `${paint('green', SIGNS.passed)} ${plain(title)}${took}`;
  if (status === 'skipped') return `${paint('dim', SIGNS.skipped)} ${plain(title)} not begun`;
  const { sign, word } = outcomeOf(result);
  const how = isOverTime(result) ? ` ${word}` : '';
  return `${paint('red', sign)} ${plain(title)}${how}${took} ${plain(placeOf(result))}\n    ${plain(whyOf(result))}`;
}

function whyOf(result: ScenarioResult): string {
  const step = brokenStep(result);
  const check = step === undefined ? undefined : brokenChecks(step)[0];
  return step === undefined || check === undefined ? whyNot(result) : `${step.title}: ${checkLine(check)}`;
}
