import type { ScenarioEdit } from '@core/contract/scenario.ts';
import type { Expect } from '@core/scenario/schema.ts';

/** What a step has to come to, as the form asks it. */
export type Comes = 'any' | 'challenge' | 'tokens' | 'error';

/** What the checks of a step say has to come. */
export function comesOf({ challenge, error, tokens }: Expect): Comes {
  if (challenge !== undefined) return 'challenge';
  if (error !== undefined) return 'error';
  return tokens === true ? 'tokens' : 'any';
}

/**
 * The changes by which another thing has to come: key by key, so that comments and every other check stay.
 * @param at JSON Pointer of the step's `expect`
 * @param name of the challenge or the error; empty: one to begin with
 */
export function comesEdits(expect: Expect, at: string, what: Comes, name: string): ScenarioEdit[] {
  const wanted: Expect = {
    ...(what === 'challenge' ? { challenge: name || 'SMS_MFA' } : {}),
    ...(what === 'error' ? { error: name || 'NotAuthorizedException' } : {}),
    ...(what === 'tokens' ? { tokens: true } : {}),
  };
  // That no tokens may come is a check of its own, and goes with any of the others.
  const leaving = (['challenge', 'error', 'tokens', 'message'] as const).filter(
    (key) =>
      expect[key] !== undefined &&
      wanted[key] === undefined &&
      !(key === 'tokens' && expect.tokens === false) &&
      !(key === 'message' && what === 'error'),
  );
  const sets = Object.entries(wanted)
    .filter(([key, value]) => expect[key as keyof Expect] !== value)
    .map(([key, value]): ScenarioEdit => ({ op: 'set', at: `${at}/${key}`, value: value as string | true }));
  const isEmptied = Object.keys(wanted).length === 0 && leaving.length === Object.keys(expect).length;
  if (isEmptied) return leaving.length === 0 ? [] : [{ op: 'remove', at }];
  return [...sets, ...leaving.map((key): ScenarioEdit => ({ op: 'remove', at: `${at}/${key}` }))];
}
