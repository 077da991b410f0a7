import type { ScenarioEdit } from '@core/contract/scenario.ts';

/** A JSON Pointer (RFC 6901) of keys. */
export function pointerOf(...keys: readonly (string | number)[]): string {
  return keys.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Takes a member out of a map at a place, and the map with it where it would be left empty. */
export function memberRemoved(
  map: object | undefined,
  at: readonly (string | number)[],
  name: string,
): ScenarioEdit {
  const isLast = Object.keys(map ?? {}).length <= 1;
  return { op: 'remove', at: isLast ? pointerOf(...at) : pointerOf(...at, name) };
}
