import type { CommandOutput, HostEvent } from '@core/contract.ts';
import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import { call, listen } from '../port.ts';
import { announce } from '../ui/announce.ts';
import { toastFault } from '../ui/toasts.ts';

type Verdict = CommandOutput<'reproduction.verdict'>;

/** How reproductions stand: the verdict of each that was looked at, read anew as its chain or its run goes on. */
export const useReproductions = defineStore('reproductions', () => {
  const verdicts = shallowReactive(new Map<string, Verdict>());
  const watched = new Set<string>();
  const reading = new Map<string, number>();

  async function read(chainId: string): Promise<void> {
    const ticket = (reading.get(chainId) ?? 0) + 1;
    reading.set(chainId, ticket);
    const result = await call('reproduction.verdict', { chainId });
    // An older answer must not take the place of a newer one.
    if (reading.get(chainId) !== ticket) return;
    if (!result.ok) {
      verdicts.delete(chainId);
      return;
    }
    const before = verdicts.get(chainId)?.kind;
    verdicts.set(chainId, result.value);
    const { kind, because } = result.value;
    if (before === 'running' && kind !== 'running') announce(`${verdictWords[kind]}. ${because}`);
  }

  /** Keeps the verdict of a chain up to date from now on. */
  function watchChain(chainId: string): void {
    watched.add(chainId);
    void read(chainId);
  }

  async function goOn(chainId: string): Promise<void> {
    const result = await call('reproduction.goOn', { chainId });
    if (!result.ok) toastFault(result.error);
  }

  function receive(told: HostEvent): void {
    const chainId =
      told.type === 'run.changed'
        ? told.state.chainId
        : told.type === 'chain.event'
          ? told.chainId
          : undefined;
    if (chainId !== undefined && watched.has(chainId)) void read(chainId);
    if (told.type === 'chain.removed') {
      watched.delete(told.chainId);
      verdicts.delete(told.chainId);
    }
  }
  listen(receive);

  return { verdict: (chainId: string) => verdicts.get(chainId), watchChain, goOn };
});

export const verdictWords: Readonly<Record<Verdict['kind'], string>> = {
  same: 'Same',
  different: 'Different',
  unknown: 'Can’t tell',
  running: 'Running again',
  stopped: 'Stopped',
};
