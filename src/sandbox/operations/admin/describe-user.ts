import type { JsonObject } from '../../../json.ts';
import type { User } from '../../pool/user.ts';

/**
 * `UserType` of the API; times are epoch seconds.
 * @param only AttributesToGet.
 */
export function describeUser(user: User, only?: ReadonlySet<string>): JsonObject {
  return { Username: user.username, Attributes: attributesOf(user, only), ...describeAccount(user) };
}

export function attributesOf(user: User, only?: ReadonlySet<string>): JsonObject[] {
  return [['sub', user.sub] as const, ...user.attributes]
    .filter(([name]) => only === undefined || only.has(name))
    .map(([Name, Value]) => ({ Name, Value }));
}

export function describeAccount(user: User): JsonObject {
  return {
    UserCreateDate: user.createdAt / 1_000,
    UserLastModifiedDate: user.modifiedAt / 1_000,
    Enabled: user.enabled,
    UserStatus: user.status,
  };
}
