import { githubActions } from '@core/scenario/export/github-actions.ts';
import { gitlab } from '@core/scenario/export/gitlab.ts';
import { k6Script } from '@core/scenario/export/k6.ts';
import { kubernetesJob } from '@core/scenario/export/kubernetes.ts';
import { scenarioExports } from '@core/scenario/export/formats.ts';
import { coreFault, isFault } from '@core/form/form.ts';
import { EXIT } from '../exit-codes.ts';
import { faultText } from '../fault-text.ts';
import { plain, plainLines } from '../plain-text.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { writeOut } from '../evidence/write-out.ts';
import { k6Runtime } from './k6-runtime.ts';
import { type LoadedForExport, loadForExport } from './export-plan.ts';

export interface ScenarioExportOptions {
  /** Of `scenarioExports`. */
  readonly format: string;
  /** A file or a folder; without one, or for `-`, standard output. */
  readonly output: string | undefined;
  readonly force: boolean;
  readonly shards: number;
  /** Container image, for Kubernetes. */
  readonly image: string | undefined;
}

/** Writes a file that runs scenarios elsewhere. @returns the exit code */
export async function exportScenarios(
  paths: readonly string[],
  { format, output, force, shards, image }: ScenarioExportOptions,
  around: Pick<Surroundings, 'write' | 'outIsScreen'>,
  terminal: Terminal,
): Promise<number> {
  try {
    const loaded = await loadForExport(paths, process.cwd(), shards);
    if (loaded.wrong.length > 0) {
      for (const line of loaded.wrong) terminal.err(`${plain(line)}\n`);
      return EXIT.badFile.code;
    }
    if (loaded.cases.length === 0) {
      terminal.err(`No scenario is in ${paths.map(plain).join(', ')}.\n`);
      return EXIT.usage.code;
    }
    const { text, notes } = await written(format, loaded, image);
    for (const note of notes) terminal.err(`Before it can run: ${plain(note)}\n`);
    const bytes = new TextEncoder().encode(text);
    const name =
      scenarioExports
        .find(({ id }) => id === format)
        ?.fileName.split('/')
        .at(-1) ?? format;
    if (output === undefined || output === '-')
      await around.write(around.outIsScreen ? new TextEncoder().encode(plainLines(text)) : bytes);
    else terminal.err(`${await writeOut(output, { name, bytes }, force)}\n`);
    return EXIT.ok.code;
  } catch (error) {
    if (!isFault(error)) throw error;
    terminal.err(faultText(error));
    return EXIT.unusable.code;
  }
}

interface Written {
  readonly text: string;
  /** What stands in the way of a run, a sentence each. */
  readonly notes: readonly string[];
}

async function written(format: string, loaded: LoadedForExport, image: string | undefined): Promise<Written> {
  if (format === 'k6') return { text: await k6Text(loaded), notes: [] };
  const plan = loaded.plan();
  const { notes } = plan;
  if (format === 'github-actions') return { text: githubActions.write(plan), notes };
  if (format === 'gitlab') return { text: gitlab.write(plan), notes };
  if (image === undefined)
    throw coreFault('SCENARIO_EXPORT', 'Pods need an image with Countersign in it: give --image.');
  return { text: kubernetesJob({ ...plan, image }), notes };
}

async function k6Text({ sources, cases }: LoadedForExport): Promise<string> {
  const [source] = sources;
  if (source === undefined || sources.length > 1)
    throw coreFault('SCENARIO_EXPORT', 'A k6 script holds one scenario: give one file.');
  return k6Script({ source, rows: cases.map(({ row }) => row), runtime: await k6Runtime() });
}
