import type { Field, Remembered } from '../form/form.ts';
import type { LiveChain, RememberedValue, StepRecord } from './live-chain.ts';

/** A field left empty takes what the host remembers for it. */
export function fill(
  fields: readonly Field[],
  inputs: Readonly<Record<string, string>>,
  remembered: ReadonlyMap<Remembered, RememberedValue>,
): Record<string, string> {
  const filled = { ...inputs };
  for (const { key, remember } of fields) {
    if (remember === undefined || filled[key] !== undefined) continue;
    const known = remembered.get(remember);
    if (known !== undefined) filled[key] = known.value;
  }
  return filled;
}

/** What was typed for a field the host remembers stands in for it from now on. */
export function learn(
  chain: LiveChain,
  fields: readonly Field[],
  inputs: Readonly<Record<string, string>>,
  from: string,
): void {
  for (const { key, remember } of fields) {
    const value = inputs[key];
    // What was answered to a custom challenge is for that round; the next one may ask something else.
    if (remember === undefined || remember === 'CUSTOM_ANSWER' || value === undefined) continue;
    // Left empty on purpose: nothing is to be sent here, nor remembered.
    if (value === '') chain.remembered.delete(remember);
    else chain.remembered.set(remember, { value, from });
  }
}

/** A new password counts once it was accepted: the next step asks something else, or brings tokens. */
export function replace(
  chain: LiveChain,
  fields: readonly Field[],
  inputs: Readonly<Record<string, string>>,
  from: string,
  step: StepRecord,
): void {
  if (step.asked === undefined && step.tokens === undefined) return;
  for (const { key, replaces } of fields) {
    const value = inputs[key];
    if (replaces !== undefined && value !== undefined) chain.remembered.set(replaces, { value, from });
  }
}
