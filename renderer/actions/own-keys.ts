import { shallowRef } from 'vue';
import { actionList } from './action-list.ts';
import type { ActionId } from './action-list.ts';

/** The keys a person chose, by action; the settings store fills it. May name actions of other versions. */
export const ownKeys = shallowRef<Readonly<Record<string, string>>>({});

export const actionIds = Object.keys(actionList) as readonly ActionId[];

/** The keys an action has now; empty when a person took them away. Reactive. */
export function keysOf(id: ActionId): string {
  return ownKeys.value[id] ?? actionList[id].keys;
}

export function isOwnKey(id: ActionId): boolean {
  return keysOf(id) !== actionList[id].keys;
}

/** The other actions that have the same keys. */
export function sharersOf(id: ActionId, keys: string = keysOf(id)): ActionId[] {
  return keys === '' ? [] : actionIds.filter((other) => other !== id && keysOf(other) === keys);
}

/**
 * The person's keys with one changed. What is as it comes is not kept, so that a later default is followed.
 * @param keys empty: none
 */
export function withKeys(
  own: Readonly<Record<string, string>>,
  id: ActionId,
  keys: string,
): Record<string, string> {
  const { [id]: _before, ...others } = own;
  return keys === actionList[id].keys ? others : { ...others, [id]: keys };
}
