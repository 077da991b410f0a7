import { coreFault, isFault } from '@core/form/form.ts';
import { createKeptSecrets } from '@core/host/scenario/kept-secrets.ts';
import { EXIT } from '../exit-codes.ts';
import { faultText } from '../fault-text.ts';
import { jsonText, plain } from '../plain-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';

/** More than any keychain holds: what goes on without end is not read to it. Bytes. */
const MOST = 1_000_000;

/** Keeps what is typed or piped in. @returns the exit code */
export function setSecret(name: string, around: Surroundings, terminal: Terminal): Promise<number> {
  return told(terminal, async () => {
    const kept = createKeptSecrets(around.keychain);
    kept.check(name);
    const replaced = await kept.set(name, await valueFor(name, around));
    const how = replaced ? 'in place of what was there' : 'where nothing was before';
    terminal.err(`Kept in ${around.keychain.name} for keychain:${plain(name)}, ${how}.\n`);
  });
}

/** Prints names, never a value. @returns the exit code */
export function listSecrets(json: boolean, around: Surroundings, terminal: Terminal): Promise<number> {
  return told(terminal, async () => {
    const names = await createKeptSecrets(around.keychain).names();
    if (json) return terminal.out(jsonText(names));
    if (names.length === 0) terminal.err(`${around.keychain.name} has no secret of scenarios.\n`);
    for (const name of names) terminal.out(`${plain(name)}\n`);
  });
}

/** @returns the exit code */
export function removeSecret(name: string, around: Surroundings, terminal: Terminal): Promise<number> {
  return told(terminal, async () => {
    const kept = createKeptSecrets(around.keychain);
    if (!(await kept.remove(name)))
      throw coreFault(
        'SECRET_NOT_KEPT',
        `${around.keychain.name} has no secret ${name} of scenarios.`,
        'name',
      );
    terminal.err(`Removed from ${around.keychain.name}: ${plain(name)}.\n`);
  });
}

async function told(terminal: Terminal, work: () => Promise<void>): Promise<number> {
  try {
    await work();
    return EXIT.ok.code;
  } catch (error) {
    if (!isFault(error)) throw error;
    terminal.err(faultText(error));
    return error.code === 'SECRET_NAME' || error.code === 'SECRET_VALUE'
      ? EXIT.usage.code
      : EXIT.unusable.code;
  }
}

/** @throws CoreFault SECRET_VALUE where it is no text, or would be seen as it is typed */
async function valueFor(name: string, { ask, input, inIsKeyboard }: Surroundings): Promise<string> {
  const typed = await ask(`Value for keychain:${plain(name)}: `, { secret: true });
  if (typed !== undefined) return typed;
  if (inIsKeyboard)
    throw coreFault(
      'SECRET_VALUE',
      'Nothing can be asked here unseen: standard error goes elsewhere. Pipe the value in.',
      'value',
    );
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of input) {
    length += piece.length;
    if (length > MOST)
      throw coreFault('SECRET_VALUE', 'What is piped in is no secret: it is too long.', 'value');
    pieces.push(piece);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces));
    // What echo and most password managers put behind it.
    return text.replace(/\r?\n$/, '');
  } catch {
    throw coreFault('SECRET_VALUE', 'What is piped in is no text in UTF-8.', 'value');
  }
}
