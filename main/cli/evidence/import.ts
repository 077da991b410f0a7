import { chainOf } from '@core/chain/model.ts';
import type { CommandInput } from '@core/contract.ts';
import type { FileImport } from '@core/contract/import.ts';
import { isFault } from '@core/form/form.ts';
import { type DataHost, withData } from '../data-host.ts';
import { EXIT } from '../exit-codes.ts';
import { jsonText } from '../plain-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { valueIn } from '../value-in.ts';
import { type Brought, broughtFacts, broughtText } from './brought.ts';
import { askPassphrase, givenPassphrase } from './passphrase.ts';
import { heldImporter, nameOf, readSource, type ReadSource, STDIN } from './sources.ts';

export interface ImportOptions {
  readonly data: string | undefined;
  readonly json: boolean;
  /** Whether what is here already is brought once more. */
  readonly again: boolean;
}

/** How often a passphrase may be mistyped. */
const TRIES = 3;

/** Brings chains of files into the history, one file after the other, and prints what came of each. */
export async function importFiles(
  paths: readonly string[],
  { data, json, again }: ImportOptions,
  around: Surroundings,
  terminal: Terminal,
): Promise<number> {
  const importer = heldImporter();
  return withData({ data, begins: true, keychain: 'history key', importer }, around, terminal, async (at) => {
    const brought: Brought[] = [];
    for (const path of paths) {
      const one = await bring(path, at, importer, again, around);
      brought.push(one);
      if (!json) terminal.out(broughtText(one, terminal.color));
    }
    if (json) terminal.out(jsonText({ files: brought.map(broughtFacts) }));
    // Only now: what was brought is written by and by.
    const { problem } = valueIn(await at.call('history.size', {}));
    if (problem !== undefined) terminal.err(`${problem}\n`);
    return problem !== undefined || brought.some(({ failed }) => failed) ? EXIT.unusable.code : EXIT.ok.code;
  });
}

type Held = ReturnType<typeof heldImporter>;

async function bring(
  path: string,
  at: DataHost,
  importer: Held,
  again: boolean,
  around: Surroundings,
): Promise<Brought> {
  let name = path === STDIN ? nameOf(path) : path;
  try {
    const source = await readSource(path, around.input);
    ({ name } = source);
    return source.read.kind === 'text'
      ? await pasted(source, source.read.text, at, again)
      : await imported(source, at, importer, again, around);
  } catch (error) {
    if (!isFault(error)) throw error;
    return { name, chains: [], left: 0, faults: [error], failed: true };
  }
}

async function imported(
  source: ReadSource,
  at: DataHost,
  importer: Held,
  again: boolean,
  { env, ask }: Surroundings,
): Promise<Brought> {
  const { name } = source;
  const id = importer.hold(source);
  let passphrase = givenPassphrase(env);
  for (let tried = 0; ; tried++) {
    const file = await done(at, { files: [id], again, ...(passphrase === undefined ? {} : { passphrase }) });
    if (file.faults.some(({ code }) => code === 'IMPORT_LOCKED') && tried < TRIES) {
      passphrase = await askPassphrase(ask, `Passphrase of ${name}: `);
      if (passphrase !== undefined) continue;
    }
    const { tool, left, faults } = file;
    return {
      name,
      ...(tool === undefined ? {} : { tool }),
      chains: await chainsOf(
        at,
        file.chains.map(({ chainId }) => chainId),
      ),
      here: file.chains.filter(({ here }) => here === true).map(({ chainId }) => chainId),
      left,
      faults,
      failed: file.phase !== 'done',
    };
  }
}

/** Starts an import of one file and waits for its end. */
async function done({ host, call }: DataHost, start: CommandInput<'import.start'>): Promise<FileImport> {
  const { importId } = valueIn(await call('import.start', start));
  for (;;) {
    const told = new Promise<void>((resolve) => {
      const deaf = host.listen(({ type }) => {
        if (type !== 'imports.changed') return;
        deaf();
        resolve();
      });
    });
    const [file] = valueIn(await call('import.state', { importId })).files;
    if (file !== undefined && /^(done|failed|cancelled)$/.test(file.phase)) return file;
    await told;
  }
}

async function pasted(
  { name, otherwise }: ReadSource,
  text: string,
  at: DataHost,
  again: boolean,
): Promise<Brought> {
  const kept = await at.call('paste.keep', { text, again });
  if (!kept.ok) {
    // What looked like JSON was meant as a HAR file rather than as a request.
    const fault = otherwise !== undefined && isFault(otherwise) ? otherwise : kept.error;
    return { name, chains: [], left: 0, faults: [fault], failed: true };
  }
  const { value } = kept;
  if ('explanation' in value)
    return { name, chains: [], left: 0, faults: [], failed: false, explanation: value.explanation };
  const { chainIds, here } = value;
  return { name, chains: await chainsOf(at, chainIds), here, left: 0, faults: [], failed: false };
}

async function chainsOf({ call }: DataHost, chainIds: readonly string[]): Promise<Brought['chains']> {
  const chains: Brought['chains'][number][] = [];
  for (const chainId of chainIds) {
    const chain = chainOf(valueIn(await call('chain.events', { chainId })));
    if (chain !== undefined) chains.push(chain);
  }
  return chains;
}
