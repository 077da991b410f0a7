import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { appFolder } from './folders.ts';

/** An error of the product's catalogue, as the command line prints it. */
export interface CataloguedError {
  readonly code: string;
  readonly kind: 'cognito' | 'front-door' | 'own';
  readonly operations: readonly string[];
  readonly meaning: string;
  readonly messages: readonly {
    readonly text: string;
    readonly pattern?: string;
    readonly meaning: string;
  }[];
}

export interface CataloguedChallenge {
  readonly name: string;
  readonly help: string;
  readonly answerable: boolean;
}

let errors: readonly CataloguedError[] | undefined;

export function cataloguedErrors(): readonly CataloguedError[] {
  return (errors ??= printed<CataloguedError>('errors'));
}

export function cataloguedChallenges(): readonly CataloguedChallenge[] {
  return printed<CataloguedChallenge>('challenges');
}

/** What the catalogue says an error means, by its message where that is known. */
export function meaningOf(code: string, message: string): string {
  const entry = cataloguedErrors().find((known) => known.code === code);
  if (entry === undefined) throw new Error(`The catalogue does not explain ${code}.`);
  const plain = (text: string) => text.trim().replace(/\.$/, '').toLowerCase();
  const refined = entry.messages.find(({ text, pattern }) =>
    pattern === undefined
      ? plain(text) === plain(message)
      : new RegExp(`^(?:${pattern})$`, 'i').test(message),
  );
  return (refined ?? entry).meaning;
}

function printed<T>(command: string): readonly T[] {
  const cli = join(appFolder, 'out/main/cli.js');
  return JSON.parse(
    execFileSync(process.execPath, [cli, command, '--json'], { encoding: 'utf8', maxBuffer: 10_000_000 }),
  ) as T[];
}
