import type { importCommands } from '../../contract/import.ts';
import type { Handlers } from '../../contract.ts';
import { createImports } from '../evidence/imports.ts';
import type { Parts } from '../parts.ts';

export function importHandlers(parts: Parts): Pick<Handlers, keyof typeof importCommands> {
  const imports = createImports(parts);
  return {
    'import.choose': () => parts.ports.openDialog.choose(),
    'import.start': async ({ files, ...how }) => ({ importId: imports.start(files, how) }),
    'import.state': async ({ importId }) => imports.state(importId),
    'import.list': async () => imports.list(),
    'import.cancel': async ({ importId }) => {
      imports.cancel(importId);
      return null;
    },
  };
}
