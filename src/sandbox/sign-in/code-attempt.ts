import type { Context, Subject } from '../context.ts';
import { refusal } from '../refusal.ts';

/** Refuses a code while five or more wrong ones have locked the user. The Session stays as it is. */
export function refuseLockedCode(context: Context, { user }: Subject): void {
  if (context.settings.codeLockout) context.state.codeLockout.refuseLocked(user.sub, context.clock.now());
}

/** @throws CodeMismatchException, after counting the attempt. */
export function settleCode(context: Context, { user }: Subject, good: boolean, message: string): void {
  if (good) {
    context.state.codeLockout.succeeded(user.sub);
    return;
  }
  context.state.codeLockout.failed(user.sub, context.clock.now());
  throw refusal('CodeMismatchException', message);
}
