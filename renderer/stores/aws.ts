import type { Result } from '@core/contract.ts';
import type { AwsAsk, AwsProfile, AwsState } from '@core/contract/aws.ts';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { call, listen } from '../port.ts';
import { useTargets } from './targets.ts';

/** AWS credentials as this window knows them: whose, until when, and codes that are waited for. Never a key. */
export const useAws = defineStore('aws', () => {
  const targets = useTargets();
  const profiles = shallowRef<readonly AwsProfile[]>([]);
  const state = shallowRef<AwsState>();
  const asks = shallowRef<readonly AwsAsk[]>([]);
  const busy = ref(false);

  /** Whose credentials the target for new chains uses; undefined where it needs none. */
  const profile = computed(() => {
    const target = targets.current;
    if (target === undefined || target.kind === 'sandbox') return undefined;
    // An emulator on this computer takes any signature.
    return target.profile === '' && isLoopback(target.endpoint) ? undefined : target.profile;
  });
  /** What is worth a look: a profile that was chosen, or credentials that are in use. */
  const shown = computed(() => {
    const now = state.value;
    if (now === undefined || now.profile !== profile.value) return undefined;
    return now.profile !== '' || now.held || now.fault !== undefined ? now : undefined;
  });

  async function load(): Promise<void> {
    const wanted = profile.value;
    if (wanted === undefined) return;
    const result = await call('aws.state', { profile: wanted });
    if (result.ok && profile.value === wanted) state.value = result.value;
  }

  /** The files are read anew each time: they change while the window is open. */
  async function loadProfiles(): Promise<void> {
    const result = await call('aws.profiles', {});
    if (result.ok) profiles.value = result.value;
  }

  async function change(name: 'aws.renew' | 'aws.forget'): Promise<Result<AwsState> | undefined> {
    const wanted = profile.value;
    if (wanted === undefined) return undefined;
    busy.value = true;
    const result = await call(name, { profile: wanted });
    busy.value = false;
    await load();
    return result;
  }

  const tell = (askId: string, code: string | null): Promise<Result<null>> =>
    call('aws.tell', { askId, code });

  listen((event) => {
    if (event.type === 'aws.changed') void load();
    if (event.type === 'aws.asks') asks.value = event.asks;
  });
  watch(profile, load, { immediate: true });
  // One may be waited for since before this page was loaded.
  void call('aws.asked', {}).then((result) => result.ok && (asks.value = result.value));

  return {
    profiles,
    profile,
    shown,
    asks,
    busy,
    load,
    loadProfiles,
    renew: (): Promise<Result<AwsState> | undefined> => change('aws.renew'),
    forget: (): Promise<Result<AwsState> | undefined> => change('aws.forget'),
    tell,
  };
});

function isLoopback(endpoint: string): boolean {
  const host = URL.canParse(endpoint) ? new URL(endpoint).hostname : '';
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}
