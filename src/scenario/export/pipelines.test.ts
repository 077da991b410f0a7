import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { quoted } from './command-line.ts';
import type { ScenarioExport } from './format.ts';
import { githubActions } from './github-actions.ts';
import { gitlab } from './gitlab.ts';
import { readScenario } from '../read.ts';
import { k6Script } from './k6.ts';
import { planFor, WITH_SECRETS } from './testing/plan.ts';

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Job {
  readonly steps: readonly Step[];
  readonly needs?: string;
  readonly if?: string;
  readonly strategy?: {
    readonly 'fail-fast': boolean;
    readonly matrix: { readonly shard: readonly number[] };
  };
}

const written = ({ write }: ScenarioExport, shards = 3) =>
  write(planFor({ 'scenarios/jane.yaml': WITH_SECRETS }, { shards }));

describe('a workflow for GitHub Actions', () => {
  const file = written(githubActions);
  const workflow = parse(file) as {
    readonly on: Readonly<Record<string, null>>;
    readonly permissions: unknown;
    readonly jobs: Readonly<Record<string, Job>>;
  };
  const { scenarios, report } = workflow.jobs;

  it('runs every shard of a matrix, whatever comes of the others', () => {
    expect(Object.keys(workflow.on)).toEqual(['push', 'pull_request', 'workflow_dispatch']);
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(scenarios?.strategy).toEqual({ 'fail-fast': false, matrix: { shard: [1, 2, 3] } });
    const run = scenarios?.steps.find(({ run = '' }) => run.includes(' run '));
    expect(run?.run).toContain('--shard ${{ matrix.shard }}/${{ strategy.job-total }}');
    expect(run?.run).toContain('--reporter json:reports/shard-${{ matrix.shard }}.json');
  });

  it('takes secrets from the repository’s, by the environment', () => {
    const run = scenarios?.steps.find(({ env }) => env !== undefined);
    expect(run?.env).toEqual({
      CLIENT_SECRET: '${{ secrets.CLIENT_SECRET }}',
      JANE_PASSWORD: '${{ secrets.JANE_PASSWORD }}',
      other: '${{ secrets.other }}',
      seed: '${{ secrets.seed }}',
    });
    expect(run?.run).toMatch(/--secret other\s.*\s+--secret seed\s/);
    expect(run?.run).not.toContain('secrets.');
  });

  it('keeps reports of failed shards too, and joins them', () => {
    const upload = scenarios?.steps.find(({ uses = '' }) => uses.startsWith('actions/upload-artifact@'));
    expect(upload).toMatchObject({
      if: '${{ !cancelled() }}',
      with: { name: 'scenarios-${{ matrix.shard }}' },
    });
    expect(report).toMatchObject({ needs: 'scenarios', if: '${{ !cancelled() }}' });
    const download = report?.steps.find(({ uses = '' }) => uses.startsWith('actions/download-artifact@'));
    expect(download?.with).toEqual({ pattern: 'scenarios-*', path: 'reports', 'merge-multiple': true });
    expect(report?.steps.some(({ run = '' }) => run.includes('merge-reports reports'))).toBe(true);
  });

  it('fetches Countersign from no registry by its mere name', () => {
    const commands = Object.values(workflow.jobs).flatMap(({ steps }) =>
      steps.flatMap(({ run = [] }) => run),
    );
    for (const command of commands.filter((text) => text.includes('countersign')))
      expect(command).toMatch(/^npx --no -- countersign /);
  });

  it('says above what stands in the way', () => {
    expect(file).toContain('# - scenarios/jane.yaml: code.mail asks a person.');
    expect(file).toContain('# Secrets of the repository: CLIENT_SECRET, JANE_PASSWORD, other, seed.');
  });
});

describe('a pipeline for GitLab', () => {
  const pipeline = parse(written(gitlab)) as Readonly<
    Record<'scenarios' | 'scenario-report', Readonly<Record<string, unknown>> & { script: string[] }>
  >;

  it('runs every shard of a matrix and keeps its report', () => {
    const { scenarios } = pipeline;
    expect(scenarios['parallel']).toEqual({ matrix: [{ SHARD: ['1', '2', '3'] }] });
    expect(scenarios.script.at(-1)).toContain('--shard "$SHARD/3"');
    expect(scenarios.script.at(-1)).toContain('--reporter "json:reports/shard-$SHARD.json"');
    expect(scenarios['artifacts']).toMatchObject({ when: 'always', paths: ['reports/'] });
  });

  it('joins reports of failed shards too, and hands JUnit to the merge request', () => {
    const report = pipeline['scenario-report'];
    expect(report).toMatchObject({
      stage: '.post',
      needs: ['scenarios'],
      when: 'always',
      artifacts: { when: 'always', reports: { junit: 'sign-ins.xml' } },
    });
    expect(report.script.at(-1)).toContain('merge-reports reports');
  });
});

describe('what goes into a shell', () => {
  it('is one word there, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 20 }), (words) => {
        const plain = words.map((word) => word.replaceAll('\0', ''));
        const script = `printf '%s\\0' ${plain.map(quoted).join(' ')}`;
        const { stdout } = spawnSync('/bin/sh', ['-c', script], { encoding: 'utf8' });
        expect(stdout).toBe(plain.map((word) => `${word}\0`).join(''));
      }),
      { numRuns: 30 },
    );
  });

  it.each(['../elsewhere', '/etc/scenarios', 'a${{ secrets.X }}.yaml', 'a$(id).yaml', 'a\nb.yaml'])(
    'is refused where it could be more than a path: %j',
    (path) => {
      expect(() => planFor({}, { paths: [path] })).toThrow(/is outside of the folder|characters/);
    },
  );

  it('is the command that was meant', () => {
    const plan = planFor({ 'scenarios/jane.yaml': WITH_SECRETS }, { paths: ["it's here", '-odd'] });
    const workflow = parse(githubActions.write(plan)) as { jobs: { scenarios: Job } };
    const { run = '' } = workflow.jobs.scenarios.steps.find((step) => step.run?.includes(' run ')) ?? {};
    const script = run.replace('npx --no -- countersign', `printf '%s|'`).replaceAll(/\$\{\{.*?\}\}/g, '1');
    const { stdout } = spawnSync('/bin/sh', ['-c', script], {
      encoding: 'utf8',
      env: { seed: 'S' },
    });
    expect(stdout.split('|').slice(0, 7)).toEqual([
      'run',
      "it's here",
      './-odd',
      '--secret',
      'other',
      '--secret',
      'seed',
    ]);
  });
});

describe('a scenario that signs in as administrator', () => {
  const text = (target: string) =>
    `version: 1\nname: a\n${target}steps:\n  - { flow: USER_SRP_AUTH, admin: true, with: { USERNAME: a } }\n`;

  it('says that its job needs AWS credentials, unless it runs on the sandbox', () => {
    const notes = (target: string) => planFor({ 'a.yaml': text(target) }).notes;
    expect(notes('target: { region: eu-west-1, userPoolId: eu-west-1_a, clientId: b }\n')).toEqual([
      'a.yaml: it signs in as administrator. Give the job AWS credentials that may call AdminInitiateAuth.',
    ]);
    expect(notes('')).toEqual([]);
    expect(notes('target: { sandbox: web }\n')).toEqual([]);
  });

  it.each(['{ flow: ADMIN_USER_PASSWORD_AUTH }', '{ flow: USER_AUTH, admin: true }'])(
    'is none for k6, which holds nobody’s credentials: %s',
    (step) => {
      const { source } = readScenario(`version: 1\nname: a\nsteps:\n  - ${step}\n`, 'a.yaml');
      if (source === undefined) throw new Error('not read');
      expect(() => k6Script({ source, rows: [{}], runtime: '' })).toThrow(
        /Step 1, line 4, goes as administrator, signed with AWS credentials/,
      );
    },
  );
});
