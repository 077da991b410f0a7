import type { SandboxPool } from '@core/contract.ts';
import { computed } from 'vue';
import type { ComputedRef, WritableComputedRef } from 'vue';
import { useSandbox } from '../../stores/sandbox.ts';
import { remembered } from '../../ui/remembered.ts';

/** Shared by all panes that look at one pool: who goes from users to clients stays in it. */
const chosen = remembered<string>('sandbox.pool', '');

/** The pool that the sandbox's panes look at: the one chosen last, else the first. */
export function usePool(): {
  readonly pool: ComputedRef<SandboxPool | undefined>;
  readonly poolId: WritableComputedRef<string>;
} {
  const sandbox = useSandbox();
  const pool = computed(() => {
    const pools = sandbox.info?.pools ?? [];
    return pools.find(({ userPoolId }) => userPoolId === chosen.value) ?? pools[0];
  });
  const poolId = computed({
    get: () => pool.value?.userPoolId ?? '',
    set: (id) => (chosen.value = id),
  });
  return { pool, poolId };
}
