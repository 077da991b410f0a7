import { isAdmins } from '@core/chain/sign-in-operations.ts';
import type { Chain } from '@core/chain/model.ts';
import { useRouter } from 'vue-router';
import { useOpenForm, USUAL_FLOW } from '../answer/use-open-form.ts';
import { call } from '../../port.ts';
import { toast, toastFault } from '../../ui/toasts.ts';
import { answerAgain } from '../answer/start-again.ts';
import { wayToResend } from '../call/call-place.ts';
import { useOpenUser } from '../users/use-open-user.ts';
import { reportOf } from './report.ts';
import type { NextAction } from './next-actions.ts';

interface Here {
  retry(): void;
  startAgain(): Promise<void>;
}

/** Does what was picked. Must be called in a setup. */
export function useNextActions(
  chain: () => Chain | undefined,
  { retry, startAgain }: Here,
): (kind: NextAction['kind']) => Promise<void> {
  const router = useRouter();
  const openForm = useOpenForm();
  const openUser = useOpenUser();

  return async (kind) => {
    const shown = chain();
    if (!shown) return;
    const admin = isAdmins(shown.steps[0]?.operation ?? '');
    const { id } = shown.target;
    switch (kind) {
      case 'try':
        return retry();
      case 'start':
        return startAgain();
      case 'change':
        return openForm(shown.flow, id, answerAgain(shown)?.inputs ?? {}, admin);
      case 'signIn':
        return openForm(USUAL_FLOW, id, { USERNAME: shown.username }, admin);
      case 'report': {
        const copied = await call('clipboard.write', { text: reportOf(shown) });
        return copied.ok ? toast('Copied, without secrets') : toastFault(copied.error);
      }
      case 'edit':
        return void (await router.push(wayToResend(shown, shown.steps.at(-1)?.id ?? '')));
      case 'user':
        return openUser(shown);
      case 'sandbox':
      case 'tokens':
        return void (await router.push({ name: kind }));
      case 'target':
        return void (await router.push({ name: 'targets', params: { id } }));
    }
  };
}
