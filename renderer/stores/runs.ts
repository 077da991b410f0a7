import type { Branch } from '@core/chain/event.ts';
import type { Chain } from '@core/chain/model.ts';
import type { Answer, Breakpoint, HostEvent, RunSettings, RunState, RunUntil } from '@core/contract.ts';
import { defineStore } from 'pinia';
import { ref, shallowReactive } from 'vue';
import { answerPlace, fillDraft } from '../components/answer/draft.ts';
import { call, listen } from '../port.ts';
import { announce } from '../ui/announce.ts';
import { toastFault } from '../ui/toasts.ts';
import { useChains } from './chains.ts';
import { useHarm } from './harm.ts';

/** A fork that waits for its first answer. */
export interface Fork extends Branch {
  /** The step whose challenge it answers; null: it begins again. */
  readonly parentId: string | null;
  /** What it began from: the flow or challenge, and the intent without its secrets. */
  readonly answer: Answer;
}

/** What the host steps on by itself, and the forks that are being made. Listens from first use. */
export const useRuns = defineStore('runs', () => {
  const chains = useChains();
  const harm = useHarm();
  const states = shallowReactive(new Map<string, RunState>());
  const forks = shallowReactive(new Map<string, Fork>());
  const settings = ref<RunSettings>({ breakpoints: [], pauseBeforeSending: false });

  function receive(told: HostEvent): void {
    if (told.type === 'chain.removed') {
      states.delete(told.chainId);
      forks.delete(told.chainId);
    }
    // Sent by hand: why a run stopped before is no news any more.
    if (told.type === 'chain.event' && told.event.type === 'step.sent') {
      const { chainId } = told;
      if (told.event.branch !== undefined) forks.delete(chainId);
      if (states.get(chainId)?.stopped !== undefined) states.set(chainId, { chainId });
    }
    if (told.type !== 'run.changed') return;
    const { chainId, doing, stopped } = told.state;
    states.set(chainId, told.state);
    if (doing?.kind === 'held') announce(`Held before sending ${doing.name}`);
    if (stopped === undefined) return;
    const { kind, text, stepId, answer } = stopped;
    if (answer !== undefined && stepId !== undefined)
      fillDraft(answerPlace(chainId, stepId, answer.name), answer);
    // What a step came to is told as it ends.
    if (kind !== 'stepped' && kind !== 'tokens' && kind !== 'error') announce(text);
  }

  /** Asks what steps a chain on that is looked at now: what was told before nobody heard. */
  async function look(chainId: string): Promise<void> {
    if (states.has(chainId)) return;
    const result = await call('run.state', { chainId });
    if (result.ok && !states.has(chainId)) states.set(chainId, result.value);
  }

  const state = (chainId: string): RunState => states.get(chainId) ?? { chainId };

  /** @param answer what stands in the form of `parentId`, sent first */
  async function start(chainId: string, until: RunUntil, parentId?: string, answer?: Answer): Promise<void> {
    const branch = parentId === undefined ? undefined : branchAt(chainId, parentId);
    const result = await harm.guarded(chains.targetName(chainId), (confirmed) =>
      call('run.start', {
        chainId,
        until,
        ...(parentId === undefined ? {} : { parentId }),
        ...(answer === undefined ? {} : { answer }),
        ...(branch === undefined ? {} : { branch }),
        ...confirmed,
      }),
    );
    if (!result.ok) toastFault(result.error);
  }

  /** Lets go what is held. @param until how far a run goes on from there */
  async function goOn(chainId: string, until?: RunUntil): Promise<void> {
    const result = await call('run.goOn', { chainId, ...(until === undefined ? {} : { until }) });
    if (!result.ok) toastFault(result.error);
  }

  async function stop(chainId: string): Promise<void> {
    await call('run.stop', { chainId });
  }

  /** Makes a fork ready: once it is, its form stands where the answer does. */
  async function fork({ id: chainId }: Chain, stepId: string, kind: Branch['kind']): Promise<void> {
    forks.delete(chainId);
    const result = await harm.guarded(chains.targetName(chainId), (confirmed) =>
      call('chain.fork', { chainId, stepId, kind, ...confirmed }),
    );
    if (!result.ok) return toastFault(result.error);
    const { parentId, answer, stop: stopped } = result.value;
    if (parentId === undefined || stopped !== undefined) return;
    if (parentId !== null) fillDraft(answerPlace(chainId, parentId, answer.name), answer);
    forks.set(chainId, { kind: result.value.kind, of: stepId, parentId, answer });
  }

  const forkOf = (chainId: string): Fork | undefined => forks.get(chainId);
  function dropFork(chainId: string): void {
    forks.delete(chainId);
  }
  /** What the next answer to this challenge begins, if it begins a fork. */
  function branchAt(chainId: string, parentId: string | null): Branch | undefined {
    const made = forks.get(chainId);
    return made?.parentId === parentId ? { kind: made.kind, of: made.of } : undefined;
  }

  async function change(next: Partial<RunSettings>): Promise<void> {
    const result = await call('run.setSettings', next);
    if (result.ok) settings.value = result.value;
    else toastFault(result.error);
  }

  const breakpointOn = (on: Breakpoint['on'], name: string): Breakpoint | undefined =>
    settings.value.breakpoints.find((point) => point.on === on && point.name === name);

  /** Sets one, or takes it away; one that is switched off is switched on. */
  async function toggleBreakpoint(on: Breakpoint['on'], name: string): Promise<void> {
    const others = settings.value.breakpoints.filter((point) => point.on !== on || point.name !== name);
    const isOn = breakpointOn(on, name)?.enabled === true;
    await change({ breakpoints: isOn ? others : [...others, { on, name, enabled: true }] });
    announce(`${isOn ? 'No breakpoint' : 'Breakpoint'} on ${name}`);
  }

  async function togglePause(): Promise<void> {
    await change({ pauseBeforeSending: !settings.value.pauseBeforeSending });
    announce(`Pause before sending ${settings.value.pauseBeforeSending ? 'on' : 'off'}`);
  }

  async function load(): Promise<void> {
    const result = await call('run.settings', {});
    if (result.ok) settings.value = result.value;
  }
  listen(receive);
  void load();

  return {
    settings,
    state,
    look,
    start,
    goOn,
    stop,
    fork,
    forkOf,
    dropFork,
    branchAt,
    change,
    breakpointOn,
    toggleBreakpoint,
    togglePause,
  };
});
