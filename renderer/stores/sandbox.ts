import type { CommandInput, InboxMessage, SandboxClockState, SandboxInfo } from '@core/contract.ts';
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
  const clock = ref<SandboxClockState>();
  /** When the clock was told, by this computer's. */
  const clockToldAt = ref(0);
  const status = computed<SandboxStatus>(() => {
    if (fault.value) return 'failed';
    return info.value ? 'running' : 'starting';
  });
  /** Newest first. */
  const inbox = computed(() => [...messages.value].sort((a, b) => b.at - a.at));

  async function start(): Promise<void> {
    fault.value = undefined;
    take(await call('sandbox.start', {}));
    if (info.value) await Promise.all([readInbox(), readClock()]);
  }

  /** Somebody changed it. One that can't be read keeps what is shown: asking again is a person's choice. */
  async function renew(): Promise<void> {
    const result = await call('sandbox.start', {});
    if (!result.ok) return;
    fault.value = undefined;
    info.value = result.value;
    await readClock();
  }

  async function readInbox(): Promise<void> {
    const result = await call('sandbox.inbox', {});
    // Told after every step: the same messages draw nothing anew.
    if (result.ok && !isSame(messages.value, result.value)) messages.value = result.value;
  }

  async function readClock(): Promise<void> {
    const result = await call('sandbox.clock', {});
    if (result.ok) takeClock(result.value);
  }

  function takeClock(state: SandboxClockState): void {
    clock.value = state;
    clockToldAt.value = Date.now();
  }

  /** The sandbox's time, epoch milliseconds. @param now this computer's */
  function timeAt(now: number): number {
    if (clock.value === undefined) return now;
    const told = Date.parse(clock.value.now);
    // `now` ticks by the second, so that it may lie before the moment of telling.
    return clock.value.frozen ? told : told + Math.max(0, now - clockToldAt.value);
  }

  async function changeClock(change: CommandInput<'sandbox.changeClock'>): Promise<Fault | undefined> {
    const result = await call('sandbox.changeClock', change);
    if (!result.ok) return result.error;
    takeClock(result.value);
    return undefined;
  }

  async function clearInbox(): Promise<Fault | undefined> {
    const result = await call('sandbox.clearInbox', {});
    if (!result.ok) return result.error;
    messages.value = [];
    return undefined;
  }

  async function reset(): Promise<Fault | undefined> {
    const result = await call('sandbox.reset', {});
    if (!result.ok) return result.error;
    info.value = result.value;
    await Promise.all([readInbox(), readClock()]);
    return undefined;
  }

  function take(result: Awaited<ReturnType<typeof call<'sandbox.start'>>>): void {
    if (result.ok) info.value = result.value;
    else fault.value = result.error;
  }

  listen((event) => {
    if (event.type === 'inbox.changed') void readInbox();
    if (event.type === 'sandbox.changed') void renew();
  });
  void start();

  return { info, fault, status, inbox, clock, timeAt, start, changeClock, clearInbox, reset };
});

function isSame(before: readonly InboxMessage[], after: readonly InboxMessage[]): boolean {
  return before.length === after.length && before.every(({ id }, at) => id === after[at]?.id);
}
