import { checkSecretHash } from '../pool/secret-hash.ts';
import { need } from '../read-members.ts';
import { checkRefreshDevice } from '../sign-in/device.ts';
import { authenticationResult } from '../tokens/issue.ts';
import { requireRefreshGrant } from '../tokens/refresh-token.ts';
import type { Flow } from './spec.ts';

export const refreshTokenAuth: Flow = {
  names: ['REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN'],
  allowedBy: 'ALLOW_REFRESH_TOKEN_AUTH',
  notAllowed: 'Auth flow not enabled for this client',
  start: async ({ context, pool, client, parameters }) => {
    const token = need(parameters, 'REFRESH_TOKEN');
    // The hash is over the canonical name, which only the token tells: there is no USERNAME here.
    if (client.secrets.length > 0 && !parameters.has('SECRET_HASH'))
      checkSecretHash(client, '', undefined, true);
    const { subject, grant } = requireRefreshGrant(context, pool, client, token);
    checkSecretHash(client, subject.user.username, parameters.get('SECRET_HASH'), true);
    checkRefreshDevice(subject.user, grant, parameters.get('DEVICE_KEY'));
    return {
      ChallengeParameters: {},
      AuthenticationResult: await authenticationResult(context, subject, grant, false),
    };
  },
};
