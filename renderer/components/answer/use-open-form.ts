import { nextTick } from 'vue';
import { useRouter } from 'vue-router';
import { useTargets } from '../../stores/targets.ts';
import { remembered } from '../../ui/remembered.ts';
import { fillDraft, startPlace } from './draft.ts';

export const USUAL_FLOW = 'USER_SRP_AUTH';

/** Opens the form of a new chain with something filled in. Must be called in a setup. */
export function useOpenForm(): (
  flow: string,
  targetId: string,
  inputs: Readonly<Record<string, string>>,
) => Promise<void> {
  const router = useRouter();
  const targets = useTargets();
  const flow = remembered<string>('start.flow', USUAL_FLOW);
  return async (name, targetId, inputs) => {
    // The form reads target and flow as it appears.
    targets.choose(targetId);
    flow.value = name;
    fillDraft(startPlace(targetId, name), { inputs });
    await nextTick();
    await router.push({ name: 'new' });
  };
}
