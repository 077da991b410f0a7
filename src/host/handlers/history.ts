import type { historyCommands } from '../../contract/history.ts';
import type { Handlers } from '../../contract.ts';
import { createWiping } from '../history/wiping.ts';
import type { Parts } from '../parts.ts';

export function historyHandlers(parts: Parts): Pick<Handlers, keyof typeof historyCommands> {
  const { ports, keeping, retention, sealing, forgetChains } = parts;
  const { history } = ports;
  const wiping = createWiping(ports.clock, parts.tell);
  return {
    async 'history.size'() {
      await keeping.settled();
      const { chains, steps, bytes } = await history.size();
      const problem = keeping.problem() ?? history.problem?.();
      return {
        ...{ chains, steps, bytes },
        name: history.name,
        kind: history.kind,
        sealed: sealing.possible(),
        ...(problem === undefined ? {} : { problem }),
      };
    },
    async 'history.targets'() {
      await keeping.settled();
      return history.targets();
    },
    'history.retention': () => retention.get(),
    async 'history.setRetention'(wanted) {
      await keeping.settled();
      await wiping.run((watch) => retention.set(wanted, watch));
      return wanted;
    },
    async 'history.wipe'({ what }) {
      // What is still to be written would come after.
      await keeping.settled();
      const { result: gone, stopped } = await wiping.run((watch) => history.wipe(what, watch));
      forgetChains(gone);
      return { chains: gone.length, stopped };
    },
    async 'history.stopWiping'() {
      wiping.stop();
      return null;
    },
  };
}
