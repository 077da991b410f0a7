import type { ScenarioResult } from '../result.ts';

/**
 * A result as reports keep it: without the chains of what passed. Ten thousand cases that pass would fill a disk with
 * what nobody looks at; `--record` keeps them in the history.
 */
export function lean(result: ScenarioResult): ScenarioResult {
  return result.status === 'passed' || result.status === 'skipped' ? { ...result, chains: [] } : result;
}
