import type { InboxMessage, SandboxInfo } from '@core/contract.ts';
import type { Fault } from '@core/form/form.ts';
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { call, listen } from '../port.ts';

export type SandboxStatus = 'starting' | 'running' | 'failed';

/** The embedded Cognito: its fixtures, its inbox and its clock. Starts it at first use. */
export const useSandbox = defineStore('sandbox', () => {
  const info = ref<SandboxInfo>();
  const fault = ref<Fault>();
  const messages = ref<readonly InboxMessage[]>([]);
  const status = computed<SandboxStatus>(() => {
    if (fault.value) return 'failed';
    return info.value ? 'running' : 'starting';
  });
  /** Newest first. */
  const inbox = computed(() => [...messages.value].sort((a, b) => b.at - a.at));

  async function start(): Promise<void> {
    fault.value = undefined;
    take(await call('sandbox.start', {}));
    if (info.value) await readInbox();
  }

  async function readInbox(): Promise<void> {
    const result = await call('sandbox.inbox', {});
    if (result.ok) messages.value = result.value;
  }

  /** @param seconds forward, 1 or more */
  async function advance(seconds: number): Promise<Fault | undefined> {
    const result = await call('sandbox.advanceClock', { seconds });
    if (!result.ok) return result.error;
    if (info.value) info.value = { ...info.value, offsetSeconds: result.value.offsetSeconds };
    return undefined;
  }

  async function reset(): Promise<Fault | undefined> {
    const result = await call('sandbox.reset', {});
    if (!result.ok) return result.error;
    info.value = result.value;
    await readInbox();
    return undefined;
  }

  function take(result: Awaited<ReturnType<typeof call<'sandbox.start'>>>): void {
    if (result.ok) info.value = result.value;
    else fault.value = result.error;
  }

  listen((event) => {
    if (event.type === 'inbox.changed') void readInbox();
  });
  void start();

  return { info, fault, status, inbox, start, advance, reset };
});
