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

/** How the sandbox is told to begin, as people write it: the command line's flags and the process's own. */
export interface SandboxFlags {
  /** Seed file; absent: the built-in one. */
  readonly seed?: string;
  /** File that keeps the state from one start to the next. */
  readonly state?: string;
  /** Fault rules, one line each. */
  readonly fault?: readonly string[];
  /** File with a list of fault rules, YAML. */
  readonly faults?: string;
  readonly statusProfile?: string;
  /** `NAME=VALUE` each. */
  readonly setting?: readonly string[];
  /** ISO time. */
  readonly at?: string;
  readonly freeze?: boolean;
}

/** The same, read. */
export interface SandboxStart {
  readonly seed: SeedFile;
  readonly startAt?: number;
  readonly frozen: boolean;
  readonly stateFile?: string;
}

/** Reads flags and the files they name; what is wrong is told with the flag it stands in. */
export async function readSandboxFlags(flags: SandboxFlags): Promise<Read<SandboxStart>> {
  const seed = flags.seed === undefined ? { value: builtInSeed } : await readSeedFile(flags.seed);
  if (seed.problem !== undefined) return seed;
  const faults = await readFaults(seed.value.faults ?? [], flags);
  if (faults.problem !== undefined) return faults;
  const settings = readSettingFlags(flags.setting ?? []);
  if (settings.problem !== undefined) return settings;
  const { statusProfile = seed.value.statusProfile, at, freeze = false, state } = flags;
  if (statusProfile !== undefined && !isProfile(statusProfile)) {
    return { problem: `--status-profile: must be one of ${STATUS_PROFILES.join(', ')}` };
  }
  const moment = at === undefined ? undefined : v.safeParse(MomentSchema, at);
  if (moment?.success === false) return { problem: `--at: ${moment.issues[0].message}` };
  return {
    value: {
      seed: {
        ...seed.value,
        faults: faults.value,
        settings: { ...seed.value.settings, ...settings.value },
        ...(statusProfile === undefined ? {} : { statusProfile }),
      },
      frozen: freeze,
      ...(moment === undefined ? {} : { startAt: moment.output }),
      ...(state === undefined ? {} : { stateFile: state }),
    },
  };
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
  { faults: path, fault: lines = [] }: SandboxFlags,
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
  // Only those who bring a file wait for the parser.
  const { parse } = await import('yaml');
  let list: unknown;
  try {
    list = parse(text.value);
  } catch (error) {
    return { problem: `--faults ${path}: ${error instanceof Error ? error.message : String(error)}` };
  }
  const { problem } = readRules(list, operationNames);
  return problem === undefined ? { value: list as unknown[] } : { problem: `--faults ${path}: ${problem}` };
}

function readSettingFlags(texts: readonly string[]): Read<Partial<Settings>> {
  let settings: Partial<Settings> = {};
  for (const text of texts) {
    const read = readSettingText(text);
    if (read.problem !== undefined) return { problem: `--setting ${read.problem}` };
    settings = { ...settings, ...read.value };
  }
  return { value: settings };
}

async function readText(flag: string, path: string): Promise<Read<string>> {
  try {
    return { value: await readFile(path, 'utf8') };
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { problem: `${flag} ${path}: cannot be read (${reason}); name a file that is there` };
  }
}

function isProfile(name: string): name is StatusProfile {
  return STATUS_PROFILES.some((profile) => profile === name);
}
