import { defineStore } from 'pinia';
import { computed } from 'vue';
import { call } from '../port.ts';
import { knownOperations } from './known-operations.ts';

/** Every operation of the service, read once: it is the same as long as the console runs. */
export const useOperations = defineStore('operations', () => {
  async function load(): Promise<void> {
    const result = await call('service.operations', {});
    if (result.ok) knownOperations.value = result.value;
  }
  void load();

  return {
    list: computed(() => knownOperations.value),
    loaded: computed(() => knownOperations.value.length > 0),
  };
});
