import type { ActionNote, ActionValues } from '../../contract/actions.ts';
import { PASSWORD_FROM, TYPED } from './password-fields.ts';
import { unmetRules } from './password-policy.ts';
import type { Around } from './spec.ts';
import { textOf } from './values.ts';

/**
 * What the pool's policy says against a password that was typed. A hint, never a block: a tester may want the refusal.
 * @param key AWS's name of the password among the values
 */
export function passwordHints(values: ActionValues, key: string, { pool }: Around): ActionNote[] {
  const password = textOf(values, key);
  if (textOf(values, PASSWORD_FROM) !== TYPED || password === '') return [];
  const unmet = unmetRules(pool, password);
  if (unmet.length === 0) return [];
  const text = `Cognito refuses this password (InvalidPasswordException): the pool wants ${unmet.join(', ')}.`;
  return [{ kind: 'refuses', text }];
}
