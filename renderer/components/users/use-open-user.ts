import type { Chain } from '@core/chain/model.ts';
import { nextTick } from 'vue';
import { useRouter } from 'vue-router';
import { useTargets } from '../../stores/targets.ts';

/** Opens the page of the user a chain signs in. Must be called in a setup. */
export function useOpenUser(): (chain: Pick<Chain, 'target' | 'username'>) => Promise<void> {
  const router = useRouter();
  const targets = useTargets();
  return async ({ target, username }) => {
    // One that was removed meanwhile leaves any target of the same pool.
    const there =
      targets.named(target.id) ?? targets.list.find(({ userPoolId }) => userPoolId === target.userPoolId);
    if (there) targets.choose(there.id);
    await nextTick();
    await router.push({ name: 'users', params: { username } });
  };
}
