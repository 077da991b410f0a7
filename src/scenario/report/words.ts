import type { Fault } from '../../form/form.ts';
import type { CheckResult, ScenarioResult, StepResult } from '../result.ts';

/** The step a case ended at, where it did not pass. */
export function brokenStep({ steps }: Pick<ScenarioResult, 'steps'>): StepResult | undefined {
  return steps.find(({ status }) => status === 'failed' || status === 'error');
}

export function brokenChecks(step: StepResult): readonly CheckResult[] {
  return step.checks.filter(({ passed }) => !passed);
}

/** `sign-in.yaml:12`: where it broke, else the file. */
export function placeOf(result: ScenarioResult): string {
  const { file, line } = brokenAt(result);
  return line === undefined ? file : `${file}:${String(line)}`;
}

/** The file and the line to open. A file that can't be run says its line in the fault's field, and whose, where that is a table's. */
export function brokenAt(result: ScenarioResult): { readonly file: string; readonly line?: number } {
  const { file, fault } = result;
  const step = brokenStep(result);
  if (step !== undefined) return { file, line: step.line };
  const [, line, table = file] = /^line (\d+)(?: of (.+))?$/.exec(fault?.field ?? '') ?? [];
  return line === undefined ? { file } : { file: table, line: Number(line) };
}

/** Why a case did not pass, in one line; empty where it did. */
export function whyNot(result: ScenarioResult): string {
  const step = brokenStep(result);
  if (step === undefined) return result.fault === undefined ? '' : firstOf(result.fault);
  const where = `Step ${step.index + 1}, ${step.title}`;
  const why = whyBroken(step);
  return why === '' ? where : `${where}: ${why}`;
}

/** Of several mistakes of a file the first. */
function firstOf({ code, detail }: Fault): string {
  const [first = '', ...more] = detail.split('\n');
  return faultLine({ code, detail: more.length === 0 ? first : `${first} (and ${more.length} more)` });
}

/** What a step broke at, in one line. */
export function whyBroken(step: StepResult): string {
  const [first, ...more] = brokenChecks(step);
  const others = more.length === 0 ? '' : ` (and ${more.length} more)`;
  if (first !== undefined) return `${checkLine(first)}${others}`;
  return step.fault === undefined ? '' : faultLine(step.fault);
}

/** What a case came to, in a sign and a word: one that took too long is told apart from one that could not be run. */
export function outcomeOf(result: ScenarioResult): { readonly sign: string; readonly word: string } {
  if (result.flaky) return { sign: '↻', word: 'flaky' };
  if (isOverTime(result)) return { sign: '⧗', word: 'timed out' };
  return { sign: SIGNS[result.status], word: WORDS[result.status] };
}

/** Whether it was its time limit that ended a case. */
export function isOverTime(result: Pick<ScenarioResult, 'status' | 'steps' | 'fault'>): boolean {
  if (result.status !== 'error') return false;
  const code = brokenStep(result)?.fault?.code ?? result.fault?.code;
  return code === 'SCENARIO_TIMEOUT';
}

export function checkLine({ what, expected, got }: CheckResult): string {
  return `${what}: expected ${expected}, got ${got}`;
}

export function faultLine({ code, detail }: Fault): string {
  return `${detail} (${code})`;
}

/** Everything about why a case did not pass: its steps, with what was expected and what came. */
export function detailLines(result: ScenarioResult): string[] {
  const steps = result.steps.flatMap((step) => [
    `${SIGNS[step.status]} ${String(step.index + 1)}. ${step.title} (line ${String(step.line)})`,
    ...(step.status === 'passed' ? [] : brokenLines(step)),
  ]);
  const { fault } = result;
  const at = brokenStep(result) === undefined && fault?.field !== undefined ? `${placeOf(result)}: ` : '';
  return [...(fault === undefined ? [] : [`${at}${faultLine(fault)}`]), ...steps];
}

/** What a step broke at. */
export function brokenLines(step: StepResult): string[] {
  return [
    ...brokenChecks(step).flatMap(({ what, expected, got }) => [
      `    ${what}`,
      `      expected  ${expected}`,
      `      got       ${got}`,
    ]),
    ...(step.fault === undefined ? [] : [`    ${faultLine(step.fault)}`]),
  ];
}

/** Never without a word beside them. */
export const SIGNS = { passed: '✓', failed: '✕', error: '!', skipped: '–' } as const;
export const WORDS = {
  passed: 'passed',
  failed: 'failed',
  error: 'could not run',
  skipped: 'not begun',
} as const;
