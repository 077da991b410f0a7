import { setPassword } from '../../pool/set-password.ts';
import { flag, requiredText } from '../../read-members.ts';
import type { Operation } from '../spec.ts';
import { requireNamedUser } from './named-user.ts';

export const adminSetUserPassword: Operation = {
  name: 'AdminSetUserPassword',
  run: (input, context) => {
    const { pool, user } = requireNamedUser(input, context);
    const permanent = flag(input, 'Permanent');
    setPassword(context, pool, user, requiredText(input, 'Password'), { permanent });
    return {};
  },
};
