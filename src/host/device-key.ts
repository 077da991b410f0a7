import { decodeJwt } from '../chain/jwt.ts';
import type { AuthenticationResult } from './live-chain.ts';

/** A tracked device must be named on refresh; the access token says which it was (protocol reference 3.5). */
export function deviceKeyOf({
  AccessToken,
  NewDeviceMetadata,
}: {
  readonly [K in 'AccessToken' | 'NewDeviceMetadata']?: AuthenticationResult[K] | undefined;
}): string | undefined {
  const claim = AccessToken === undefined ? undefined : decodeJwt(AccessToken)?.payload['device_key'];
  return typeof claim === 'string' ? claim : NewDeviceMetadata?.DeviceKey;
}
