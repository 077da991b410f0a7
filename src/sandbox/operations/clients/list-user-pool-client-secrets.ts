import { requireClient } from '../../pool/find-pool.ts';
import type { Operation } from '../spec.ts';
import { describeSecret } from './secret-descriptor.ts';

/** There are two at most, so that no answer needs a second page. */
export const listUserPoolClientSecrets: Operation = {
  name: 'ListUserPoolClientSecrets',
  run: (input, context) => {
    const { client } = requireClient(context, input);
    return { ClientSecrets: client.secrets.map((secret) => describeSecret(client, secret)) };
  },
};
