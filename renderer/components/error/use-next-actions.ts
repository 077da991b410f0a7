import { isAdmins } from '@core/chain/sign-in-operations.ts';
import type { Chain } from '@core/chain/model.ts';
import { nextTick } from 'vue';
import { useRouter } from 'vue-router';
import { useTargets } from '../../stores/targets.ts';
import { remembered } from '../../ui/remembered.ts';
import { useAdmins } from '../answer/admins.ts';
import { fillDraft, startPlace } from '../answer/draft.ts';
import { call } from '../../port.ts';
import { toast, toastFault } from '../../ui/toasts.ts';
import { answerAgain } from '../answer/start-again.ts';
import { reportOf } from './report.ts';
import type { NextAction } from './next-actions.ts';

interface Here {
  retry(): void;
  startAgain(): Promise<void>;
}

const USUAL_FLOW = 'USER_SRP_AUTH';

/** Does what was picked. Must be called in a setup. */
export function useNextActions(
  chain: () => Chain | undefined,
  { retry, startAgain }: Here,
): (kind: NextAction['kind']) => Promise<void> {
  const router = useRouter();
  const targets = useTargets();
  const flow = remembered<string>('start.flow', USUAL_FLOW);
  const admins = useAdmins();

  /** The form reads target and flow as it appears. */
  async function openForm(name: string, { target, steps }: Chain, inputs: Readonly<Record<string, string>>) {
    const admin = isAdmins(steps[0]?.operation ?? '');
    targets.choose(target.id);
    flow.value = name;
    admins.set(target.id, admin);
    fillDraft(startPlace(target.id, name, admin), { inputs });
    await nextTick();
    await router.push({ name: 'new' });
  }

  return async (kind) => {
    const shown = chain();
    if (!shown) return;
    switch (kind) {
      case 'try':
        return retry();
      case 'start':
        return startAgain();
      case 'change':
        return openForm(shown.flow, shown, answerAgain(shown)?.inputs ?? {});
      case 'signIn':
        return openForm(USUAL_FLOW, shown, { USERNAME: shown.username });
      case 'report': {
        const copied = await call('clipboard.write', { text: reportOf(shown) });
        return copied.ok ? toast('Copied, without secrets') : toastFault(copied.error);
      }
      case 'sandbox':
      case 'tokens':
        return void (await router.push({ name: kind }));
      case 'target':
        return void (await router.push({ name: 'targets', params: { id: shown.target.id } }));
    }
  };
}
