import type { ScenarioStep } from '../schema.ts';

/** What tells a step in metrics: `01-USER_SRP_AUTH`. Plain, as it stands in names of thresholds. */
export function stepTag(step: ScenarioStep, index: number): string {
  const name =
    'flow' in step ? step.flow : 'answer' in step ? step.answer : 'operate' in step ? step.operate : 'step';
  return `${String(index + 1).padStart(2, '0')}-${name.replace(/[^\w]+/g, '-')}`;
}
