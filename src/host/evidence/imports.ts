import { chainOf } from '../../chain/model.ts';
import type { BroughtChain, FileImport, ImportState } from '../../contract/import.ts';
import type { ImportedChain } from '../../evidence/imported.ts';
import type { ChainOfFile, ChainsInFile, FileContent, ImportFile } from '../../evidence/importing.ts';
import { coreFault, type Fault, isFault } from '../../form/form.ts';
import type { Parts } from '../parts.ts';
import type { CancelSignal } from '../ports.ts';
import { alreadyHere } from './already-here.ts';
import { bringChain } from './bring-chain.ts';
import { chainsOfText } from './text-reader.ts';

export interface Imports {
  /** @param files ids. @throws CoreFault IMPORT_UNREADABLE where none of them is known */
  start(files: readonly string[], how?: HowToImport): string;
  /** @throws CoreFault IMPORT_UNKNOWN */
  state(importId: string): ImportState;
  list(): readonly ImportState[];
  /** @throws CoreFault IMPORT_UNKNOWN */
  cancel(importId: string): void;
}

export interface HowToImport {
  /** Of sealed bundles. */
  readonly passphrase?: string | undefined;
  /** Whether what is here already is brought once more. */
  readonly again?: boolean | undefined;
}

interface Running {
  readonly importId: string;
  readonly at: number;
  files: readonly FileImport[];
  readonly cancel: CancelSignal & { fire(): void };
}

/** Told at most so often, milliseconds. */
const TOLD_EVERY = 100;
/** Chains that are put there before everything else gets its turn. */
const AT_ONCE = 8;
/** Imports that are remembered; their chains stay whatever becomes of them. */
const MOST = 50;

/** Imports of this run, each a thread of its own while it reads. */
export function createImports(parts: Parts): Imports {
  const { ports, tell } = parts;
  const { clock, importer } = ports;
  const running = new Map<string, Running>();
  let resting = false;

  /** Whoever listens asks for the state: they need not hear of every piece. */
  function changed(): void {
    if (resting) return;
    resting = true;
    clock.after(TOLD_EVERY, () => {
      resting = false;
      tell({ type: 'imports.changed' });
    });
  }

  function set(run: Running, index: number, changes: Partial<FileImport>): void {
    run.files = run.files.map((file, at) => (at === index ? { ...file, ...changes } : file));
    changed();
  }

  async function through(run: Running, { passphrase, again = false }: HowToImport): Promise<void> {
    for (const [index, { file }] of run.files.entries()) {
      if (run.cancel.cancelled) {
        set(run, index, { phase: 'cancelled' });
        continue;
      }
      set(run, index, { phase: 'reading' });
      try {
        const read = await importer.read(
          file,
          (progress) => !run.cancel.cancelled && set(run, index, progress),
          run.cancel,
          passphrase,
        );
        const { chains, left, faults, tool } = chainsIn(read, file);
        if (run.cancel.cancelled) throw coreFault('CANCELLED', 'The import was stopped.');
        const said = tool === undefined ? {} : { tool };
        set(run, index, { phase: 'keeping', left, faults, calls: callsIn(chains), ...said });
        await bringAll(run, index, chains, again);
        set(run, index, { phase: 'done', bytes: file.bytes });
      } catch (error) {
        const stopped = run.cancel.cancelled;
        set(run, index, stopped ? { phase: 'cancelled' } : { phase: 'failed', faults: [faultOf(error)] });
      }
    }
    tell({ type: 'imports.changed' });
  }

  function chainsIn(read: FileContent, { name }: ImportFile): ChainsInFile {
    if (read.kind === 'chains') return read;
    return { chains: chainsOfText(ports, read.text, name), left: 0, faults: [] };
  }

  /** A few at a time: the window's own messages come in between. */
  async function bringAll(
    run: Running,
    index: number,
    chains: readonly ChainOfFile[],
    again: boolean,
  ): Promise<void> {
    // What came a moment ago is looked for, too.
    if (!again) await parts.keeping.settled();
    for (let from = 0; from < chains.length && !run.cancel.cancelled; from += AT_ONCE) {
      const some = chains.slice(from, from + AT_ONCE);
      const here = again ? [] : await alreadyHere(parts, some);
      const brought = some.map((chain, at) => {
        const known = here[at];
        return known === undefined
          ? { chain, is: broughtOf(bringChain(parts, chain)) }
          : { is: broughtOf(known).map((one) => ({ ...one, here: true })) };
      });
      set(run, index, { chains: [...(run.files[index]?.chains ?? []), ...brought.flatMap(({ is }) => is)] });
      await noteAll(brought.flatMap(({ chain, is: [one] }) => (chain && one ? [{ chain, one }] : [])));
      await new Promise<void>((resolve) => void clock.after(0, resolve));
    }
  }

  /** What was noted elsewhere comes along. A history that can't be written is told of by what keeps the chain. */
  async function noteAll(
    brought: readonly { readonly chain: ChainOfFile; readonly one: BroughtChain }[],
  ): Promise<void> {
    if (!brought.some(({ chain }) => chain.annotations !== undefined)) return;
    await parts.keeping.settled();
    for (const { chain, one } of brought) {
      if (chain.annotations === undefined) continue;
      await ports.history.annotate(one.chainId, chain.annotations).catch(() => undefined);
    }
  }

  function get(importId: string): Running {
    const run = running.get(importId);
    if (run === undefined)
      throw coreFault(
        'IMPORT_UNKNOWN',
        'This import is not known any more. What it brought is among the chains.',
      );
    return run;
  }

  return {
    start(ids, how = {}) {
      const files = ids.flatMap((id) => importer.file(id) ?? []);
      if (files.length === 0)
        throw coreFault('IMPORT_UNREADABLE', 'The file was chosen too long ago. Choose it again.');
      const importId = ports.random.uuid();
      const run: Running = {
        importId,
        at: clock.now(),
        files: files.map((file) => waiting(file)),
        cancel: cancelSignal(),
      };
      running.set(importId, run);
      for (const old of [...running.keys()].slice(0, Math.max(0, running.size - MOST))) running.delete(old);
      void through(run, how);
      return importId;
    },
    state: (importId) => stateOf(get(importId)),
    list: () => [...running.values()].reverse().map(stateOf),
    cancel(importId) {
      get(importId).cancel.fire();
      changed();
    },
  };
}

function waiting(file: ImportFile): FileImport {
  return { file, phase: 'waiting', bytes: 0, ofBytes: file.bytes, calls: 0, chains: [], left: 0, faults: [] };
}

function stateOf({ importId, at, files }: Running): ImportState {
  return { importId, at, files };
}

function callsIn(chains: readonly ImportedChain[]): number {
  return chains.reduce(
    (all, { events }) => all + events.filter(({ type }) => type === 'step.sent').length,
    0,
  );
}

function broughtOf(events: ImportedChain['events']): BroughtChain[] {
  const chain = chainOf(events);
  if (chain === undefined) return [];
  const { id, username, flow, target, startedAt, steps } = chain;
  const codes = steps.flatMap(({ outcome }) => (outcome?.kind === 'error' ? [outcome.code] : []));
  return [
    {
      chainId: id,
      username,
      flow,
      targetName: target.name,
      at: startedAt,
      steps: steps.length,
      holes: steps.reduce((all, step) => all + step.holes.length, 0),
      codes: [...new Set(codes)],
      ends: steps.some(({ status }) => status === 'tokens')
        ? 'tokens'
        : (steps.at(-1)?.outcome?.kind ?? 'failure'),
    },
  ];
}

function cancelSignal(): Running['cancel'] {
  const listeners: (() => void)[] = [];
  const signal = {
    cancelled: false,
    onCancel(run: () => void) {
      if (signal.cancelled) run();
      else listeners.push(run);
    },
    fire() {
      if (signal.cancelled) return;
      signal.cancelled = true;
      for (const run of listeners.splice(0)) run();
    },
  };
  return signal;
}

function faultOf(error: unknown): Fault {
  return isFault(error)
    ? { code: error.code, detail: error.detail }
    : { code: 'IMPORT_UNREADABLE', detail: 'The file could not be read to its end.' };
}
