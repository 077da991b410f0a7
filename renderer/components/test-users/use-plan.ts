import type { BulkPlan } from '@core/contract/bulk.ts';
import type { CommandInput } from '@core/contract.ts';
import type { Fault } from '@core/form/form.ts';
import { onBeforeUnmount, ref, shallowRef, watch } from 'vue';
import { call } from '../../port.ts';
import { type PlanDraft, wantedOf, wholeTable } from './plan-draft.ts';

type Wish = CommandInput<'bulk.plan'>;

/** Quiet for this long, then it is planned. Milliseconds. */
const PAUSE = 250;

/** What would come of a draft at a target: for every cell of the table, and for what is asked for. */
export function usePlan(draft: PlanDraft, targetId: () => string | undefined) {
  const table = shallowRef<BulkPlan>();
  const plan = shallowRef<BulkPlan>();
  const fault = ref<Fault>();
  const busy = ref(false);
  let pause: ReturnType<typeof setTimeout> | undefined;
  let newest = 0;
  let tableOf = '';

  async function read(): Promise<void> {
    const id = targetId();
    if (id === undefined) return;
    const ticket = ++newest;
    busy.value = true;
    const where = { targetId: id };
    const ask = async (from: ReturnType<typeof wantedOf>) =>
      from === undefined ? undefined : call('bulk.plan', { where, from } as Wish);
    const [whole, wanted] = await Promise.all([ask(wholeTable(draft)), ask(wantedOf(draft))]);
    // What was typed since is planned next.
    if (ticket !== newest) return;
    busy.value = false;
    // A slip in what is typed says nothing of the pool: the table of states and factors stays, as it was.
    const stays = tableOf === id && whole?.ok === false && whole.error.code === 'TEST_USERS_INPUT';
    if (!stays) table.value = whole?.ok === true ? whole.value : undefined;
    tableOf = id;
    plan.value = wanted?.ok === true ? wanted.value : undefined;
    const refused = [wanted, whole].find((result) => result?.ok === false);
    fault.value = refused?.ok === false ? refused.error : undefined;
  }

  // Another pool is read at once; what is typed, when the typing pauses.
  watch(targetId, () => void read(), { immediate: true });
  watch(draft, () => {
    clearTimeout(pause);
    pause = setTimeout(() => void read(), PAUSE);
  });
  onBeforeUnmount(() => clearTimeout(pause));
  return { table, plan, fault, busy, read };
}
