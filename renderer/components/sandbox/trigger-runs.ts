import type { SandboxCall, SandboxPool, SandboxTriggerRun } from '@core/contract.ts';

export interface RunOfTrigger {
  readonly key: string;
  readonly call: SandboxCall;
  readonly run: SandboxTriggerRun;
}

/**
 * The runs of a pool's trigger, newest first. The log names clients, not pools: a call counts unless its client is
 * known to be another pool's, so that those of a client since removed are still there.
 * @param entries of the log, oldest first
 */
export function runsOf(
  entries: readonly SandboxCall[],
  trigger: string,
  userPoolId: string,
  pools: readonly SandboxPool[],
): RunOfTrigger[] {
  const foreign = new Set(
    pools
      .filter((pool) => pool.userPoolId !== userPoolId)
      .flatMap(({ clients }) => clients.map(({ clientId }) => clientId)),
  );
  return entries
    .filter(({ clientId }) => clientId === undefined || !foreign.has(clientId))
    .flatMap((call) =>
      call.triggers
        .filter((run) => run.trigger === trigger)
        .map((run, index) => ({ key: `${call.requestId}/${index}`, call, run })),
    )
    .reverse();
}
