import { readFile } from 'node:fs/promises';
import * as v from 'valibot';
import { isFault } from '@core/form/form.ts';
import { readRules } from '@core/sandbox/faults/read-rules.ts';
import { writeFaultRule } from '@core/sandbox/faults/rule-text.ts';
import { operationNames } from '@core/sandbox/model/service-model.ts';
import type { Read } from '@core/sandbox/problem.ts';
import { readSettingText } from '@core/sandbox/read-settings.ts';
import { builtInSeed } from '@core/sandbox/seed/built-in.ts';
import { readSeed } from '@core/sandbox/seed/read-seed.ts';
import type { SeedFile } from '@core/sandbox/seed/schema.ts';
import type { Settings } from '@core/sandbox/settings.ts';
import { STATUS_PROFILES, type StatusProfile } from '@core/sandbox/status-profiles.ts';
import { MomentSchema } from './control/clock.ts';
import { readFaultList } from './fault-list.ts';
import type { SandboxOptionTexts } from './sandbox-options.ts';

/** How the sandbox is told to begin. */
export interface SandboxStart {
  /** 0: any free one. */
  readonly port: number;
  readonly seed: SeedFile;
  readonly startAt?: number;
  readonly frozen: boolean;
  readonly stateFile?: string;
  /** Opens the control API; absent: a new one. */
  readonly token?: string;
}

/** Reads flags and the files they name; what is wrong is told with the flag it stands in. */
export async function readSandboxFlags(flags: SandboxOptionTexts): Promise<Read<SandboxStart>> {
  const port = readPort(flags.port ?? '0');
  if (port.problem !== undefined) return port;
  const token: Read<string | undefined> =
    flags.token === undefined ? { value: undefined } : readToken(flags.token);
  if (token.problem !== undefined) return token;
  const seed = flags.seed === undefined ? { value: builtInSeed } : await readSeedFile(flags.seed);
  if (seed.problem !== undefined) return seed;
  const faults = await readFaults(seed.value.faults ?? [], flags);
  if (faults.problem !== undefined) return faults;
  const settings = readSettingFlags(flags.setting ?? []);
  if (settings.problem !== undefined) return settings;
  const { statusProfile = seed.value.statusProfile, at, freeze = false, state } = flags;
  if (statusProfile !== undefined && !isProfile(statusProfile)) {
    return { problem: `--status-profile ${statusProfile}: must be one of ${STATUS_PROFILES.join(', ')}` };
  }
  const moment = at === undefined ? undefined : v.safeParse(MomentSchema, at);
  if (moment?.success === false) return { problem: `--at ${String(at)}: ${moment.issues[0].message}` };
  return {
    value: {
      port: port.value,
      seed: {
        ...seed.value,
        faults: faults.value,
        settings: { ...seed.value.settings, ...settings.value },
        ...(statusProfile === undefined ? {} : { statusProfile }),
      },
      frozen: freeze,
      ...(moment === undefined ? {} : { startAt: moment.output }),
      ...(state === undefined ? {} : { stateFile: state }),
      ...(token.value === undefined ? {} : { token: token.value }),
    },
  };
}

function readPort(text: string): Read<number> {
  const port = Number(text);
  return /^\d+$/.test(text) && port <= 65_535
    ? { value: port }
    : { problem: `--port ${text}: must be a whole number from 0 to 65535` };
}

/** What a header can carry as one word. */
function readToken(text: string): Read<string> {
  return /^[\x21-\x7e]{8,256}$/.test(text)
    ? { value: text }
    : { problem: '--token: must be 8 to 256 letters, digits or signs without a space' };
}

async function readSeedFile(path: string): Promise<Read<SeedFile>> {
  const text = await readText('--seed', path);
  if (text.problem !== undefined) return text;
  try {
    return { value: await readSeed(text.value) };
  } catch (error) {
    if (isFault(error)) return { problem: `--seed ${path}: ${error.detail}` };
    throw error;
  }
}

/** The seed's rules come first, then the file's, then the single ones. */
async function readFaults(
  seeded: readonly string[],
  { faults: path, fault: lines = [] }: SandboxOptionTexts,
): Promise<Read<readonly string[]>> {
  const listed = path === undefined ? { value: [] } : await readFaultFile(path);
  if (listed.problem !== undefined) return listed;
  for (const line of lines) {
    const { problem } = readRules([line], operationNames);
    if (problem !== undefined) return { problem: `--fault ${line}: ${problem.replace(/^rule 1: /, '')}` };
  }
  const all = readRules([...seeded, ...listed.value, ...lines], operationNames);
  return all.problem === undefined
    ? { value: all.value.map(writeFaultRule) }
    : { problem: `The fault rules cannot stand together: ${all.problem}` };
}

async function readFaultFile(path: string): Promise<Read<readonly unknown[]>> {
  const text = await readText('--faults', path);
  if (text.problem !== undefined) return text;
  const list = await readFaultList(text.value);
  return list.problem === undefined ? list : { problem: `--faults ${path}: ${list.problem}` };
}

function readSettingFlags(texts: readonly string[]): Read<Partial<Settings>> {
  let settings: Partial<Settings> = {};
  for (const text of texts) {
    const read = readSettingText(text);
    if (read.problem !== undefined) return { problem: `--setting ${text}: ${read.problem}` };
    settings = { ...settings, ...read.value };
  }
  return { value: settings };
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file; name one that is there',
  EISDIR: 'is a folder; name a file in it',
  EACCES: 'you may not read this file; change its permissions or name another',
};

async function readText(flag: string, path: string): Promise<Read<string>> {
  try {
    return { value: await readFile(path, 'utf8') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { problem: `${flag} ${path}: ${UNREADABLE[code] ?? `cannot be read (${code})`}` };
  }
}

function isProfile(name: string): name is StatusProfile {
  return STATUS_PROFILES.some((profile) => profile === name);
}
