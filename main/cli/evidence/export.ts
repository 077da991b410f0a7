import { exportFormat } from '@core/evidence/export/formats.ts';
import { coreFault } from '@core/form/form.ts';
import { withData } from '../data-host.ts';
import { EXIT } from '../exit-codes.ts';
import { plainLines } from '../plain-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { valueIn } from '../value-in.ts';
import { chainNamed } from './chain-named.ts';
import { askPassphrase, givenPassphrase, PASSPHRASE } from './passphrase.ts';
import { searchIn } from './which-history.ts';
import { type FileToWrite, writeOut } from './write-out.ts';

export interface ExportOptions {
  readonly data: string | undefined;
  /** Of `exportFormats`. */
  readonly format: string;
  /** A file or a folder; without one, or for `-`, standard output. */
  readonly output: string | undefined;
  readonly unredacted: boolean;
  /** Whether a file that is there may be replaced. */
  readonly force: boolean;
}

/** Writes chains into a file or to standard output: redacted, or with secrets and locked with a passphrase. */
export async function exportChains(
  names: readonly string[],
  { data, format, output, unredacted, force }: ExportOptions,
  around: Surroundings,
  terminal: Terminal,
): Promise<number> {
  const toOut = output === undefined || output === '-';
  if (toOut && around.outIsScreen && (unredacted || exportFormat(format)?.extension === 'countersign')) {
    terminal.err('This is no text to be shown. Name a file with -o FILE, or send it into a pipe.\n');
    return EXIT.usage.code;
  }
  const passphrase = unredacted ? await chosenPassphrase(around) : undefined;
  if (unredacted && passphrase === undefined) {
    terminal.err(
      `A file with secrets is locked with a passphrase, typed the same twice or given as ${PASSPHRASE}.\n`,
    );
    return EXIT.usage.code;
  }
  let made: FileToWrite | undefined;
  const save = async ({ suggestedName, bytes }: { suggestedName: string; bytes: Uint8Array }) => {
    made = { name: suggestedName, bytes };
    return suggestedName;
  };
  return withData({ data, keychain: 'shared', save }, around, terminal, async ({ call }) => {
    const chainIds: string[] = [];
    for (const name of names) chainIds.push(await chainNamed(searchIn(call, false), name));
    valueIn(
      await call('chain.export', {
        chainIds,
        format,
        secrets: unredacted ? 'unredacted' : 'redacted',
        ...(passphrase === undefined ? {} : { passphrase }),
      }),
    );
    if (made === undefined) throw coreFault('FILE_NOT_SAVED', 'Nothing was made to be written.');
    if (toOut) await around.write(around.outIsScreen ? shown(made.bytes) : made.bytes);
    else terminal.err(`${await writeOut(output, made, force)}\n`);
    return EXIT.ok.code;
  });
}

/** Names in a report come from elsewhere: on a screen they must not command the terminal. */
function shown(bytes: Uint8Array): Uint8Array {
  return new TextEncoder().encode(plainLines(new TextDecoder().decode(bytes)));
}

async function chosenPassphrase({ env, ask }: Surroundings): Promise<string | undefined> {
  const given = givenPassphrase(env);
  if (given !== undefined) return given;
  const first = await askPassphrase(ask, 'Passphrase to lock the file with: ');
  if (first === undefined) return undefined;
  // What was mistyped once would lock the file for good.
  return (await askPassphrase(ask, 'Once more: ')) === first ? first : undefined;
}
