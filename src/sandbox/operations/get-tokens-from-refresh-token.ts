import { findClient, type Context } from '../context.ts';
import { clientSecretHolds } from '../pool/secret-hash.ts';
import { requiredText, text } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import { checkRefreshDevice } from '../sign-in/device.ts';
import type { Client } from '../pool/client.ts';
import type { User } from '../pool/user.ts';
import { authenticationResult } from '../tokens/issue.ts';
import { requireRefreshGrant, type RefreshGrant } from '../tokens/refresh-token.ts';
import { endSignIn } from '../tokens/sign-ins.ts';
import type { Operation } from './spec.ts';

/** The secret goes in clear here, not as a hash. */
export const getTokensFromRefreshToken: Operation = {
  name: 'GetTokensFromRefreshToken',
  run: async (input, context) => {
    const { pool, client } = findClient(context, requiredText(input, 'ClientId'));
    if (!clientSecretHolds(client, text(input, 'ClientSecret'))) {
      throw refusal('NotAuthorizedException', `Unable to verify client secret for client ${client.id}`);
    }
    const { subject, grant } = requireRefreshGrant(
      context,
      pool,
      client,
      requiredText(input, 'RefreshToken'),
    );
    checkRefreshDevice(subject.user, grant, text(input, 'DeviceKey'));
    if (client.rotation === undefined) {
      return { AuthenticationResult: await authenticationResult(context, subject, grant, false) };
    }
    rotate(context, client, subject.user, grant);
    // The new token keeps the original expiry.
    const next = { ...grant, id: context.random.uuid() };
    return { AuthenticationResult: await authenticationResult(context, subject, next, true) };
  },
};

/** @throws RefreshTokenReuseException once the grace period of an already rotated token is over. */
function rotate(context: Context, client: Client, user: User, grant: RefreshGrant): void {
  const now = context.clock.now();
  const rotatedAt = context.state.rotatedTokens.at(grant.id);
  if (rotatedAt === undefined) {
    context.state.rotatedTokens.add(grant.id, now, grant.expiresAt);
    return;
  }
  if (now < rotatedAt + (client.rotation?.graceSeconds ?? 0) * 1_000) return;
  if (context.settings.revokeFamilyOnReuse) endSignIn(user, grant.eventId, now, grant.expiresAt);
  throw refusal('RefreshTokenReuseException', 'Refresh token has already been used.');
}
