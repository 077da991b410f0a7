import type { HeldTarget, HistorySize, historyCommands, Retention } from '@core/contract/history.ts';
import type { Handlers, HostEvent } from '@core/contract.ts';

/** The fake host's side of `contract/history.ts`. */
export function fakeHistory(tell: (event: HostEvent) => void): Pick<Handlers, keyof typeof historyCommands> {
  let retention: Retention = { days: 365, megabytes: 4_000 };
  let size: HistorySize = {
    ...{ chains: 1_204, steps: 6_118, bytes: 18_400_000 },
    ...{ name: 'history.db', kind: 'file', sealed: true },
  };
  let held: HeldTarget[] = [
    { id: 'gone', name: 'old staging', production: true },
    { id: 'imported', name: 'cognito-idp.eu-west-1.amazonaws.com', production: false },
  ];
  return {
    'history.size': async () => size,
    'history.targets': async () => held,
    'history.retention': async () => retention,
    'history.setRetention': async (wanted) => (retention = wanted),
    async 'history.wipe'({ what }) {
      const chains = what.kind === 'chain' ? 1 : size.chains;
      size = { ...size, chains: size.chains - chains, steps: 0, bytes: 4_096 };
      if (what.kind !== 'chain')
        held = held.filter(({ id }) => what.kind === 'target' && id !== what.targetId);
      tell({ type: 'history.changed' });
      return { chains, stopped: false };
    },
    'history.stopWiping': async () => null,
  };
}
