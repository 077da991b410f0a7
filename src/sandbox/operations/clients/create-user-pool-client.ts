import { modelledMembers } from '../../model/modelled-members.ts';
import { checkClientRequest } from '../../pool/client-rules.ts';
import type { ClientRequest } from '../../pool/client.ts';
import { requirePool } from '../../pool/find-pool.ts';
import { makeClient } from '../../pool/make-pool.ts';
import { flag, requiredText, text } from '../../read-members.ts';
import { refusal } from '../../refusal.ts';
import type { Operation } from '../spec.ts';
import { newClientId, newSecret } from './client-ids.ts';
import { describeClient } from './describe-client.ts';

/** Of the request, but not of the client's settings. */
const OUTSIDE = ['UserPoolId', 'GenerateSecret', 'ClientSecret'];

export const createUserPoolClient: Operation = {
  name: 'CreateUserPoolClient',
  run: (input, { state, random, clock }) => {
    const pool = requirePool(state, requiredText(input, 'UserPoolId'));
    const request = modelledMembers('CreateUserPoolClient', input, OUTSIDE) as ClientRequest;
    const given = text(input, 'ClientSecret');
    const generated = flag(input, 'GenerateSecret');
    if (given !== undefined && generated) {
      const message = 'ClientSecret and GenerateSecret cannot be used together.';
      throw refusal('InvalidParameterException', message);
    }
    const secret = generated ? newSecret(random) : given;
    checkClientRequest(pool, request, secret !== undefined);
    const secrets = secret === undefined ? [] : [secret];
    const client = makeClient(clock.now(), newClientId(random), request, secrets);
    pool.clients.push(client);
    return { UserPoolClient: describeClient(pool, client) };
  },
};
