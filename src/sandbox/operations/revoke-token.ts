import { findClient } from '../context.ts';
import { clientSecretHolds } from '../pool/secret-hash.ts';
import { requiredText, text } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import { readRefreshToken } from '../tokens/refresh-token.ts';
import { endSignIn } from '../tokens/sign-ins.ts';
import type { Operation } from './spec.ts';

const JWT_PARTS = 3;

/** Ends the refresh token and every access token from the same sign-in. Doing it twice is fine (RFC 7009). */
export const revokeToken: Operation = {
  name: 'RevokeToken',
  run: (input, context) => {
    const { pool, client } = findClient(context, requiredText(input, 'ClientId'));
    if (!clientSecretHolds(client, text(input, 'ClientSecret'))) {
      throw refusal('UnauthorizedException', `Unable to verify client secret for client ${client.id}`);
    }
    if (!client.tokenRevocation) {
      throw refusal('UnsupportedOperationException', 'Token revocation is not enabled for this client.');
    }
    const token = requiredText(input, 'Token');
    if (token.split('.').length === JWT_PARTS) {
      throw refusal('UnsupportedTokenTypeException', 'Only refresh tokens can be revoked.');
    }
    const grant = readRefreshToken(context, token);
    if (grant === undefined) throw refusal('InvalidParameterException', 'Invalid Refresh Token.');
    if (grant.poolId !== pool.id || grant.clientId !== client.id) {
      throw refusal('UnauthorizedException', 'The token was issued to another client.');
    }
    const user = pool.users.bySub(grant.sub);
    if (user !== undefined) endSignIn(user, grant.eventId, context.clock.now(), grant.expiresAt);
    return {};
  },
};
