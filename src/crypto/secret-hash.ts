import { createHmac } from 'node:crypto';

/**
 * SECRET_HASH: standard Base64 (44 characters) of HMAC-SHA-256(client secret, username ‖ client id), UTF-8
 * (protocol 5.8).
 * @param input `username` is exactly the USERNAME of the request that carries the hash; for
 * RespondToAuthChallenge and a refresh that is the canonical user name, not the alias
 */
export function secretHash(input: {
  readonly username: string;
  readonly clientId: string;
  readonly clientSecret: string;
}): string {
  return createHmac('sha256', input.clientSecret)
    .update(input.username)
    .update(input.clientId)
    .digest('base64');
}
