import type { ActionDone, ActionPlan, ActionValues } from '@core/contract/actions.ts';
import type { Fault } from '@core/form/form.ts';
import { onScopeDispose, ref, shallowRef } from 'vue';
import type { Ref, ShallowRef } from 'vue';
import { call, listen } from '../../port.ts';
import { announce } from '../../ui/announce.ts';

export interface UserAction {
  readonly values: Ref<ActionValues>;
  /** The newest plan; the one before stays while another is made. */
  readonly plan: ShallowRef<ActionPlan | undefined>;
  readonly done: ShallowRef<ActionDone | undefined>;
  /** Why there is no plan, or why it was not sent. */
  readonly fault: Ref<Fault | undefined>;
  readonly doing: Ref<boolean>;
  /** A plan is being made. */
  readonly looking: Ref<boolean>;
  /** Until when it waits because the service asked to slow down, epoch milliseconds. */
  readonly waitsUntil: Ref<number | undefined>;
  begin(): void;
  /** Plans with the values as they are now. */
  look(): Promise<void>;
  act(confirmed: string): Promise<void>;
  /** Back to the form, with what was filled in: after a refusal. */
  change(): void;
  /** Stops what is under way; what was read is let go. */
  end(): void;
}

/** One action on one user, from its plan to what it came to. `of` says which. */
export function useUserAction(
  of: () => { readonly targetId: string; readonly action: string; readonly username: string },
): UserAction {
  const values = ref<ActionValues>({});
  const plan = shallowRef<ActionPlan>();
  const done = shallowRef<ActionDone>();
  const fault = ref<Fault>();
  const doing = ref(false);
  const looking = ref(false);
  const waitsUntil = ref<number>();
  let actId = '';
  let again = false;

  const input = () => ({ actId, ...of(), values: values.value });

  function begin(): void {
    actId = crypto.randomUUID();
    values.value = {};
    plan.value = undefined;
    done.value = undefined;
    fault.value = undefined;
    waitsUntil.value = undefined;
    void look();
  }

  async function look(): Promise<void> {
    again = true;
    if (looking.value) return;
    looking.value = true;
    while (again) {
      again = false;
      const asked = actId;
      const result = await call('action.plan', input());
      // Another dialog was opened meanwhile: what was asked for this one is nobody's.
      if (asked !== actId) continue;
      if (result.ok) plan.value = result.value;
      fault.value = result.ok ? undefined : result.error;
    }
    looking.value = false;
  }

  async function act(confirmed: string): Promise<void> {
    if (doing.value) return;
    doing.value = true;
    fault.value = undefined;
    const asked = actId;
    const result = await call('action.do', { ...input(), ...(confirmed === '' ? {} : { confirmed }) });
    doing.value = false;
    if (asked !== actId) return;
    if (!result.ok) {
      fault.value = result.error;
      announce(result.error.detail, 'assertive');
      return;
    }
    done.value = result.value;
    const { refused } = result.value;
    announce(
      refused === undefined ? 'Done.' : refused.detail,
      refused === undefined ? 'polite' : 'assertive',
    );
  }

  function change(): void {
    // What was read before is out of date: the service may have taken a part.
    actId = crypto.randomUUID();
    done.value = undefined;
    void look();
  }

  function end(): void {
    if (actId === '') return;
    void call('action.stop', { actId });
    actId = '';
  }

  const deaf = listen((event) => {
    if (event.type === 'action.waiting' && event.actId === actId) waitsUntil.value = event.until;
  });
  onScopeDispose(() => {
    deaf();
    end();
  });
  return { values, plan, done, fault, doing, looking, waitsUntil, begin, look, act, change, end };
}
