import type { ScenarioExport } from './format.ts';
import { githubActions } from './github-actions.ts';
import { gitlab } from './gitlab.ts';

/** Ways to run scenarios elsewhere, for people who choose. */
export const scenarioExports: readonly Omit<ScenarioExport, 'write'>[] = [
  githubActions,
  gitlab,
  {
    id: 'kubernetes',
    title: 'Kubernetes',
    says: 'An Indexed Job, one pod a shard, with its scenarios in a ConfigMap. Needs --image.',
    fileName: 'countersign-scenarios.yaml',
  },
  {
    id: 'k6',
    title: 'k6',
    says: 'One scenario as a script for load: the console’s own core on k6’s engine.',
    fileName: 'countersign-load.js',
  },
];

export function isScenarioExport(format: string): boolean {
  return scenarioExports.some(({ id }) => id === format);
}
