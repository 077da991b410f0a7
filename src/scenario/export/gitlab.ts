import { stringify } from 'yaml';
import { overLines, runWords } from './command-line.ts';
import { heading, type ScenarioExport } from './format.ts';
import { variablesOf } from './plan.ts';

const FOLDER = 'reports';
/** It must come from the repository’s own lock file: never from a registry, whatever has that name there. */
const COUNTERSIGN = 'npx --no -- countersign';

/**
 * A pipeline: shards side by side, and a job in the last stage that joins their reports, also of shards that failed.
 * Source: docs.gitlab.com, CI/CD YAML syntax (`parallel:matrix`, `CI_NODE_INDEX`, `artifacts:reports:junit`).
 */
export const gitlab: ScenarioExport = {
  id: 'gitlab',
  title: 'GitLab CI/CD',
  says: 'A pipeline: shards on a matrix, one report of all of them, JUnit in the merge request.',
  fileName: '.gitlab-ci.yml',
  write(plan) {
    const names = variablesOf(plan);
    const secrets =
      names.length === 0
        ? []
        : [`Variables of the project, masked and hidden: ${names.join(', ')}. Jobs see them by themselves.`];
    return (
      heading(
        [
          'Made by countersign export. Runs sign-in scenarios in parts at once and joins their reports.',
          'Countersign is a development dependency of this repository, as a lock file has it.',
          ...secrets,
        ],
        plan.notes,
      ) +
      stringify(
        {
          default: { image: 'node:22', cache: { key: { files: ['package-lock.json'] }, paths: ['.npm/'] } },
          scenarios: {
            stage: 'test',
            parallel: {
              matrix: [{ SHARD: Array.from({ length: plan.shards }, (_, index) => String(index + 1)) }],
            },
            script: [
              INSTALL,
              overLines(`${COUNTERSIGN} run`, [
                ...runWords(plan),
                `--shard "$SHARD/${String(plan.shards)}"`,
                '--reporter list',
                `--reporter "json:${FOLDER}/shard-$SHARD.json"`,
              ]),
            ],
            artifacts: { when: 'always', paths: [`${FOLDER}/`], expire_in: '1 week' },
          },
          'scenario-report': {
            stage: '.post',
            needs: ['scenarios'],
            when: 'always',
            script: [
              INSTALL,
              overLines(`${COUNTERSIGN} merge-reports ${FOLDER}`, [
                '--reporter list',
                '--reporter junit:sign-ins.xml',
                '--reporter html:sign-ins.html',
              ]),
            ],
            artifacts: {
              when: 'always',
              paths: ['sign-ins.xml', 'sign-ins.html'],
              reports: { junit: 'sign-ins.xml' },
              expire_in: '4 weeks',
            },
          },
        },
        { lineWidth: 0 },
      )
    );
  },
};

const INSTALL = 'npm ci --cache .npm --prefer-offline';
