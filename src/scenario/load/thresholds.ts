import { millisecondsIn } from '../duration.ts';
import type { LoadScenario } from './ports.ts';
import { stepTag } from './step-tag.ts';

/** Of answers that nothing else is asked of. Milliseconds. */
const USUAL = 2_000;

/**
 * k6’s thresholds: all checks hold in 99 of 100, and each step answers in time. `took` of a step says in what time, `timeout`
 * how long all of it may take; what k6 has a threshold for it shows by itself in the summary.
 */
export function thresholdsOf({
  steps,
  timeout,
}: Pick<LoadScenario, 'steps' | 'timeout'>): Record<string, string[]> {
  const thresholds: Record<string, string[]> = { checks: ['rate>0.99'] };
  if (timeout !== undefined) thresholds['iteration_duration'] = [`max<${String(millisecondsIn(timeout))}`];
  for (const [index, step] of steps.entries()) {
    if ('wait' in step || 'sandbox' in step) continue;
    const tag = stepTag(step, index);
    const took = step.expect?.took?.replace(/^<\s*/, '');
    const ms = took === undefined ? USUAL : millisecondsIn(took);
    thresholds[`http_req_duration{step:${tag}}`] = [`p(95)<${String(ms)}`];
    thresholds[`checks{step:${tag}}`] = ['rate>0.99'];
  }
  return thresholds;
}
