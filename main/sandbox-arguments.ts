import { parseArgs, type ParseArgsConfig } from 'node:util';
import type { Read } from '@core/sandbox/problem.ts';
import { optionKey, sandboxOptions, type SandboxOption, type SandboxOptionTexts } from './sandbox-options.ts';

const table: readonly SandboxOption[] = sandboxOptions;
const options: ParseArgsConfig['options'] = Object.fromEntries(
  table.map(({ name, value, many = false }) => [
    name,
    { type: value === undefined ? 'boolean' : 'string', multiple: many },
  ]),
);

/** What stands behind the script's name when the sandbox's process is started. */
export function readArguments(argv: readonly string[]): Read<SandboxOptionTexts> {
  try {
    const { values } = parseArgs({ args: [...argv], options });
    return {
      value: Object.fromEntries(Object.entries(values).map(([name, value]) => [optionKey(name), value])),
    };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** The arguments that read back as these flags. */
export function writeArguments(texts: SandboxOptionTexts): string[] {
  const byKey: Readonly<Record<string, string | boolean | readonly string[] | undefined>> = texts;
  return table.flatMap(({ name }) => {
    const value = byKey[optionKey(name)];
    if (value === undefined || value === false) return [];
    if (value === true) return [`--${name}`];
    return [value].flat().map((text) => `--${name}=${text}`);
  });
}
