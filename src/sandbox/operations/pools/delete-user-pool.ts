import { requirePool } from '../../pool/find-pool.ts';
import { requiredText } from '../../read-members.ts';
import { refusal } from '../../refusal.ts';
import type { Operation } from '../spec.ts';

export const deleteUserPool: Operation = {
  name: 'DeleteUserPool',
  run: (input, { state }) => {
    const pool = requirePool(state, requiredText(input, 'UserPoolId'));
    if (pool.request.DeletionProtection === 'ACTIVE') {
      const message = 'The user pool cannot be deleted because deletion protection is activated. Deletion';
      throw refusal('InvalidParameterException', `${message} protection must be inactivated first.`);
    }
    state.pools.delete(pool.id);
    return {};
  },
};
