import { type Retention, RetentionSchema } from '../../contract/history.ts';
import type { History, Wipe, WipeWatch } from '../../history/history.ts';
import type { Clock, Files } from '../ports.ts';
import { openStoredFile } from '../stored-file.ts';

/** A year, and a file that any disk has room for: what is to stay longer is pinned. */
const DEFAULT: Retention = { days: 365, megabytes: 4_000 };
const DAY_MS = 86_400_000;
const MEGABYTE = 1_000_000;
/** How often it is looked whether something is too old, milliseconds. */
const EVERY_MS = 3_600_000;

/** How long chains are kept, and how much of them. */
export interface Keep {
  get(): Promise<Retention>;
  /**
   * Wipes at once what is beyond it; what is left where that is stopped goes with the next look.
   * @throws CoreFault STORED_FILE_NEWER
   */
  set(retention: Retention, watch?: WipeWatch): Promise<void>;
  /** Wipes what is beyond it, now and then every hour. */
  begin(): void;
  stop(): void;
  /** What went wrong with its file. */
  problem(): string | undefined;
}

export interface KeepInput {
  readonly history: History;
  readonly files: Files;
  readonly clock: Clock;
  /** Called with those that went. */
  readonly gone: (chainIds: readonly string[]) => void;
}

export function createRetention({ history, files, clock, gone }: KeepInput): Keep {
  let opening: ReturnType<typeof openFile> | undefined;
  let problem: string | undefined;
  let next: (() => void) | undefined;
  let ended = false;
  const file = async () => {
    opening ??= openFile(files);
    const open = await opening;
    problem = open.problem;
    return open;
  };

  async function wipe(watch?: WipeWatch): Promise<void> {
    const { days, megabytes } = (await file()).get();
    if (days === null && megabytes === null) return;
    const old: Wipe = {
      kind: 'old',
      ...(days === null ? {} : { before: clock.now() - days * DAY_MS }),
      ...(megabytes === null ? {} : { bytes: megabytes * MEGABYTE }),
    };
    const ids = await history.wipe(old, watch);
    gone(ids);
  }

  function run(): void {
    if (ended) return;
    next?.();
    next = clock.after(EVERY_MS, run);
    // What can't be wiped now is in an hour; writing says what is wrong.
    void wipe().catch(() => undefined);
  }

  return {
    get: async () => (await file()).get(),
    async set(retention, watch) {
      await (await file()).set(retention);
      await wipe(watch);
    },
    begin: run,
    stop() {
      ended = true;
      next?.();
    },
    problem: () => problem,
  };
}

function openFile(files: Files) {
  return openStoredFile<Retention>(files, {
    name: 'retention.json',
    version: 1,
    schema: RetentionSchema,
    ups: [],
    empty: DEFAULT,
  });
}
