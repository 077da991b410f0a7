import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { coreFault, type Fault } from '@core/form/form.ts';
import { dotProgress } from '@core/scenario/report/dot.ts';
import { sumText } from '@core/scenario/report/failures.ts';
import { reportFormats } from '@core/scenario/report/formats.ts';
import { listProgress } from '@core/scenario/report/list.ts';
import type { Progress, ProgressOut } from '@core/scenario/report/progress.ts';
import type { RunPlan, RunSummary } from '@core/scenario/report/summary.ts';
import type { ScenarioResult } from '@core/scenario/result.ts';
import { paintIn } from '../chain-tree.ts';
import { plain } from '../plain-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { PROGRESS, type ReporterFlag } from './flags.ts';
import { gathered } from './gathered.ts';
import { notWritten, openReportFiles, type ReportWish } from './report-files.ts';

/** All reporters of a run as one. */
export interface Reporting {
  begin(plan: RunPlan): void;
  began(title: string): void;
  ended(result: ScenarioResult): Promise<void>;
  /** Ends every report. @throws CoreFault FILE_NOT_SAVED naming all that could not be written, once the others are */
  end(summary: RunSummary): Promise<void>;
  close(): Promise<void>;
}

/** Why these reporters don't go together; undefined where they do. */
export function clashOf(flags: readonly ReporterFlag[]): string | undefined {
  const toOut = flags.filter(({ name, file }) => file === undefined && !isProgress(name));
  if (toOut.length > 1)
    return `Only one report can go to standard output: give the others a file, as ${toOut[1]?.name ?? ''}:FILE.`;
  const shown = flags.filter(({ name, file }) => file === undefined && isProgress(name));
  if (shown.length > 1)
    return `Only one of ${PROGRESS.join(' and ')} can go to standard output: give the other a file, as ${shown[1]?.name ?? ''}:FILE.`;
  const files = flags.flatMap(({ file }) => (file === undefined ? [] : [resolve(file)]));
  const twice = files.find((file, at) => files.indexOf(file) !== at);
  return twice === undefined ? undefined : `Two reports can’t go to the same file: ${twice}`;
}

export async function openReporting(
  flags: readonly ReporterFlag[],
  around: Surroundings,
  terminal: Terminal,
): Promise<Reporting> {
  const wishes = flags.flatMap(({ name, file }): ReportWish[] => {
    const format = reportFormats.find(({ id }) => id === name);
    return format === undefined ? [] : [{ format, file }];
  });
  const outTaken = wishes.some(({ file }) => file === undefined);
  const columns = around.outIsScreen && !outTaken ? process.stdout.columns || 80 : undefined;
  const toScreen = outTaken ? terminal.err : terminal.out;
  const { write, flush } =
    columns === undefined ? gathered(toScreen) : { write: toScreen, flush: () => undefined };
  const screen: ProgressOut = {
    write,
    paint: paintIn(terminal.color && !outTaken),
    plain,
    columns,
  };
  const streams: FileStream[] = [];
  const progress: Progress[] = [];
  for (const { name, file } of flags.filter((flag) => isProgress(flag.name))) {
    const out = file === undefined ? screen : await fileOut(file, streams);
    progress.push(name === 'dot' ? dotProgress(out) : listProgress(out));
  }
  const files = await openReportFiles(wishes, '.', (bytes) => around.write(bytes));
  const onScreen = flags.some(({ name, file }) => isProgress(name) && file === undefined);
  return {
    begin: (plan) => progress.forEach((each) => each.begin(plan)),
    began: (title) => progress.forEach((each) => each.began(title)),
    async ended(result) {
      await files.add(result);
      for (const each of progress) each.ended(result);
    },
    async end(summary) {
      for (const each of progress) each.end(summary);
      flush();
      const lost: Fault[] = [];
      const written: string[] = [];
      for (const { file, stream } of streams) {
        stream.end();
        await finished(stream).then(
          () => written.push(file),
          (error: unknown) => lost.push(notWritten(resolve(file), error)),
        );
      }
      const reports = await files.end(summary);
      written.push(...reports.written);
      lost.push(...reports.not);
      if (!onScreen) terminal.err(sumText(summary, { ...screen, paint: (_, text) => text }));
      if (written.length > 0) terminal.err(`Written: ${written.join(', ')}\n`);
      if (lost.length > 0)
        throw coreFault('FILE_NOT_SAVED', plain(lost.map(({ detail }) => detail).join(' ')));
    },
    close() {
      flush();
      return files.close();
    },
  };
}

function isProgress(name: string): boolean {
  return PROGRESS.some((each) => each === name);
}

interface FileStream {
  /** As it was typed. */
  readonly file: string;
  readonly stream: WriteStream;
}

async function fileOut(file: string, streams: FileStream[]): Promise<ProgressOut> {
  const path = resolve(file);
  // A folder that can't be made is told of with the file that can't be written in it.
  await mkdir(dirname(path), { recursive: true }).catch(() => undefined);
  const stream = createWriteStream(path);
  // Told once it is to be closed: `finished` rejects then.
  stream.on('error', () => undefined);
  streams.push({ file, stream });
  return {
    write: (text) => void stream.write(text),
    paint: (_, text) => text,
    plain,
    columns: undefined,
  };
}
