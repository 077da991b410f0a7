import type { ScenarioEdit, ScenarioReadingView } from '@core/contract/scenario.ts';
import type { Fault } from '@core/form/form.ts';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { call } from '../../port.ts';
import { useScenarios } from '../../stores/scenarios.ts';
import { toastFault } from '../../ui/toasts.ts';

/** Mistakes are told once the typing has paused. Milliseconds. */
const PAUSE = 200;
const NOTHING: ScenarioReadingView = { faults: [], lines: [], rows: [{}], needs: [] };

/** One scenario under the pen: its text, what it was read as, and changes by the form. */
export function useScenarioEditing(file: () => string) {
  const scenarios = useScenarios();
  const reading = shallowRef<ScenarioReadingView>(NOTHING);
  /** As it was read when it had no mistakes: what the form shows while the text is being typed. */
  const scenario = shallowRef<ScenarioReadingView['scenario']>();
  const fault = ref<Fault>();
  const draft = computed(() => scenarios.drafts.get(file()));
  const text = computed(() => draft.value?.text ?? '');
  const unsaved = computed(() => scenarios.isUnsaved(draft.value));
  let asked = 0;
  let pause: ReturnType<typeof setTimeout> | undefined;

  async function check(): Promise<void> {
    clearTimeout(pause);
    asked += 1;
    const own = asked;
    const result = await call('scenario.check', { text: text.value, file: file() });
    if (own !== asked || !result.ok) return;
    reading.value = result.value;
    if (result.value.scenario !== undefined) scenario.value = result.value.scenario;
  }
  watch(
    text,
    (_now, before) => {
      clearTimeout(pause);
      if (before === undefined || before === '') void check();
      else pause = setTimeout(() => void check(), PAUSE);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(pause));
  void scenarios.open(file()).then((refused) => (fault.value = refused));

  /** Changes by the form go one after the other: each is made to the text that the one before left. */
  let editing: Promise<unknown> = Promise.resolve();
  function edit(...edits: ScenarioEdit[]): Promise<void> {
    const own = editing.then(async () => {
      const result = await call('scenario.edit', { text: text.value, edits });
      if (!result.ok) return toastFault(result.error);
      scenarios.type(file(), result.value.text);
      await check();
    });
    editing = own.catch(() => undefined);
    return own;
  }

  return {
    draft,
    text,
    unsaved,
    reading,
    scenario,
    fault,
    type: (typed: string) => scenarios.type(file(), typed),
    edit,
    /** Resolves once what the form was asked to change stands in the text, and that was read. */
    settled: async () => {
      await editing;
      await check();
    },
  };
}

export type ScenarioEditing = ReturnType<typeof useScenarioEditing>;
