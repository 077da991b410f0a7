import type { ActionNote } from '../../contract/actions.ts';

/** A hint, never a block: a tester may want the refusal. */
export function wrongState(status: string | undefined, needs: readonly string[]): ActionNote[] {
  if (status === undefined || needs.includes(status)) return [];
  const text = `Cognito refuses this for a user who is ${status}: it takes ${needs.join(' or ')}.`;
  return [{ kind: 'refuses', text }];
}
