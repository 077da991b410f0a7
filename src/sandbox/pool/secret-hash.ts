import { createHmac } from 'node:crypto';
import { refusal } from '../refusal.ts';
import type { Client } from './client.ts';
import { sameText } from '../totp.ts';

/**
 * Checks SECRET_HASH over `username`; a client without a secret must get none.
 * @param onRefresh the service words a wrong hash differently there.
 * @throws NotAuthorizedException, messages of protocol reference 4.3.
 */
export function checkSecretHash(
  client: Client,
  username: string,
  hash: string | undefined,
  onRefresh = false,
): void {
  if (client.secrets.length === 0 && hash === undefined) return;
  if (hash === undefined) {
    const message = `Client ${client.id} is configured with secret but SECRET_HASH was not received`;
    throw refusal('NotAuthorizedException', message);
  }
  const expected = client.secrets.map((secret) =>
    createHmac('sha256', secret).update(username).update(client.id).digest('base64'),
  );
  if (expected.some((good) => sameText(good, hash))) return;
  throw refusal(
    'NotAuthorizedException',
    onRefresh
      ? `SecretHash does not match for the client: ${client.id}`
      : `Unable to verify secret hash for client ${client.id}`,
  );
}

/** True when the clear ClientSecret of GetTokensFromRefreshToken or RevokeToken is right, or rightly absent. */
export function clientSecretHolds(client: Client, secret: string | undefined): boolean {
  if (client.secrets.length === 0) return secret === undefined;
  return secret !== undefined && client.secrets.some((good) => sameText(good, secret));
}
