import { touchesOf } from '../coverage.ts';
import type { ScenarioResult } from '../result.ts';

/**
 * A result as reports keep it: of what passed not the chains, only what they touched. Ten thousand cases that pass would
 * fill a disk with what nobody looks at; `--record` keeps them in the history.
 */
export function lean(result: ScenarioResult): ScenarioResult {
  if (result.status !== 'passed' && result.status !== 'skipped') return result;
  const touched = result.chains.map(touchesOf);
  return { ...result, chains: [], ...(touched.length === 0 ? {} : { touched }) };
}
