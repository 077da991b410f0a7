import type { CommandInput, CommandOutput, Result } from '@core/contract.ts';
import type { ScenarioEntry, ScenarioList, ScenarioRun } from '@core/contract/scenario.ts';
import type { Fault } from '@core/form/form.ts';
import { defineStore } from 'pinia';
import { ref, shallowReactive, shallowRef } from 'vue';
import { call, listen } from '../port.ts';

/** Names of scenarios that come with the console begin so. */
export const GALLERY = 'gallery:';

/** The text of one scenario under the pen. It outlives the view, not the window. */
export interface ScenarioDraft {
  readonly text: string;
  /** As it stands in its file; absent for one that has none yet. */
  readonly saved?: string;
  /** Of the saved text. */
  readonly stamp?: string;
  /** What recording says of it. */
  readonly notes: readonly string[];
  /** The file is another by now than the one that was opened. */
  readonly elsewhere?: true;
}

export type ScenarioSide = 'text' | 'chain' | 'rows';

/** A run as this window began it, or found it. */
export interface ShownRun extends ScenarioRun {
  /** What it runs; absent where another window began it. */
  readonly text?: string;
}

/** Scenarios of the chosen folder and of the gallery, texts that are edited, and runs. */
export const useScenarios = defineStore('scenarios', () => {
  const list = shallowRef<ScenarioList>({ entries: [] });
  const gallery = shallowRef<readonly ScenarioEntry[]>([]);
  const loaded = ref(false);
  const drafts = shallowReactive(new Map<string, ScenarioDraft>());
  const runs = shallowReactive(new Map<string, ShownRun>());
  const texts = new Map<string, string>();
  /** What stands beside the form of each, also when one comes back from a chain of it. */
  const sides = shallowReactive(new Map<string, ScenarioSide>());

  async function load(): Promise<void> {
    const result = await call('scenarios.list', {});
    if (result.ok) list.value = result.value;
    loaded.value = true;
  }
  async function loadGallery(): Promise<void> {
    if (gallery.value.length > 0) return;
    const result = await call('scenarios.gallery', {});
    if (result.ok) gallery.value = result.value;
  }
  async function chooseFolder(): Promise<boolean> {
    const result = await call('scenarios.chooseFolder', {});
    if (!result.ok || result.value === null) return false;
    list.value = result.value;
    return true;
  }

  const isUnsaved = (draft: ScenarioDraft | undefined): boolean =>
    draft !== undefined && draft.text !== draft.saved;

  /** Puts a file under the pen; a text that was typed and not saved stays. */
  async function open(file: string): Promise<Fault | undefined> {
    return drafts.has(file) ? undefined : reread(file);
  }
  /** Takes what stands in the file, whatever was typed. */
  async function reread(file: string): Promise<Fault | undefined> {
    const result = await call('scenario.read', { file });
    if (!result.ok) return result.error;
    take(file, result.value.text, result.value.stamp);
    return undefined;
  }
  function take(file: string, text: string, stamp: string, notes: readonly string[] = []): void {
    drafts.set(file, { text, saved: text, stamp, notes });
  }
  /** A scenario that has no file yet. */
  function begin(file: string, text: string, notes: readonly string[] = []): void {
    drafts.set(file, { text, notes });
  }
  function type(file: string, text: string): void {
    const before = drafts.get(file);
    if (before !== undefined && before.text !== text) drafts.set(file, { ...before, text });
  }
  function drop(file: string): void {
    drafts.delete(file);
    sides.delete(file);
  }

  /** A name that no file and no draft has. */
  function freeName(wish: string): string {
    const taken = (name: string): boolean =>
      drafts.has(name) || list.value.entries.some(({ file }) => file === name);
    if (!taken(wish)) return wish;
    const [, stem = wish, end = '.yaml'] = /^(.*?)(\.ya?ml)$/.exec(wish) ?? [];
    for (let count = 2; ; count += 1) if (!taken(`${stem}-${count}${end}`)) return `${stem}-${count}${end}`;
  }

  /** @param over writes over whatever stands there by now */
  async function save(file: string, as = file, over = false): Promise<Fault | undefined> {
    const draft = drafts.get(file);
    if (draft === undefined) return undefined;
    let stamp = as === file ? draft.stamp : undefined;
    if (over) {
      const there = await call('scenario.read', { file: as });
      stamp = there.ok ? there.value.stamp : undefined;
    }
    const { text } = draft;
    const result = await call('scenario.write', {
      file: as,
      text,
      ...(stamp === undefined ? {} : { stamp }),
    });
    if (!result.ok) return result.error;
    const now = file === as ? (drafts.get(file)?.text ?? text) : text;
    drafts.set(as, { text: now, saved: text, stamp: result.value.stamp, notes: [] });
    if (as !== file) drop(file);
    await load();
    return undefined;
  }
  async function remove(file: string): Promise<Fault | undefined> {
    const result = await call('scenario.remove', { file });
    if (!result.ok) return result.error;
    await load();
    return undefined;
  }

  /** @param stepId of the branch to write down; the newest one without */
  async function record(chainId: string, stepId?: string): Promise<Result<{ file: string }>> {
    const result = await call('scenario.record', { chainId, ...(stepId === undefined ? {} : { stepId }) });
    if (!result.ok) return result;
    const file = freeName(result.value.file);
    begin(file, result.value.text, result.value.notes);
    return { ok: true, value: { file } };
  }

  /** Files that others changed: what is not edited here follows, what is edited says so. */
  async function followFiles(): Promise<void> {
    await load();
    for (const [file, draft] of drafts) {
      if (draft.stamp === undefined || file.startsWith(GALLERY)) continue;
      const result = await call('scenario.read', { file });
      if (!result.ok || result.value.stamp === draft.stamp) continue;
      const now = drafts.get(file);
      if (now === undefined || now.stamp === result.value.stamp) continue;
      if (isUnsaved(now)) drafts.set(file, { ...now, elsewhere: true });
      else take(file, result.value.text, result.value.stamp, now.notes);
    }
  }

  async function run(input: CommandInput<'scenario.run'>): Promise<Result<CommandOutput<'scenario.run'>>> {
    const result = await call('scenario.run', input);
    if (!result.ok) return result;
    texts.set(result.value.runId, input.text);
    for (const { runId, file, result: ended } of runs.values())
      if (file === input.file && ended !== undefined) void forget(runId);
    await readRun(result.value.runId);
    return result;
  }
  async function readRun(runId: string): Promise<void> {
    const result = await call('scenario.runState', { runId });
    const text = texts.get(runId);
    if (result.ok) runs.set(runId, text === undefined ? result.value : { ...result.value, text });
    // It was one of many rows, and is over.
    else if (result.error.code === 'RUN_UNKNOWN') runs.delete(runId);
  }
  async function forget(runId: string): Promise<void> {
    runs.delete(runId);
    texts.delete(runId);
    await call('scenario.forget', { runId });
  }
  async function loadRuns(): Promise<void> {
    const result = await call('scenario.runs', {});
    if (result.ok) for (const each of result.value) if (!runs.has(each.runId)) runs.set(each.runId, each);
  }
  /** The newest of a file. */
  function runOf(file: string): ShownRun | undefined {
    return [...runs.values()]
      .filter((each) => each.file === file)
      .sort((a, b) => b.startedAt - a.startedAt)[0];
  }
  /** Lets go of the runs of a file, but for this one. */
  function dropRuns(file: string, but: string | undefined): void {
    for (const each of runs.values())
      if (each.file === file && each.runId !== but) {
        runs.delete(each.runId);
        texts.delete(each.runId);
      }
  }
  const next = (runId: string) => call('scenario.next', { runId });
  /** @param keep in the keychain, too */
  const tell = (runId: string, value: string, keep: boolean) =>
    call('scenario.tell', { runId, value, ...(keep ? { keep } : {}) });
  const stop = (runId: string) => call('scenario.stop', { runId });

  listen((event) => {
    if (event.type === 'scenarios.changed') void followFiles();
    if (event.type === 'scenario.run') void readRun(event.runId);
  });
  void load();
  void loadRuns();

  return {
    list,
    gallery,
    loaded,
    drafts,
    sides,
    runs,
    load,
    loadGallery,
    chooseFolder,
    isUnsaved,
    open,
    reread,
    begin,
    type,
    drop,
    freeName,
    save,
    remove,
    record,
    run,
    runOf,
    dropRuns,
    next,
    tell,
    stop,
  };
});
