import type { CommandInput } from '@core/contract.ts';
import { computed, ref, watch } from 'vue';
import { useScenarioRows } from '../../stores/scenario-rows.ts';
import { useScenarios } from '../../stores/scenarios.ts';
import { useTargets } from '../../stores/targets.ts';
import { toast, toastFault } from '../../ui/toasts.ts';
import type { ScenarioEditing } from './use-scenario-editing.ts';

type Pace = CommandInput<'scenario.run'>['pace'];
type Row = Readonly<Record<string, string>>;

/** Runs the scenario under the pen, as it stands there: through, or a step at a time. */
export function useScenarioRun(file: () => string, editing: ScenarioEditing) {
  const scenarios = useScenarios();
  const scenarioRows = useScenarioRows();
  const targets = useTargets();
  /** A target's id; empty: as the file says. */
  const targetId = ref('');
  const row = ref(0);
  const begin = ref<'as it is' | 'seed'>('as it is');
  /** A production target whose name has to be typed first, and how to go then. */
  const confirming = ref<{ readonly name: string; readonly go: (confirmed: string) => void }>();
  const run = computed(() => scenarios.runOf(file()));
  const going = computed(() => run.value !== undefined && run.value.result === undefined);
  /** What came of the steps is of another text than the present one. */
  const outdated = computed(
    () => run.value?.text !== undefined && run.value.text !== editing.text.value && !going.value,
  );
  const rows = computed(() => editing.reading.value.rows);
  watch(rows, ({ length }) => (row.value = Math.min(row.value, Math.max(0, length - 1))));

  /** The newest run of many rows. */
  const rowsRun = computed(() => scenarioRows.rowsOf(file()));
  const rowsGoing = computed(() => rowsRun.value !== undefined && rowsRun.value.ended === undefined);
  const rowsOutdated = computed(
    () => rowsRun.value?.text !== undefined && rowsRun.value.text !== editing.text.value,
  );

  /** Names of the production targets that these rows would go to. */
  function productionsOf(chosen: readonly (Row | undefined)[]): string[] {
    const names = [...new Set(chosen.map((each) => each?.['target']))].map(productionNamed);
    return [...new Set(names.filter((name) => name !== undefined))];
  }
  function productionNamed(ofRow: string | undefined): string | undefined {
    const named = ofRow ?? editing.scenario.value?.target;
    const target =
      targetId.value !== ''
        ? targets.named(targetId.value)
        : targets.list.find(({ name }) => typeof named === 'string' && name === named);
    return target?.production === true ? target.name : undefined;
  }

  /** A run that goes step by step and shall go on by itself. */
  const through = ref<string>();
  watch(run, (now) => {
    if (now?.waits?.kind === 'next' && through.value === now.runId) void scenarios.next(now.runId);
  });

  async function start(pace: Pace, confirmed?: string): Promise<void> {
    await editing.settled();
    const chosen = rows.value[row.value];
    const [production] = productionsOf([chosen]);
    if (production !== undefined && production !== confirmed) {
      confirming.value = { name: production, go: (name) => void start(pace, name) };
      return;
    }
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

  /** Runs these rows, or all that the text has by then, one after the other. */
  async function runRows(wanted?: readonly Row[], confirmed?: string): Promise<void> {
    await editing.settled();
    const chosen = wanted ?? rows.value;
    const [production, ...others] = productionsOf(chosen);
    if (production !== undefined && others.length > 0) {
      const names = new Intl.ListFormat('en').format([production, ...others]);
      const text = `These rows go to ${names}, production targets each: choose one place to run, or run them row by row.`;
      return toast(text, { tone: 'failed' });
    }
    if (production !== undefined && production !== confirmed) {
      confirming.value = { name: production, go: (name) => void runRows(wanted, name) };
      return;
    }
    const result = await scenarioRows.run({
      text: editing.text.value,
      file: file(),
      rows: chosen.map((each) => ({ ...each })),
      begin: begin.value,
      ...(targetId.value === '' ? {} : { target: { targetId: targetId.value } }),
      ...(confirmed === undefined ? {} : { confirmed }),
    });
    if (!result.ok) toastFault(result.error);
  }
  /** What runs alone next. */
  function lookAt(wanted: Row): void {
    const same = JSON.stringify(wanted);
    const index = rows.value.findIndex((each) => JSON.stringify(each) === same);
    if (index >= 0) row.value = index;
  }

  async function runThrough(): Promise<void> {
    const now = run.value;
    if (rowsGoing.value) return;
    if (!going.value || now === undefined) return start('through');
    through.value = now.runId;
    if (now.waits?.kind === 'next') await scenarios.next(now.runId);
  }
  async function step(): Promise<void> {
    const now = run.value;
    if (rowsGoing.value) return;
    if (!going.value || now === undefined) return start('steps');
    if (now.waits?.kind === 'next') await scenarios.next(now.runId);
  }
  async function stop(): Promise<void> {
    if (rowsRun.value !== undefined && rowsGoing.value) await scenarioRows.stop(rowsRun.value.rowsId);
    else if (run.value !== undefined && going.value) await scenarios.stop(run.value.runId);
  }
  /** @returns whether it was taken */
  async function tell(value: string, keep: boolean): Promise<boolean> {
    if (run.value === undefined) return false;
    const result = await scenarios.tell(run.value.runId, value, keep);
    if (!result.ok) toastFault(result.error);
    return result.ok;
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
    rowsRun,
    rowsGoing,
    rowsOutdated,
    runRows,
    lookAt,
    runThrough,
    step,
    stop,
    tell,
  };
}

export type ScenarioRunning = ReturnType<typeof useScenarioRun>;
