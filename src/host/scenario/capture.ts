import { asText } from '../../json.ts';
import type { SecretSpot } from '../../chain/event.ts';
import { headerOf } from '../../scenario/checks.ts';
import { valueAtPointer } from '../../scenario/json-pointer.ts';
import type { CheckResult } from '../../scenario/result.ts';
import type { Seen } from '../../scenario/seen.ts';
import type { LiveChain, StepRecord } from '../live-chain.ts';
import { endOf, jsonOf } from './seen-of.ts';
import type { Values } from './values.ts';

export interface Capturing {
  readonly chain: LiveChain;
  readonly step: StepRecord;
  readonly seen: Seen;
  readonly values: Values;
}

/**
 * Keeps values under names. A value of a secret member is a secret from then on, wherever it turns up.
 * @param wishes NAME: JSON Pointer into the response’s body, `header:NAME` of the response, or `request:POINTER` into what
 * was sent
 * @returns a failed check for each that is not there
 */
export function captured(
  wishes: Readonly<Record<string, string>>,
  { chain, step, seen, values }: Capturing,
): CheckResult[] {
  return Object.entries(wishes).flatMap(([name, from]): CheckResult[] => {
    const [, side = 'response', at = ''] = /^(?:(header|request):)?(.*)$/s.exec(from) ?? [];
    const value =
      side === 'header'
        ? headerOf(seen, at)
        : valueAtPointer(side === 'request' ? jsonOf(step.requestText) : seen.body, at);
    if (value === undefined)
      return [{ what: `capture.${name}`, expected: `a value at ${from}`, got: 'nothing', passed: false }];
    const text = asText(value);
    const spots = side === 'header' ? [] : secretsOf(chain, step, side);
    const isSecret = spots.some(
      ({ pointer }) => pointer === at || pointer.startsWith(`${at}/`) || at.startsWith(`${pointer}/`),
    );
    if (isSecret || chain.known.has(text)) values.hide(text);
    values.capture(name, text);
    return [];
  });
}

function secretsOf(chain: LiveChain, step: StepRecord, side: string): readonly SecretSpot[] {
  if (side === 'response') return endOf(chain, step)?.response?.body.secrets ?? [];
  const sent = chain.events.find((event) => event.type === 'step.sent' && event.stepId === step.id);
  return sent?.type === 'step.sent' ? sent.request.body.secrets : [];
}
