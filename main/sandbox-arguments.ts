import { parseArgs } from 'node:util';
import type { Read } from '@core/sandbox/problem.ts';
import type { SandboxFlags } from './sandbox-flags.ts';

const options = {
  port: { type: 'string', default: '0' },
  seed: { type: 'string' },
  state: { type: 'string' },
  fault: { type: 'string', multiple: true },
  faults: { type: 'string' },
  'status-profile': { type: 'string' },
  setting: { type: 'string', multiple: true },
  at: { type: 'string' },
  freeze: { type: 'boolean' },
} as const;

export interface SandboxArguments extends SandboxFlags {
  /** 0: any free one. */
  readonly port: number;
}

/** What stands behind the script's name when the sandbox's process is started. */
export function readArguments(argv: readonly string[]): Read<SandboxArguments> {
  let given;
  try {
    given = parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
  const { port: text, 'status-profile': statusProfile, ...rest } = given;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) return { problem: '--port takes a number from 0 to 65535' };
  return { value: { ...rest, ...(statusProfile === undefined ? {} : { statusProfile }), port } };
}

/** The arguments that read back as these flags. */
export function writeArguments(flags: SandboxFlags & { readonly port?: number }): string[] {
  const { freeze = false, statusProfile, port, fault = [], setting = [], ...files } = flags;
  const single = Object.entries({ port, 'status-profile': statusProfile, ...files });
  return [
    ...single.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}=${String(value)}`])),
    ...fault.map((line) => `--fault=${line}`),
    ...setting.map((text) => `--setting=${text}`),
    ...(freeze ? ['--freeze'] : []),
  ];
}
