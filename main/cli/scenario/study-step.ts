import { type Chain, chainOf } from '@core/chain/model.ts';
import { PENDING_KEY } from '@core/chain/rail.ts';
import type { BenchState } from '@core/contract.ts';
import type { ScenarioRun } from '@core/contract/scenario.ts';
import { coreFault } from '@core/form/form.ts';
import type { MatrixStep } from '@core/scenario/fault-matrix/fault-matrix.ts';
import type { Studied } from '@core/scenario/fault-matrix/studied.ts';
import type { DataHost } from '../data-host.ts';
import { valueIn } from '../value-in.ts';

/**
 * Breaks the rules of one step that a scenario came to, where it ran.
 * @throws CoreFault BENCH_IMPOSSIBLE, TARGET_PRODUCTION and what else the bench refuses with
 */
export async function studyStep(
  { host, call }: DataHost,
  { chainIds, steps }: Pick<ScenarioRun, 'chainIds' | 'steps'>,
  {
    of,
    confirmed,
    halts,
  }: {
    readonly of: Studied;
    /** A production target's name. */
    readonly confirmed: string | undefined;
    /** Takes what ends it early. */
    readonly halts: (stop: () => void) => void;
  },
): Promise<Pick<MatrixStep, 'target' | 'username' | 'faults' | 'results'>> {
  const sent = steps[of.index]?.stepIds.at(-1);
  const stepId = of.waits || sent === undefined ? PENDING_KEY : sent;
  const chains: (Chain | undefined)[] = [];
  for (const chainId of chainIds) chains.push(chainOf(valueIn(await call('chain.events', { chainId }))));
  const chain = chains.findLast(
    (each) => stepId === PENDING_KEY || each?.steps.some(({ id }) => id === stepId),
  );
  if (chain === undefined)
    throw coreFault('BENCH_IMPOSSIBLE', 'The scenario began no sign-in before this step.');
  const spot = { chainId: chain.id, stepId };
  const { username, faults } = valueIn(await call('bench.list', spot));
  const target = chain.target.name;
  if (faults.every(({ hindered }) => hindered !== undefined))
    return { target, username, faults, results: [] };
  const began = valueIn(
    await call('bench.run', {
      ...spot,
      faults: 'all',
      ...(confirmed === undefined ? {} : { confirmed }),
    }),
  );
  if (began.kind === 'ask')
    throw coreFault(
      'TARGET_PRODUCTION',
      `On ${began.typed} this sends ${String(began.tries)} tries that fail and ${String(began.messages)} messages. ` +
        'Give --confirm with its name to do it.',
      'target',
    );
  halts(() => void call('bench.stop', spot));
  const { results } = await ended(host, async () => valueIn(await call('bench.results', spot)));
  return { target, username, faults, results };
}

/** Waits until the bench runs no more. */
function ended(host: DataHost['host'], state: () => Promise<BenchState>): Promise<BenchState> {
  return new Promise((resolve, reject) => {
    const look = async () => {
      const now = await state();
      if (now.running !== undefined) return;
      deaf();
      resolve(now);
    };
    const failed = (error: unknown) => {
      deaf();
      reject(error as Error);
    };
    const deaf = host.listen((event) => {
      if (event.type === 'bench.changed') look().catch(failed);
    });
    look().catch(failed);
  });
}
