import type { Fix } from '../../chain/explain/cause.ts';
import { headerOfKey } from '../../cognito/headers.ts';
import type { Answer } from '../../contract.ts';
import type { JsonValue } from '../../json.ts';

/**
 * The answer with what was wrong in it mended: what was typed over or frozen goes back to what the console computes, and
 * a body written by hand to what the form says.
 */
export function applyFix(
  { rawBody: _raw, frozen = {}, headers = {}, ...answer }: Answer,
  { compute = [], inputs = {}, leaveOut = [] }: Fix,
): Answer {
  const computed = new Set(compute);
  const kept = <T extends JsonValue>(map: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(map).filter(([key]) => !computed.has(key)));
  const changed = Object.entries(inputs);
  const ownHeaders = new Set(compute.flatMap((key) => headerOfKey(key)?.toLowerCase() ?? []));
  const typed = Object.entries(headers).filter(([name]) => !ownHeaders.has(name.toLowerCase()));
  const still = Object.entries(frozen).filter(([at]) => !computed.has(at.split('/').at(-1) ?? ''));
  const gone = new Set([...changed.filter(([, value]) => value === null).map(([key]) => key), ...leaveOut]);
  return {
    ...answer,
    inputs: {
      ...Object.fromEntries(Object.entries(answer.inputs).filter(([key]) => !gone.has(key))),
      ...Object.fromEntries(changed.filter((entry): entry is [string, string] => entry[1] !== null)),
    },
    responses: { ...kept(answer.responses), ...Object.fromEntries(leaveOut.map((key) => [key, null])) },
    members: kept(answer.members),
    ...(typed.length > 0 ? { headers: Object.fromEntries(typed) } : {}),
    ...(still.length > 0 ? { frozen: Object.fromEntries(still) } : {}),
  };
}

/** The keys a fix is about. */
export function fixedKeys({ compute = [], inputs = {}, leaveOut = [] }: Fix): Set<string> {
  return new Set([...compute, ...Object.keys(inputs), ...leaveOut]);
}
