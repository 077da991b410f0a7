import type { Step } from '@core/chain/model.ts';
import { parseJsonText } from '@core/chain/json-text.ts';
import { isJsonObject } from '@core/json.ts';

/** Whether a step's reply has this member, true. */
export function saysTrue(step: Step | undefined, member: string): boolean {
  const parsed = parseJsonText(step?.response?.body.text ?? '');
  return parsed.ok && isJsonObject(parsed.value) && parsed.value[member] === true;
}
