import { serviceOperation } from '../../cognito/service/service.ts';
import { type KnownMembers, skeletonOf } from '../../cognito/service/skeleton.ts';
import type { Target } from '../../contract.ts';
import type { JsonObject } from '../../json.ts';
import { canonicalUsername, lineage } from '../live-chain.ts';
import { type Standpoint, suppliedAt } from './masks.ts';

/**
 * What a request is filled in with, where its operation has members of these names.
 * @param show how secrets stand in it
 */
function knownMembers(
  { userPoolId, clientId }: Pick<Target, 'userPoolId' | 'clientId'>,
  at?: Standpoint,
  show: 'mask' | 'value' = 'mask',
): KnownMembers {
  const pool = {
    ...(userPoolId === '' ? {} : { UserPoolId: userPoolId }),
    ...(clientId === '' ? {} : { ClientId: clientId }),
  };
  if (at === undefined) return pool;
  const username = canonicalUsername(at.chain, at.parentId) || at.chain.username;
  const device = lineage(at.chain, at.parentId).find(({ tokens }) => tokens?.NewDeviceMetadata)?.tokens;
  return {
    ...pool,
    ...(username === '' ? {} : { Username: username }),
    ...(device?.NewDeviceMetadata ? { DeviceKey: device.NewDeviceMetadata.DeviceKey } : {}),
    ...Object.fromEntries(suppliedAt(at).map((supplied) => [supplied.name, supplied[show]])),
  };
}

/** Of both, one says who calls: `Session` while a sign-in waits, else the token. */
const EITHER = ['AccessToken', 'Session'] as const;

/**
 * A request to fill in, with what target and chain say; secrets masked. What is not required stands in it all the same
 * where it says who calls: a token or a Session.
 */
export function filledSkeleton(
  operation: string,
  wanted: 'required' | 'all',
  target: Pick<Target, 'userPoolId' | 'clientId'>,
  at?: Standpoint,
  show: 'mask' | 'value' = 'mask',
): JsonObject {
  const known = knownMembers(target, at, show);
  const skeleton = skeletonOf(operation, known, wanted);
  if (wanted === 'all' || at === undefined) return skeleton;
  const members = serviceOperation(operation)?.input.members ?? {};
  const caller = EITHER.findLast((name) => Object.hasOwn(members, name) && known[name] !== undefined);
  if (caller === undefined || EITHER.some((name) => Object.hasOwn(skeleton, name))) return skeleton;
  return { ...skeleton, [caller]: known[caller] ?? '' };
}
