import type * as v from 'valibot';
import { RunSettingsSchema } from '../../contract/run.ts';
import type { Breakpoint, RunSettings } from '../../contract.ts';
import type { Files } from '../ports.ts';
import { openStoredFile, type OpenFile } from '../stored-file.ts';

const NONE: RunSettings = { breakpoints: [], pauseBeforeSending: false };
const Stored: v.GenericSchema<unknown, RunSettings> = RunSettingsSchema;

/** Breakpoints and the pause, kept over a restart. */
export function openRunSettings(files: Files): Promise<OpenFile<RunSettings>> {
  return openStoredFile<RunSettings>(files, {
    name: 'run.json',
    version: 1,
    schema: Stored,
    ups: [],
    empty: NONE,
  });
}

export function breaksAt({ breakpoints }: RunSettings, on: Breakpoint['on'], name: string): boolean {
  return breakpoints.some((point) => point.enabled && point.on === on && point.name === name);
}
