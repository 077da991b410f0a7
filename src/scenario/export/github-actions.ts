import { stringify } from 'yaml';
import { overLines, runWords } from './command-line.ts';
import { heading, type ScenarioExport } from './format.ts';
import { type ExportPlan, variablesOf } from './plan.ts';

const NODE = '22';
const FOLDER = 'reports';
/** It must come from the repository’s own lock file: never from a registry, whatever has that name there. */
const COUNTERSIGN = 'npx --no -- countersign';

/**
 * A workflow: shards side by side, and a job that joins their reports, also of shards that failed.
 * Source: docs.github.com, workflow syntax (`strategy.job-total`, `cancelled()`), actions/upload-artifact v5.
 */
export const githubActions: ScenarioExport = {
  id: 'github-actions',
  title: 'GitHub Actions',
  says: 'A workflow: shards on a matrix, and one report of all of them.',
  fileName: '.github/workflows/sign-ins.yml',
  write: (plan) =>
    heading(
      [
        'Made by countersign export. Runs sign-in scenarios in parts at once and joins their reports.',
        'Countersign is a development dependency of this repository, as a lock file has it.',
        ...secretsSaid(plan),
      ],
      plan.notes,
    ) +
    stringify(
      {
        name: 'Sign-ins',
        on: { push: null, pull_request: null, workflow_dispatch: null },
        permissions: { contents: 'read' },
        jobs: { scenarios: scenariosJob(plan), report: reportJob() },
      },
      { lineWidth: 0, nullStr: '' },
    ),
};

function secretsSaid(plan: ExportPlan): string[] {
  const names = variablesOf(plan);
  return names.length === 0 ? [] : [`Secrets of the repository: ${names.join(', ')}.`];
}

function scenariosJob(plan: ExportPlan): object {
  const names = variablesOf(plan);
  const shard = '${{ matrix.shard }}';
  return {
    'runs-on': 'ubuntu-latest',
    strategy: {
      'fail-fast': false,
      matrix: { shard: Array.from({ length: plan.shards }, (_, index) => index + 1) },
    },
    steps: [
      ...installed(),
      {
        name: 'Run scenarios',
        run: overLines(`${COUNTERSIGN} run`, [
          ...runWords(plan),
          `--shard ${shard}/\${{ strategy.job-total }}`,
          '--reporter list',
          `--reporter json:${FOLDER}/shard-${shard}.json`,
        ]),
        ...(names.length === 0
          ? {}
          : { env: Object.fromEntries(names.map((name) => [name, `\${{ secrets.${name} }}`])) }),
      },
      // A shard with nothing to do writes no report.
      kept({ name: `scenarios-${shard}`, path: FOLDER, 'if-no-files-found': 'ignore' }),
    ],
  };
}

function reportJob(): object {
  return {
    needs: 'scenarios',
    if: '${{ !cancelled() }}',
    'runs-on': 'ubuntu-latest',
    steps: [
      ...installed(),
      {
        uses: 'actions/download-artifact@v5',
        with: { pattern: 'scenarios-*', path: FOLDER, 'merge-multiple': true },
      },
      {
        name: 'Join reports',
        run: overLines(`${COUNTERSIGN} merge-reports ${FOLDER}`, [
          '--reporter list',
          '--reporter junit:sign-ins.xml',
          '--reporter html:sign-ins.html',
        ]),
      },
      kept({ name: 'sign-ins', path: 'sign-ins.*' }),
    ],
  };
}

function installed(): object[] {
  return [
    { uses: 'actions/checkout@v5' },
    { uses: 'actions/setup-node@v5', with: { 'node-version': NODE, cache: 'npm' } },
    { run: 'npm ci' },
  ];
}

function kept(options: object): object {
  return { if: '${{ !cancelled() }}', uses: 'actions/upload-artifact@v5', with: options };
}
