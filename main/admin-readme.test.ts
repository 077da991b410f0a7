import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { STATES } from '@core/admin/test-users/kinds.ts';
import { usersInTemplate } from '@core/admin/test-users/template-text.ts';

const readme = readFileSync(join(import.meta.dirname, '..', 'src', 'admin', 'README.md'), 'utf8');

it('the README’s template makes users of every state', () => {
  const [, template = ''] = /```yaml\n([^]*?)```/.exec(readme) ?? [];
  const wanted = usersInTemplate(template);
  const users = wanted.ok ? wanted.users : [];
  expect(new Set(users.map(({ state }) => state))).toEqual(new Set(STATES));
  // Five states by six factors, but for one that is left out, two of each.
  expect(users).toHaveLength(58);
});
