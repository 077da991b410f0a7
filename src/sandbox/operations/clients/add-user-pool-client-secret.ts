import { requireClient } from '../../pool/find-pool.ts';
import { text } from '../../read-members.ts';
import { refusal } from '../../refusal.ts';
import type { Operation } from '../spec.ts';
import { newSecret } from './client-ids.ts';
import { describeSecret } from './secret-descriptor.ts';

const MOST = 2;

/** A second live secret, for a rotation in which nobody is locked out. */
export const addUserPoolClientSecret: Operation = {
  name: 'AddUserPoolClientSecret',
  run: (input, context) => {
    const { client } = requireClient(context, input);
    if (client.secrets.length === 0) {
      const message = `User pool client ${client.id} is a public client: it has no secret to rotate.`;
      throw refusal('InvalidParameterException', message);
    }
    if (client.secrets.length >= MOST) {
      const message = `User pool client ${client.id} already has ${String(MOST)} active secrets.`;
      throw refusal('LimitExceededException', message);
    }
    const given = text(input, 'ClientSecret');
    if (given !== undefined && client.secrets.includes(given)) {
      throw refusal('InvalidParameterException', 'ClientSecret is already an active secret of the client.');
    }
    const secret = given ?? newSecret(context.random);
    client.secrets = [...client.secrets, secret];
    client.secretsMadeAt.set(secret, context.clock.now());
    return {
      ClientSecretDescriptor: {
        ...describeSecret(client, secret),
        ...(given === undefined ? { ClientSecretValue: secret } : {}),
      },
    };
  },
};
