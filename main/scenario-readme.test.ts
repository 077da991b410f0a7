import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readScenario } from '@core/scenario/read.ts';

it('the README’s sources of codes are read as they stand there', () => {
  const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
  const [, example = ''] = /### Where codes come from\n[^]*?```yaml\n([^]*?)```/.exec(readme) ?? [];
  expect(example).toContain('codes:');
  const { source, faults } = readScenario(
    `version: 1\nname: x\n${example}steps:\n  - flow: USER_SRP_AUTH\n    with: { USERNAME: ann }\n`,
    'readme.yaml',
  );
  expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(Object.keys(source?.scenario.codes ?? {})).toHaveLength(8);
});
