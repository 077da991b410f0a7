import type { CommandInput, Settings } from '@core/contract.ts';
import { ZOOM_STEPS } from '@core/contract/settings.ts';
import { defineStore } from 'pinia';
import { computed, shallowRef, watchEffect } from 'vue';
import type { ActionId } from '../actions/action-list.ts';
import { ownKeys, withKeys } from '../actions/own-keys.ts';
import { call } from '../port.ts';
import { toastFault } from '../ui/toasts.ts';
import { useMedia } from '../ui/use-media.ts';

export type Theme = Settings['theme'];
type Changes = CommandInput<'settings.set'>;

const DEFAULTS: Settings = { theme: 'system', contrast: 'system', motion: 'system', zoom: 100, keys: {} };

/**
 * The person's choices. Those about looks lie on <html>, where the tokens look for them; what is left to the system is
 * decided here, so that the style sheets know one question only.
 */
export const useSettings = defineStore('settings', () => {
  const settings = shallowRef<Settings>(DEFAULTS);
  const theme = computed(() => settings.value.theme);
  const contrast = computed(() => settings.value.contrast);
  const motion = computed(() => settings.value.motion);
  const zoom = computed(() => settings.value.zoom);
  const keys = computed(() => settings.value.keys);

  const moreContrast = useMedia('(prefers-contrast: more), (forced-colors: active)');
  const lessMotion = useMedia('(prefers-reduced-motion: reduce)');
  const isDark = useMedia('(prefers-color-scheme: dark)');
  const highContrast = computed(
    () => contrast.value === 'high' || (contrast.value === 'system' && moreContrast.value),
  );
  const reducedMotion = computed(() => motion.value === 'reduced' || lessMotion.value);
  const dark = computed(() => theme.value === 'dark' || (theme.value === 'system' && isDark.value));

  async function load(): Promise<void> {
    const result = await call('settings.get', {});
    if (result.ok) settings.value = result.value;
  }

  /** Shown at once; taken back where it could not be kept. */
  async function change(changes: Changes): Promise<boolean> {
    const before = settings.value;
    settings.value = { ...before, ...changes } as Settings;
    const result = await call('settings.set', changes);
    if (result.ok) return true;
    settings.value = before;
    toastFault(result.error);
    return false;
  }

  const setTheme = (wanted: Theme): Promise<boolean> => change({ theme: wanted });

  /** One step larger or smaller. */
  function zoomBy(steps: 1 | -1): Promise<boolean> {
    const next = ZOOM_STEPS[ZOOM_STEPS.indexOf(zoom.value) + steps];
    return next === undefined ? Promise.resolve(false) : change({ zoom: next });
  }

  /** @param combination empty: none */
  const setKeys = (id: ActionId, combination: string): Promise<boolean> =>
    change({ keys: withKeys(keys.value, id, combination) });

  watchEffect(() => {
    const { dataset } = document.documentElement;
    dataset['theme'] = theme.value;
    dataset['contrast'] = highContrast.value ? 'high' : 'normal';
    dataset['motion'] = reducedMotion.value ? 'reduced' : 'full';
  });
  watchEffect(() => (ownKeys.value = keys.value), { flush: 'sync' });

  return { theme, contrast, motion, zoom, keys, dark, load, change, setTheme, zoomBy, setKeys };
});
