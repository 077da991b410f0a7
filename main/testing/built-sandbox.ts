import { join } from 'node:path';
import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder of the command line and of the sandbox's process, side by side as in the product. */
    readonly builtFolder: string;
  }
}

/** What build-once.ts built for all files: they start it, and write nothing beside it. */
export interface Built {
  /** The sandbox's process. */
  readonly script: string;
  /** The command line. */
  readonly cli: string;
}

export function builtSandbox(): Built {
  const folder = inject('builtFolder');
  return { script: join(folder, 'sandbox-process.js'), cli: join(folder, 'cli.js') };
}
