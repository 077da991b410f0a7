import { requireClient } from '../../pool/find-pool.ts';
import type { Operation } from '../spec.ts';

export const deleteUserPoolClient: Operation = {
  name: 'DeleteUserPoolClient',
  run: (input, context) => {
    const { pool, client } = requireClient(context, input);
    pool.clients.splice(pool.clients.indexOf(client), 1);
    return {};
  },
};
