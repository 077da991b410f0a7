import { createHash } from 'node:crypto';
import type { JsonObject } from '../../../json.ts';
import type { Client } from '../../pool/client.ts';

/** Follows from the secret, so that it is the same after a restart; it tells nothing of it. */
export function secretId(client: Client, secret: string): string {
  const digest = createHash('sha256').update(`${client.id} ${secret}`).digest('hex');
  return `${client.id}--${digest.slice(0, 16)}`;
}

/** `ClientSecretDescriptorType` without the value, which only the call that generated it tells. */
export function describeSecret(client: Client, secret: string): JsonObject {
  return {
    ClientSecretId: secretId(client, secret),
    ClientSecretCreateDate: (client.secretsMadeAt.get(secret) ?? client.createdAt) / 1_000,
  };
}
