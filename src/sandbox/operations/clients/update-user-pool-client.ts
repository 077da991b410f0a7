import { modelledMembers } from '../../model/modelled-members.ts';
import { checkClientRequest } from '../../pool/client-rules.ts';
import type { ClientRequest } from '../../pool/client.ts';
import { requireClient } from '../../pool/find-pool.ts';
import { changeClient } from '../../pool/make-pool.ts';
import type { Operation } from '../spec.ts';
import { describeClient } from './describe-client.ts';

/** Secrets and, left out, the name stay; every other setting that is left out falls back to its default. */
export const updateUserPoolClient: Operation = {
  name: 'UpdateUserPoolClient',
  run: (input, context) => {
    const { pool, client } = requireClient(context, input);
    const given = modelledMembers('UpdateUserPoolClient', input, ['UserPoolId', 'ClientId']);
    const request = { ClientName: client.name, ...given } as ClientRequest;
    checkClientRequest(pool, request, client.secrets.length > 0);
    changeClient(client, request, context.clock.now());
    return { UserPoolClient: describeClient(pool, client) };
  },
};
