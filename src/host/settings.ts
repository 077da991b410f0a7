import { SettingsSchema } from '../contract/settings.ts';
import type { Settings } from '../contract.ts';
import { isJsonObject, type JsonValue } from '../json.ts';
import type { Files } from './ports.ts';
import { type OpenFile, openStoredFile } from './stored-file.ts';

const DEFAULTS: Settings = { theme: 'system', contrast: 'system', motion: 'system', zoom: 100, keys: {} };

/** Version 1 knew the theme only. */
const withLooksAndKeys = (data: JsonValue): JsonValue =>
  isJsonObject(data) ? { ...DEFAULTS, keys: {}, ...data } : data;

/** The console's looks and keys. They can be had without a host: a window's first paint waits for nothing else. */
export function openSettings(files: Files): Promise<OpenFile<Settings>> {
  return openStoredFile<Settings>(files, {
    name: 'settings.json',
    version: 2,
    schema: SettingsSchema,
    ups: [withLooksAndKeys],
    empty: DEFAULTS,
  });
}
