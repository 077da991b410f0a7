import type { PoolClientHead, PoolHead, PoolReading } from '@core/contract/pool.ts';
import type { Fault } from '@core/form/form.ts';
import type { Result } from '@core/contract.ts';
import { defineStore } from 'pinia';
import { shallowReactive } from 'vue';
import { call, listen } from '../port.ts';
import { useTargets } from './targets.ts';

/** Something that is read, was read, or could not be. */
export interface Reading<T> {
  readonly busy: boolean;
  /** What was read last; stays in sight while it is read again. */
  readonly value?: T;
  readonly fault?: Fault;
}

/** A pool and perhaps one of its app clients, as a target sees them. */
export interface PoolPlace {
  readonly targetId: string;
  readonly userPoolId?: string | undefined;
  readonly clientId?: string | undefined;
}

/** Pools, app clients and their settings, as far as somebody asked for them. */
export const usePools = defineStore('pools', () => {
  const targets = useTargets();
  const lists = shallowReactive(new Map<string, Reading<PoolHead[]>>());
  const clients = shallowReactive(new Map<string, Reading<PoolClientHead[]>>());
  const readings = shallowReactive(new Map<string, Reading<PoolReading>>());
  /** Per target, until when the service wants it to wait, epoch milliseconds. */
  const waits = shallowReactive(new Map<string, number>());

  /** @param again asks once more what was asked before; what is known stays in sight meanwhile */
  async function ask<T>(
    known: Map<string, Reading<T>>,
    key: string,
    again: boolean,
    run: () => Promise<Result<T>>,
  ): Promise<void> {
    const before = known.get(key);
    if (before?.busy === true || (before !== undefined && !again)) return;
    known.set(key, { busy: true, ...(before?.value === undefined ? {} : { value: before.value }) });
    const result = await run();
    known.set(key, result.ok ? { busy: false, value: result.value } : { busy: false, fault: result.error });
  }

  /** A target that goes elsewhere, or signs otherwise, is another one. */
  function keyOf({ targetId, userPoolId = '', clientId = '' }: PoolPlace): string {
    const { endpoint = '', profile = '' } = targets.named(targetId) ?? {};
    return [targetId, endpoint, profile, userPoolId, clientId].join(' ');
  }
  const given = ({ targetId, userPoolId, clientId }: PoolPlace) => ({
    targetId,
    ...(userPoolId === undefined ? {} : { userPoolId }),
    ...(clientId === undefined ? {} : { clientId }),
  });

  listen((event) => {
    if (event.type !== 'pool.waits') return;
    if (event.until === undefined) waits.delete(event.targetId);
    else waits.set(event.targetId, event.until);
  });

  /** Reads the settings. `how`: `once` nothing that is known; `anew`: not even what the host read a moment ago will do. */
  const read = (place: PoolPlace, how: 'once' | 'again' | 'anew' = 'once'): Promise<void> =>
    ask(readings, keyOf(place), how !== 'once', () =>
      call('pool.facts', { ...given(place), again: how === 'anew' }),
    );

  return {
    waits,
    list: (targetId: string) => lists.get(keyOf({ targetId })),
    clients: (targetId: string, userPoolId: string) => clients.get(keyOf({ targetId, userPoolId })),
    reading: (place: PoolPlace) => readings.get(keyOf(place)),
    readList: (targetId: string, again = false) =>
      ask(lists, keyOf({ targetId }), again, () => call('pool.list', { targetId })),
    readClients: (targetId: string, userPoolId: string, again = false) =>
      ask(clients, keyOf({ targetId, userPoolId }), again, () =>
        call('pool.clients', { targetId, userPoolId }),
      ),
    read,
    stop: (targetId: string) => call('pool.stop', { targetId }),
  };
});
