import { endAllSignIns } from '../../tokens/sign-ins.ts';
import type { Operation } from '../spec.ts';
import { requireNamedUser } from './named-user.ts';

/** GlobalSignOut without the user's token. */
export const adminUserGlobalSignOut: Operation = {
  name: 'AdminUserGlobalSignOut',
  run: (input, context) => {
    endAllSignIns(requireNamedUser(input, context).user);
    return {};
  },
};
