import type { Step } from './model.ts';

/** Whether a step belongs to an SRP exchange: opens one, is asked to prove one, or proves it. */
export function isSrpStep(step: Step): boolean {
  const { answers, outcome, request } = step;
  return (
    VERIFIER.test(answers) ||
    (outcome?.kind === 'challenge' && VERIFIER.test(outcome.name)) ||
    request.body.text.includes('"SRP_A"')
  );
}

const VERIFIER = /(^|_)PASSWORD_VERIFIER$/;
