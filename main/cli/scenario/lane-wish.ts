import { isSandboxName } from '../evidence/target-named.ts';
import type { Surroundings } from '../surroundings.ts';
import type { LaneWish } from './lane.ts';
import type { Planned } from './planned.ts';
import type { RunOptions } from './run.ts';
import type { RunSecrets } from './secrets.ts';

/** What the lanes of a run are opened with. */
export function laneWish(
  {
    target,
    confirmed,
    timeout,
    record,
    data,
  }: Pick<RunOptions, 'target' | 'confirmed' | 'timeout' | 'record' | 'data'>,
  cases: readonly Planned[],
  {
    around,
    env,
    secrets,
    lean = false,
    poolIdFlag = '--user-pool-id ID',
  }: {
    readonly around: Surroundings;
    readonly env: NodeJS.ProcessEnv;
    readonly secrets: RunSecrets;
    readonly lean?: boolean;
    readonly poolIdFlag?: string;
  },
): LaneWish {
  return {
    around,
    env,
    folder: data ?? around.folder,
    record,
    lean,
    keychain: readsKeychain(target) || cases.some(({ keychain, on }) => keychain || on === 'saved target'),
    target,
    poolIdFlag,
    confirmed,
    timeout,
    sandbox: goesToSandbox(target) || (target === undefined && cases.some(({ on }) => on === 'sandbox')),
    secrets: secrets.of,
    ask: secrets.ask,
  };
}

/** For reports. */
export function targetName(target: NonNullable<LaneWish['target']>): string {
  if ('named' in target) return target.named;
  return 'endpoint' in target ? target.endpoint : target.targetId;
}

function goesToSandbox(target: LaneWish['target']): boolean {
  return target !== undefined && 'named' in target && isSandboxName(target.named);
}

function readsKeychain(target: LaneWish['target']): boolean {
  if (target === undefined) return false;
  if ('named' in target) return !isSandboxName(target.named);
  return 'clientSecret' in target && target.clientSecret?.startsWith('keychain:') === true;
}
