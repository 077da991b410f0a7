import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readScenario } from '@core/scenario/read.ts';

const readme = readFileSync(join(import.meta.dirname, '..', 'src', 'scenario', 'README.md'), 'utf8');

it('the README’s file is read as it stands there', () => {
  const [, example = ''] = /## The file\n[^]*?```yaml\n([^]*?)```/.exec(readme) ?? [];
  const { source, faults } = readScenario(example, 'readme.yaml');
  expect(faults).toEqual([]);
  expect(source?.scenario.steps).toHaveLength(4);
});

it('the README’s sources of codes are read as they stand there', () => {
  const [, example = ''] = /## Where codes come from\n[^]*?```yaml\n([^]*?)```/.exec(readme) ?? [];
  expect(example).toContain('codes:');
  const { source, faults } = readScenario(
    `version: 1\nname: x\n${example}steps:\n  - flow: USER_SRP_AUTH\n    with: { USERNAME: ann }\n`,
    'readme.yaml',
  );
  expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(Object.keys(source?.scenario.codes ?? {})).toHaveLength(8);
});
