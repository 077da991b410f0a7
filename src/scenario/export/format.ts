import type { ExportPlan } from './plan.ts';

/** A way to run scenarios elsewhere, as a file. */
export interface ScenarioExport {
  readonly id: string;
  readonly title: string;
  /** One sentence for people who choose. */
  readonly says: string;
  /** Where such a file stands in a repository, or what to call it. */
  readonly fileName: string;
  /** @throws CoreFault SCENARIO_EXPORT */
  write(plan: ExportPlan): string;
}

/** Comments above a file: sentences, and what stands in the way. */
export function heading(sentences: readonly string[], notes: readonly string[]): string {
  const before = notes.length === 0 ? [] : ['', 'Before it can run:', ...notes.map((note) => `- ${note}`)];
  return [...sentences, ...before]
    .flatMap((text) => text.split('\n'))
    .map((line) => `# ${line}`.trimEnd())
    .join('\n')
    .concat('\n');
}
