import type { ActionHead } from '@core/contract/actions.ts';
import { shallowRef } from 'vue';
import type { ShallowRef } from 'vue';
import { call } from '../../port.ts';

/** Everything that can be done to a user; empty until the host has told. */
export function useActionList(): ShallowRef<readonly ActionHead[]> {
  const list = shallowRef<readonly ActionHead[]>([]);
  void call('action.list', {}).then((result) => {
    if (result.ok) list.value = result.value;
  });
  return list;
}
