import { requirePool } from '../../pool/find-pool.ts';
import { requiredText } from '../../read-members.ts';
import { pageOf } from '../page.ts';
import type { Operation } from '../spec.ts';

const NAMES = { limit: 'MaxResults', token: 'NextToken' } as const;

export const listUserPoolClients: Operation = {
  name: 'ListUserPoolClients',
  run: (input, context) => {
    const pool = requirePool(context.state, requiredText(input, 'UserPoolId'));
    const keyed = pool.clients.map((client) => [client.id, client] as const);
    const { entries, token } = pageOf(context, input, NAMES, `clients of ${pool.id}`, keyed);
    return {
      UserPoolClients: entries.map(({ id, name }) => ({
        ClientId: id,
        UserPoolId: pool.id,
        ClientName: name,
      })),
      ...token,
    };
  },
};
