import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readArguments, writeArguments } from './sandbox-arguments.ts';
import { readSandboxFlags } from './sandbox-flags.ts';
import { optionKey, sandboxOptions, type SandboxOption, type SandboxOptionTexts } from './sandbox-options.ts';

const table: readonly SandboxOption[] = sandboxOptions;

test('any flags read back from the arguments written of them', () => {
  const text = fc.string({ minLength: 1, maxLength: 20 });
  const values = table.map(({ name, value, many }) => [
    optionKey(name),
    value === undefined ? fc.constant(true) : many ? fc.array(text, { minLength: 1 }) : text,
  ]);
  const any = fc.record(Object.fromEntries(values) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: [],
  });
  fc.assert(
    fc.property(any, (flags) => {
      const read = readArguments(writeArguments(flags as SandboxOptionTexts));
      expect({ ...read.value }).toEqual({ ...flags });
    }),
  );
});

describe('each example', () => {
  test.each(table.map(({ name, example }) => [name, example]))('%s: %s is good', async (name, example) => {
    const words = execFileSync('bash', ['-c', `printf '%s\\0' ${example}`], { encoding: 'utf8' });
    const flags = readArguments(words.split('\0').slice(0, -1));
    expect(Object.keys(flags.value ?? {})).toEqual([optionKey(name)]);
    const start = await readSandboxFlags(flags.value ?? {});
    // The files of the examples are nobody's.
    if (['seed', 'faults'].includes(name)) expect(start.problem).toContain('there is no such file');
    else expect(start.problem).toBeUndefined();
  });
});
