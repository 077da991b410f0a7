import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Fault } from '@core/form/form.ts';
import type { ReportFormat } from '@core/scenario/report/format.ts';
import type { RunSummary } from '@core/scenario/report/summary.ts';
import type { ScenarioResult } from '@core/scenario/result.ts';

export interface ReportWish {
  readonly format: ReportFormat;
  /** Without one: standard output. */
  readonly file: string | undefined;
}

export interface ReportFiles {
  add(result: ScenarioResult): Promise<void>;
  /** Writes every report, each whole or not at all: one that can't be written keeps none of the others back. */
  end(summary: RunSummary): Promise<{ readonly written: readonly string[]; readonly not: readonly Fault[] }>;
  /** Removes what was kept aside. */
  close(): Promise<void>;
}

/** Characters that are gathered before they are written. */
const GATHERED = 65_536;

/**
 * Reports that are written as a run goes: their pieces into files aside, one a section, and in the end all into the
 * report between its head and its tail.
 */
export async function openReportFiles(
  wishes: readonly ReportWish[],
  from: string,
  toOut: (bytes: Uint8Array) => Promise<void>,
): Promise<ReportFiles> {
  const aside = await mkdtemp(join(tmpdir(), 'countersign-report-'));
  const open_ = await Promise.all(wishes.map((wish, at) => openReport(wish, join(aside, String(at)))));
  return {
    async add(result) {
      for (const report of open_) await report.add(result);
    },
    async end(summary) {
      const written: string[] = [];
      const not: Fault[] = [];
      for (const [at, report] of open_.entries()) {
        const file = wishes[at]?.file;
        if (file === undefined) {
          for await (const bytes of report.all(summary)) await toOut(bytes);
        } else {
          const fault = await writeAll(resolve(from, file), report.all(summary));
          if (fault === undefined) written.push(file);
          else not.push(fault);
        }
      }
      return { written, not };
    },
    async close() {
      for (const report of open_) await report.close();
      await rm(aside, { recursive: true, force: true });
    },
  };
}

async function openReport({ format }: ReportWish, path: string) {
  const sections = await Promise.all(
    Array.from({ length: format.sections }, (_, at) => openSection(`${path}.${String(at)}`)),
  );
  let number = 0;
  return {
    async add(result: ScenarioResult): Promise<void> {
      number += 1;
      const section = sections[format.section(result)];
      await section?.add((index) => format.piece(result, index, number));
    },
    async *all(summary: RunSummary): AsyncGenerator<Uint8Array> {
      const text = new TextEncoder();
      yield text.encode(format.head(summary));
      for (const section of sections) {
        await section.flush();
        for await (const bytes of createReadStream(section.path)) yield bytes as Uint8Array;
      }
      yield text.encode(format.tail(summary));
    },
    async close(): Promise<void> {
      for (const section of sections) await section.close();
    },
  };
}

async function openSection(path: string) {
  const file: FileHandle = await open(path, 'a', 0o600);
  let gathered = '';
  let index = 0;
  const flush = async () => {
    const text = gathered;
    gathered = '';
    if (text !== '') await file.write(text);
  };
  return {
    path,
    flush,
    async add(piece: (index: number) => string): Promise<void> {
      gathered += piece(index);
      index += 1;
      if (gathered.length > GATHERED) await flush();
    },
    close: () => file.close(),
  };
}

/** @returns why it was not written */
async function writeAll(path: string, pieces: AsyncIterable<Uint8Array>): Promise<Fault | undefined> {
  const half = `${path}.${String(process.pid)}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(half, 'w');
    try {
      for await (const bytes of pieces) await file.write(bytes);
    } finally {
      await file.close();
    }
    await rename(half, path);
    return undefined;
  } catch (error) {
    // Where the folder is a file, there is nothing half to remove, and no way to it either.
    await rm(half, { force: true }).catch(() => undefined);
    return notWritten(path, error);
  }
}

/** A report that could not be written, and what to do. */
export function notWritten(path: string, error: unknown): Fault {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  return {
    code: 'FILE_NOT_SAVED',
    detail: `${path} was not written: ${code}. Name a file in a folder that can be written to.`,
  };
}
