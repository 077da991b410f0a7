import { ADD_POOL_ID } from '@core/cognito/add-pool-id.ts';
import type { ScenarioResult } from '@core/scenario/result.ts';
import type { LaneWish } from './lane.ts';
import type { Planned } from './planned.ts';

/**
 * Where a run lacks the user pool's id it says how this run is given one: by a flag, in the file, or, as the host says
 * it, in the saved target.
 */
export function withPoolIdFix(
  result: ScenarioResult,
  { target, poolIdFlag }: Pick<LaneWish, 'target' | 'poolIdFlag'>,
  { on, file }: Pick<Planned, 'on' | 'file'>,
): ScenarioResult {
  const fix = fixFor();
  if (fix === undefined) return result;
  const { steps, fault } = result;
  return {
    ...result,
    steps: steps.map((step) => (step.fault === undefined ? step : { ...step, fault: said(step.fault, fix) })),
    ...(fault === undefined ? {} : { fault: said(fault, fix) }),
  };

  function fixFor(): string | undefined {
    if (target !== undefined && 'endpoint' in target)
      return `Add ${poolIdFlag}, for example eu-west-1_Ab12Cd34E.`;
    return target === undefined && on === 'own target'
      ? `Add userPoolId, for example eu-west-1_Ab12Cd34E, to target: in ${file}.`
      : undefined;
  }
}

function said<T extends { readonly detail: string }>(fault: T, fix: string): T {
  return { ...fault, detail: fault.detail.replace(ADD_POOL_ID, fix) };
}
