import { endAllSignIns } from '../../tokens/sign-ins.ts';
import type { Operation } from '../spec.ts';
import { requireNamedUser } from './named-user.ts';

/** Revokes all tokens of the user: enabling them again brings none back. */
export const adminDisableUser: Operation = {
  name: 'AdminDisableUser',
  run: (input, context) => {
    const { user } = requireNamedUser(input, context);
    user.enabled = false;
    endAllSignIns(user);
    user.modifiedAt = context.clock.now();
    return {};
  },
};
