import type { Settings } from '@core/contract.ts';
import { defineStore } from 'pinia';
import { ref, watchEffect } from 'vue';
import { call } from '../port.ts';
import { toastFault } from '../ui/toasts.ts';

export type Theme = Settings['theme'];

/** The person's choices. The theme lies on <html>, where the tokens look for it. */
export const useSettings = defineStore('settings', () => {
  const theme = ref<Theme>('system');

  async function load(): Promise<void> {
    const result = await call('settings.get', {});
    if (result.ok) theme.value = result.value.theme;
  }

  async function setTheme(wanted: Theme): Promise<void> {
    const before = theme.value;
    theme.value = wanted;
    const result = await call('settings.set', { theme: wanted });
    if (result.ok) return;
    theme.value = before;
    toastFault(result.error);
  }

  watchEffect(() => {
    document.documentElement.dataset['theme'] = theme.value;
  });
  return { theme, load, setTheme };
});
