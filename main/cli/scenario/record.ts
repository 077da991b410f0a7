import { chainOf } from '@core/chain/model.ts';
import { coreFault } from '@core/form/form.ts';
import { withData } from '../data-host.ts';
import { chainNamed } from '../evidence/chain-named.ts';
import { searchIn } from '../evidence/which-history.ts';
import { writeOut } from '../evidence/write-out.ts';
import { EXIT } from '../exit-codes.ts';
import { plain, plainLines } from '../plain-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { valueIn } from '../value-in.ts';

export interface RecordOptions {
  /** Of the way that is meant, as `history show` counts from the top. */
  readonly step: number | undefined;
  /** A file or a folder; without one, or for `-`, standard output. */
  readonly output: string | undefined;
  readonly force: boolean;
  readonly data: string | undefined;
}

/** Writes one way a chain went down as a scenario. @returns the exit code */
export function recordFromHistory(
  name: string,
  { step, output, force, data }: RecordOptions,
  around: Surroundings,
  terminal: Terminal,
): Promise<number> {
  return withData({ data, keychain: 'shared' }, around, terminal, async ({ call }) => {
    const chainId = await chainNamed(searchIn(call, false), name);
    const chain = chainOf(valueIn(await call('chain.events', { chainId })));
    const meant = chain?.steps.find(({ number }) => number === step);
    if (step !== undefined && meant === undefined)
      throw coreFault(
        'STEP_UNKNOWN',
        `The chain has no step ${String(step)}: it has ${String(chain?.steps.length ?? 0)}.`,
        'step',
      );
    // It knows its clients by their names, and its users’ passwords: else they would be asked for.
    if (chain?.target.kind === 'sandbox') valueIn(await call('sandbox.start', {}));
    const { text, file, notes } = valueIn(
      await call('scenario.record', { chainId, ...(meant === undefined ? {} : { stepId: meant.id }) }),
    );
    for (const note of notes) terminal.err(`${plain(note)}\n`);
    const bytes = new TextEncoder().encode(text);
    if (output === undefined || output === '-')
      await around.write(around.outIsScreen ? new TextEncoder().encode(plainLines(text)) : bytes);
    else terminal.err(`Written: ${plain(await writeOut(output, { name: file, bytes }, force))}\n`);
    return EXIT.ok.code;
  });
}
