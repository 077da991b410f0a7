import type { CommandInput } from '@core/contract.ts';
import type { FileImport, ImportState } from '@core/contract/import.ts';
import { defineStore } from 'pinia';
import { computed, ref } from 'vue';
import { call, listen, offerFiles } from '../port.ts';
import { announce } from '../ui/announce.ts';
import { toast, toastFault } from '../ui/toasts.ts';

const UNDER_WAY: ReadonlySet<FileImport['phase']> = new Set(['waiting', 'reading', 'keeping']);

/** Imports of this run, newest first: files that are read, and what each brought. */
export const useImports = defineStore('imports', () => {
  const list = ref<readonly ImportState[]>([]);
  const loaded = ref(false);
  /** Said once a file, however often the list is read. */
  const said = new Set<string>();

  const underWay = computed(() => list.value.some(({ files }) => files.some(isUnderWay)));

  async function load(): Promise<void> {
    const result = await call('import.list', {});
    if (!result.ok) return;
    if (loaded.value) sayEnds(result.value);
    list.value = result.value;
    loaded.value = true;
  }

  function sayEnds(states: readonly ImportState[]): void {
    for (const { importId, files } of states)
      for (const [at, file] of files.entries()) {
        const key = `${importId} ${String(at)}`;
        if (isUnderWay(file) || said.has(key)) continue;
        said.add(key);
        announce(`${file.file.name}: ${wordsFor(file)}`);
      }
  }

  /** The system's dialog. @returns whether something was chosen */
  async function choose(): Promise<boolean> {
    const chosen = await call('import.choose', {});
    if (!chosen.ok) toastFault(chosen.error);
    return chosen.ok && chosen.value.length > 0 && start(chosen.value.map(({ id }) => id));
  }

  /** Files that were dropped on the window. @returns whether one of them is read */
  async function drop(files: readonly File[]): Promise<boolean> {
    const offered = await offerFiles(files);
    if (offered.length > 0) return start(offered.map(({ id }) => id));
    toast('Only files can be imported, not folders or text.');
    return false;
  }

  async function start(
    files: string[],
    how: Omit<CommandInput<'import.start'>, 'files'> = {},
  ): Promise<boolean> {
    const result = await call('import.start', {
      files: files.slice(0, 50),
      ...how,
    });
    if (!result.ok) toastFault(result.error);
    await load();
    return result.ok;
  }

  /** Stops what is under way. */
  async function cancel(importId?: string): Promise<void> {
    const busy = list.value.filter(({ files }) => files.some(isUnderWay)).map((state) => state.importId);
    for (const id of importId === undefined ? busy : [importId])
      await call('import.cancel', { importId: id });
    await load();
  }

  listen((event) => {
    if (event.type === 'imports.changed') void load();
  });
  void load();

  return { list, loaded, underWay, load, choose, drop, start, cancel };
});

export function isUnderWay({ phase }: FileImport): boolean {
  return UNDER_WAY.has(phase);
}

/** What became of a file, or how far it is, in a few words. */
export function wordsFor({ phase, bytes, ofBytes, calls, chains, faults }: FileImport): string {
  const found = `${count(calls, 'call')} found`;
  switch (phase) {
    case 'waiting':
      return 'waiting';
    case 'reading': {
      const share = ofBytes === 0 ? 0 : Math.min(100, Math.floor((bytes / ofBytes) * 100));
      return `${String(share)} %, ${found}`;
    }
    case 'keeping':
      return `${count(chains.length, 'chain')} so far`;
    case 'done': {
      const here = chains.filter((chain) => chain.here).length;
      if (here > 0 && here === chains.length) return `${count(here, 'chain')}, already here`;
      if (here > 0) return `${count(chains.length, 'chain')}, ${String(here)} already here`;
      return chains.length === 0 ? 'no chain' : count(chains.length, 'chain');
    }
    case 'cancelled':
      return chains.length === 0 ? 'stopped' : `stopped after ${count(chains.length, 'chain')}`;
    case 'failed':
      return faults[0]?.code ?? 'failed';
  }
}

export function count(number: number, what: string): string {
  return `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
}
