import { requireClient } from '../../pool/find-pool.ts';
import { requiredText } from '../../read-members.ts';
import { refusal } from '../../refusal.ts';
import type { Operation } from '../spec.ts';
import { secretId } from './secret-descriptor.ts';

/** The last one can't go: the client would turn public under everybody who uses it. */
export const deleteUserPoolClientSecret: Operation = {
  name: 'DeleteUserPoolClientSecret',
  run: (input, context) => {
    const { client } = requireClient(context, input);
    const id = requiredText(input, 'ClientSecretId');
    const secret = client.secrets.find((candidate) => secretId(client, candidate) === id);
    if (secret === undefined) {
      throw refusal('ResourceNotFoundException', `Client secret ${id} does not exist.`);
    }
    if (client.secrets.length === 1) {
      throw refusal('InvalidParameterException', 'The last active secret of a client cannot be deleted.');
    }
    client.secrets = client.secrets.filter((candidate) => candidate !== secret);
    client.secretsMadeAt.delete(secret);
    return {};
  },
};
