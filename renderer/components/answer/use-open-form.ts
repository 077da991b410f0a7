import { nextTick } from 'vue';
import { useRouter } from 'vue-router';
import { useTargets } from '../../stores/targets.ts';
import { remembered } from '../../ui/remembered.ts';
import { useAdmins } from './admins.ts';
import { fillDraft, startPlace } from './draft.ts';

export const USUAL_FLOW = 'USER_SRP_AUTH';

/** Opens the form of a new chain with something filled in. Must be called in a setup. */
export function useOpenForm(): (
  flow: string,
  targetId: string,
  inputs: Readonly<Record<string, string>>,
  /** Whether it begins as administrator; absent: as it was chosen for the target. */
  admin?: boolean,
) => Promise<void> {
  const router = useRouter();
  const targets = useTargets();
  const flow = remembered<string>('start.flow', USUAL_FLOW);
  const admins = useAdmins();
  return async (name, targetId, inputs, admin = admins.has(targetId)) => {
    // The form reads target, flow and who signs as it appears.
    targets.choose(targetId);
    flow.value = name;
    admins.set(targetId, admin);
    fillDraft(startPlace(targetId, name, admin), { inputs });
    await nextTick();
    await router.push({ name: 'new' });
  };
}
