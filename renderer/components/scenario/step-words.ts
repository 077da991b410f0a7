import type { StepResult } from '@core/scenario/result.ts';
import { type Expect, kindOf, type ScenarioStep, type StepKind } from '@core/scenario/schema.ts';
import type { Status } from '../../ui/UiStatus.vue';

export const KIND_WORDS: Readonly<Record<StepKind, string>> = {
  flow: 'Begin',
  answer: 'Answer',
  operate: 'Operate',
  sandbox: 'Sandbox',
  wait: 'Wait',
};

/** What a step names: AWS's name, or what it does in a few words. */
export function nameOf(step: ScenarioStep): string {
  if ('flow' in step) return step.flow;
  if ('answer' in step) return step.answer;
  if ('operate' in step) return step.operate;
  return 'sandbox' in step ? Object.keys(step.sandbox).join(', ') : step.wait;
}

/** What has to come of it, in one name. */
export function expected(step: ScenarioStep): string | undefined {
  const expect = 'expect' in step ? step.expect : undefined;
  return expect?.challenge ?? expect?.error ?? (expect?.tokens === true ? 'tokens' : undefined);
}

const SIMPLE: readonly string[] = [
  'challenge',
  'tokens',
  'error',
  'message',
  'parameters',
  'claims',
  'took',
  'absent',
];
/** Checks and changes of a step that only its text shows. */
export function onlyInText(step: ScenarioStep): string[] {
  const expect: Expect = ('expect' in step ? step.expect : undefined) ?? {};
  const message = expect.message !== undefined && typeof expect.message !== 'string' ? ['message'] : [];
  const own = ['id', 'title', 'to', 'responses', 'members', 'headers'].filter((key) => key in step);
  const admin = 'answer' in step && step.admin !== undefined ? ['admin'] : [];
  return [...message, ...Object.keys(expect).filter((key) => !SIMPLE.includes(key)), ...admin, ...own];
}

/** Icon and word of what came of a step. */
export function shownResult(result: StepResult): { readonly status: Status; readonly word: string } {
  switch (result.status) {
    case 'passed':
      return { status: 'ok', word: 'passed' };
    case 'failed':
      return { status: 'failed', word: 'failed' };
    case 'error':
      if (result.fault?.code === 'SCENARIO_TIMEOUT') return { status: 'expired', word: 'timed out' };
      return { status: 'failed', word: 'could not run' };
    default:
      return { status: 'idle', word: 'left out' };
  }
}

export { kindOf };
