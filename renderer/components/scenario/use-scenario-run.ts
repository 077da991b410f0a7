import type { CommandInput } from '@core/contract.ts';
import { computed, ref, watch } from 'vue';
import { useScenarios } from '../../stores/scenarios.ts';
import { useTargets } from '../../stores/targets.ts';
import { toastFault } from '../../ui/toasts.ts';
import type { ScenarioEditing } from './use-scenario-editing.ts';

type Pace = CommandInput<'scenario.run'>['pace'];

/** Runs the scenario under the pen, as it stands there: through, or a step at a time. */
export function useScenarioRun(file: () => string, editing: ScenarioEditing) {
  const scenarios = useScenarios();
  const targets = useTargets();
  /** A target's id; empty: as the file says. */
  const targetId = ref('');
  const row = ref(0);
  const begin = ref<'as it is' | 'seed'>('as it is');
  /** A production target whose name has to be typed first, and how to go then. */
  const confirming = ref<{ readonly name: string; readonly pace: Pace }>();
  const run = computed(() => scenarios.runOf(file()));
  const going = computed(() => run.value !== undefined && run.value.result === undefined);
  /** What came of the steps is of another text than the present one. */
  const outdated = computed(
    () => run.value?.text !== undefined && run.value.text !== editing.text.value && !going.value,
  );
  const rows = computed(() => editing.reading.value.rows);
  watch(rows, ({ length }) => (row.value = Math.min(row.value, Math.max(0, length - 1))));

  /** The production target that it would go to. */
  const production = computed(() => {
    const named = editing.scenario.value?.target;
    const target =
      targetId.value !== ''
        ? targets.named(targetId.value)
        : targets.list.find(({ name }) => typeof named === 'string' && name === named);
    return target?.production === true ? target.name : undefined;
  });

  /** A run that goes step by step and shall go on by itself. */
  const through = ref<string>();
  watch(run, (now) => {
    if (now?.waits?.kind === 'next' && through.value === now.runId) void scenarios.next(now.runId);
  });

  async function start(pace: Pace, confirmed?: string): Promise<void> {
    await editing.settled();
    if (production.value !== undefined && confirmed === undefined) {
      confirming.value = { name: production.value, pace };
      return;
    }
    const chosen = rows.value[row.value];
    const result = await scenarios.run({
      text: editing.text.value,
      file: file(),
      begin: begin.value,
      pace,
      ...(chosen === undefined ? {} : { row: chosen }),
      ...(targetId.value === '' ? {} : { target: { targetId: targetId.value } }),
      ...(confirmed === undefined ? {} : { confirmed }),
    });
    if (!result.ok) toastFault(result.error);
  }

  async function runThrough(): Promise<void> {
    const now = run.value;
    if (!going.value || now === undefined) return start('through');
    through.value = now.runId;
    if (now.waits?.kind === 'next') await scenarios.next(now.runId);
  }
  async function step(): Promise<void> {
    const now = run.value;
    if (!going.value || now === undefined) return start('steps');
    if (now.waits?.kind === 'next') await scenarios.next(now.runId);
  }
  async function stop(): Promise<void> {
    if (run.value !== undefined && going.value) await scenarios.stop(run.value.runId);
  }
  async function tell(value: string): Promise<void> {
    if (run.value !== undefined) await scenarios.tell(run.value.runId, value);
  }

  function choose(change: { targetId?: string; row?: number; begin?: 'as it is' | 'seed' }): void {
    targetId.value = change.targetId ?? targetId.value;
    row.value = change.row ?? row.value;
    begin.value = change.begin ?? begin.value;
  }
  function giveUp(): void {
    confirming.value = undefined;
  }

  return {
    choose,
    giveUp,
    targetId,
    row,
    rows,
    begin,
    run,
    going,
    outdated,
    confirming,
    start,
    runThrough,
    step,
    stop,
    tell,
  };
}

export type ScenarioRunning = ReturnType<typeof useScenarioRun>;
