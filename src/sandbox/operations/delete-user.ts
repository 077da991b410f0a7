import { requiredText } from '../read-members.ts';
import { requireBearer } from '../tokens/access-token.ts';
import type { Operation } from './spec.ts';

export const deleteUser: Operation = {
  name: 'DeleteUser',
  run: async (input, context) => {
    const { pool, user } = await requireBearer(context, requiredText(input, 'AccessToken'));
    pool.users.remove(user);
    return {};
  },
};
