import type { importCommands } from '@core/contract/import.ts';
import type { FileImport, ImportState } from '@core/contract/import.ts';
import type { Handlers, HostEvent } from '@core/contract.ts';

/** The fake host's side of `contract/import.ts`: every import is under way until a test says what came of it. */
export function fakeImport(tell: (event: HostEvent) => void): Pick<Handlers, keyof typeof importCommands> {
  const imports: ImportState[] = [];
  const changed = () => tell({ type: 'imports.changed' });
  const get = (importId: string): ImportState => {
    const found = imports.find((state) => state.importId === importId);
    if (found === undefined) throw { code: 'IMPORT_UNKNOWN', detail: 'This import is not known any more.' };
    return found;
  };
  return {
    'import.choose': async () => [{ id: 'file-a', name: 'sign-in.har', bytes: 2_000_000 }],
    'import.start': async ({ files }) => {
      const importId = `import-${String(imports.length + 1)}`;
      imports.unshift({ importId, at: 0, files: files.map((id) => reading(id)) });
      changed();
      return { importId };
    },
    'import.state': async ({ importId }) => get(importId),
    'import.list': async () => imports,
    'import.cancel': async ({ importId }) => {
      const { files } = get(importId);
      const at = imports.findIndex((state) => state.importId === importId);
      imports[at] = { ...get(importId), files: files.map((file) => ({ ...file, phase: 'cancelled' })) };
      changed();
      return null;
    },
  };
}

function reading(id: string): FileImport {
  return {
    file: { id, name: 'sign-in.har', bytes: 2_000_000 },
    phase: 'reading',
    bytes: 500_000,
    ofBytes: 2_000_000,
    calls: 3,
    chains: [],
    left: 0,
    faults: [],
  };
}
