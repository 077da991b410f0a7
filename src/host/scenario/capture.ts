import { headerOf } from '../../scenario/checks.ts';
import { textOf, valueAtPointer } from '../../scenario/json-pointer.ts';
import type { CheckResult } from '../../scenario/result.ts';
import type { Seen } from '../../scenario/seen.ts';
import type { LiveChain, StepRecord } from '../live-chain.ts';
import { endOf } from './seen-of.ts';
import type { Values } from './values.ts';

export interface Capturing {
  readonly chain: LiveChain;
  readonly step: StepRecord;
  readonly seen: Seen;
  readonly values: Values;
}

/**
 * Keeps values of a response under names. A value of a secret member is a secret from then on, wherever it turns up.
 * @param wishes NAME: JSON Pointer into the body, or `header:NAME`
 * @returns a failed check for each that is not there
 */
export function captured(
  wishes: Readonly<Record<string, string>>,
  { chain, step, seen, values }: Capturing,
): CheckResult[] {
  const spots = endOf(chain, step)?.response?.body.secrets ?? [];
  return Object.entries(wishes).flatMap(([name, from]): CheckResult[] => {
    const header = /^header:(.+)$/.exec(from)?.[1];
    const value = header === undefined ? valueAtPointer(seen.body, from) : headerOf(seen, header);
    if (value === undefined)
      return [{ what: `capture.${name}`, expected: `a value at ${from}`, got: 'nothing', passed: false }];
    const text = textOf(value);
    const isSecret =
      header === undefined &&
      spots.some(
        ({ pointer }) => pointer === from || pointer.startsWith(`${from}/`) || from.startsWith(`${pointer}/`),
      );
    if (isSecret || chain.known.has(text)) values.hide(text);
    values.capture(name, text);
    return [];
  });
}
