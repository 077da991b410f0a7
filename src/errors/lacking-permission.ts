import { iamActionsOf } from './iam-actions.ts';

/** How AWS says that an identity may not call an operation: front door and IAM spell it differently. */
const DENIALS = new Set([
  'AccessDeniedException',
  'AccessDenied',
  'NotAuthorizedException',
  'UnauthorizedException',
]);
const NAMED = /is not authorized to perform:? ([a-z-]+:\w+)/;

/**
 * The IAM action that credentials lack, as the message names it, else the operation's own; undefined where an error is
 * something else.
 */
export function lackingPermission(operation: string, code: string, message: string): string | undefined {
  const named = NAMED.exec(message)?.[1];
  if (named !== undefined) return DENIALS.has(code) ? named : undefined;
  return code.startsWith('AccessDenied') ? iamActionsOf(operation).action : undefined;
}
