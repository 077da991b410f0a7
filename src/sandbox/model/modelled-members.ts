import type { JsonObject } from '../../json.ts';
import { memberOf } from './check-members.ts';
import { modelledOperation } from './service-model.ts';

/**
 * The members of a request that its operation knows, to be kept as they came: unknown ones are ignored, as AWS does, and
 * those that are null count as absent.
 */
export function modelledMembers(operation: string, input: JsonObject, except: readonly string[]): JsonObject {
  const names = Object.keys(modelledOperation(operation)?.members ?? {});
  const kept: JsonObject = {};
  for (const name of names) {
    const value = memberOf(input, name);
    if (value !== undefined && !except.includes(name)) kept[name] = value;
  }
  return kept;
}
