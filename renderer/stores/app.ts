import type { AppInfo } from '@core/contract.ts';
import { defineStore } from 'pinia';
import { ref } from 'vue';
import { call, listen } from '../port.ts';

/** Version and runtime: what the status line and the evaluation banner say. */
export const useApp = defineStore('app', () => {
  const info = ref<AppInfo>();

  async function load(): Promise<void> {
    const result = await call('app.info', {});
    if (result.ok) info.value = result.value;
  }

  // What became of stored files shows as they are opened.
  listen((event) => {
    if (event.type === 'history.changed') void load();
  });
  void load();
  return { info };
});
