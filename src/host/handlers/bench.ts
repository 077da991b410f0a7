import type { benchCommands } from '../../contract/bench.ts';
import type { Handlers } from '../../contract.ts';
import { createBenches } from '../bench/benches.ts';
import type { Parts } from '../parts.ts';

export function benchHandlers(parts: Parts): Pick<Handlers, keyof typeof benchCommands> {
  const benches = createBenches(parts);
  return {
    'bench.list': ({ chainId, stepId }) => benches.list(chainId, stepId),
    'bench.run': (request) => benches.run(request),
    'bench.stop': async ({ chainId, stepId }) => {
      benches.stop(chainId, stepId);
      return null;
    },
    'bench.results': async ({ chainId, stepId }) => benches.state(chainId, stepId),
  };
}
