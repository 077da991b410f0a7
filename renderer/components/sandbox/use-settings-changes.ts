import type { CommandInput, SandboxSettings } from '@core/contract.ts';
import { ref } from 'vue';
import { call } from '../../port.ts';
import { announce } from '../../ui/announce.ts';
import type { SettingValue } from './setting-value.ts';

const PROFILE = 'statusProfile';

/**
 * Changes settings one at a time and keeps why each was refused until it is tried again.
 * @param changed hears all settings after a change
 */
export function useSettingsChanges(changed: (settings: SandboxSettings) => void) {
  const refused = ref<Readonly<Record<string, string>>>({});

  async function send(name: string, change: CommandInput<'sandbox.changeSettings'>): Promise<void> {
    forget(name);
    const result = await call('sandbox.changeSettings', change);
    if (result.ok) {
      changed(result.value);
      announce(`${name} changed`);
    } else refused.value = { ...refused.value, [name]: result.error.detail };
  }
  function forget(name: string): void {
    const { [name]: _gone, ...rest } = refused.value;
    refused.value = rest;
  }

  return {
    refused,
    refusedProfile: () => refused.value[PROFILE],
    forget,
    change: (name: string, value: SettingValue) => send(name, { settings: { [name]: value } }),
    choose: (statusProfile: string) => send(PROFILE, { statusProfile }),
  };
}
