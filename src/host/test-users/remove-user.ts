import { addressesOf } from '../../admin/test-users/possible.ts';
import { type CoreFault, isFault } from '../../form/form.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import { atOperation } from './at-operation.ts';
import type { UserRecord } from './batch-record.ts';
import type { Ask } from './patient-ask.ts';

export type Removed = 'removed' | 'left alone' | 'already gone' | 'never made';

/**
 * Removes a test user if it is exactly the one that was made: the one with the `sub` that the service gave. Where the
 * answer to the call that creates it never came, there is no `sub`: then it is the one who has the name, which nobody had
 * just before, and every attribute that was sent.
 * @param deletes told before the call goes that deletes: kept, it tells who was removed from who was gone already
 * @throws what the service answers; `field` names the operation
 */
export async function removeUser(
  ask: Ask,
  userPoolId: string,
  user: UserRecord,
  deletes: () => Promise<void>,
): Promise<Removed> {
  if (user.begunAt === undefined) return 'never made';
  const Username = user.name ?? user.signsInAs;
  const there = await lookFor(ask, userPoolId, Username);
  if (there === undefined) return goneBefore(user);
  if (!isOurs(user, there)) return 'left alone';
  await deletes();
  try {
    await atOperation('AdminDeleteUser', () => ask('AdminDeleteUser', { UserPoolId: userPoolId, Username }));
  } catch (error) {
    // Somebody else was faster, or an earlier call of ours whose answer was lost.
    if (isNobody(error)) return user.deletingAt === undefined ? 'already gone' : 'removed';
    throw error;
  }
  return 'removed';
}

/** Without a `sub` no answer ever said that there is one. */
function goneBefore({ deletingAt, sub }: UserRecord): Removed {
  if (deletingAt !== undefined) return 'removed';
  return sub === undefined ? 'never made' : 'already gone';
}

/** A user's AdminGetUser; undefined for nobody. @throws what else the service answers */
export async function lookFor(
  ask: Ask,
  userPoolId: string,
  username: string,
): Promise<JsonObject | undefined> {
  try {
    const body = { UserPoolId: userPoolId, Username: username };
    return await atOperation('AdminGetUser', () => ask('AdminGetUser', body));
  } catch (error) {
    if (isNobody(error)) return undefined;
    throw error;
  }
}

function isNobody(error: unknown): error is CoreFault {
  return isFault(error) && error.code === 'UserNotFoundException';
}

/** Whether who is there is the one that was made: by `sub`, or before one is known by all that was sent. */
export function isOurs(user: UserRecord, there: JsonObject): boolean {
  const attributes = attributesOf(there);
  if (user.sub !== undefined) return attributes.get('sub') === user.sub;
  // Where MFA is required an address may come after the user (`heldBack`): it may be missing, never be another one.
  const mayLack: readonly string[] = addressesOf(user.factor);
  return Object.entries(user.attributes).every(([name, value]) => {
    const its = attributes.get(name);
    return its === value || (its === undefined && mayLack.some((held) => name.startsWith(held)));
  });
}

/** `UserAttributes` or `Attributes` of a reply, by name. */
export function attributesOf(reply: JsonObject): ReadonlyMap<string, string> {
  const list = reply['UserAttributes'] ?? reply['Attributes'];
  return new Map(
    (Array.isArray(list) ? list : []).flatMap((one) => {
      const [name, value] = isJsonObject(one) ? [one['Name'], one['Value']] : [];
      return typeof name === 'string' && typeof value === 'string' ? [[name, value] as const] : [];
    }),
  );
}
