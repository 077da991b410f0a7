import { open, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { coreFault, isFault } from '@core/form/form.ts';
import type { JsonReport } from '@core/scenario/report/json.ts';
import { LOOKS_LIKE_REPORT, readReport } from '@core/scenario/report/read.ts';
import { plain } from '../plain-text.ts';

/** Bytes. */
const LARGEST = 512 * 1_048_576;

/**
 * The JSON reports that paths mean: files by name, and all in folders and below them, sorted.
 * @throws CoreFault REPORT_GONE
 */
export async function reportsIn(paths: readonly string[]): Promise<readonly string[]> {
  const files = new Set<string>();
  for (const path of paths) {
    const there = await stat(path).catch(() => undefined);
    if (there === undefined) throw coreFault('REPORT_GONE', `There is no file or folder ${plain(path)}.`);
    if (!there.isDirectory()) files.add(path);
    else for (const file of await reportsBelow(path)) files.add(file);
  }
  if (files.size === 0)
    throw coreFault(
      'REPORT_GONE',
      `No report is in ${paths.map(plain).join(', ')}: write some with --reporter json:FILE.`,
    );
  return [...files].sort();
}

/** Other JSON may lie in a folder: only what begins as a report does is meant. */
async function reportsBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files: string[] = [];
  for (const entry of entries) {
    if (!entry.isFile() || !entry.name.endsWith('.json')) continue;
    const path = join(entry.parentPath, entry.name);
    if (LOOKS_LIKE_REPORT.test(await beginOf(path))) files.push(path);
  }
  return files;
}

async function beginOf(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

/** @throws CoreFault IMPORT_TOO_LARGE, REPORT_DAMAGED, REPORT_NEWER, each with the file’s name */
export async function reportAt(path: string): Promise<JsonReport> {
  const there = await stat(path);
  if (there.size > LARGEST) throw coreFault('IMPORT_TOO_LARGE', `${plain(path)} is larger than any report.`);
  try {
    return readReport(await readFile(path, 'utf8'));
  } catch (error) {
    if (!isFault(error)) throw error;
    throw coreFault(error.code, `${plain(path)}: ${error.detail}`);
  }
}
