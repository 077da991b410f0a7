import type { CommandOutput, Result, Target, TargetDraft } from '@core/contract.ts';
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { call, listen } from '../port.ts';
import { remembered } from '../ui/remembered.ts';

/** The places calls can go, and the one new chains begin with. */
export const useTargets = defineStore('targets', () => {
  const list = ref<readonly Target[]>([]);
  const loaded = ref(false);
  const chosenId = remembered<string>('target', '');

  /** The person's own targets, without the sandbox's clients. */
  const own = computed(() => list.value.filter((target) => target.kind === 'endpoint'));
  /** What the switcher shows: the chosen one, or the first while none is chosen or it is gone. */
  const current = computed(() => named(chosenId.value) ?? list.value[0]);

  async function load(): Promise<void> {
    const result = await call('targets.list', {});
    if (result.ok) list.value = result.value;
    loaded.value = true;
  }

  function named(id: string): Target | undefined {
    return list.value.find((target) => target.id === id);
  }

  function choose(id: string): void {
    chosenId.value = id;
  }

  async function save(draft: TargetDraft): Promise<Result<Target>> {
    const result = await call('target.save', draft);
    if (result.ok) await load();
    return result;
  }

  async function remove(id: string): Promise<Result<null>> {
    const result = await call('target.remove', { id });
    if (result.ok) await load();
    return result;
  }

  const check = (draft: TargetDraft): Promise<Result<CommandOutput<'target.check'>>> =>
    call('target.check', draft);

  listen((event) => {
    if (event.type === 'targets.changed') void load();
  });
  void load();

  return { list, own, loaded, current, named, choose, save, remove, check };
});
