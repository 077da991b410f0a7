import type { Target } from '../../contract.ts';
import { coreFault } from '../../form/form.ts';
import type { JsonObject } from '../../json.ts';

/** What a call is about: a user pool or an app client, empty where it names none. */
export interface Addressed {
  readonly userPoolId: string;
  readonly clientId?: string;
}

/**
 * The target by whose name a call counts as production, however it is addressed: its own, or a saved one of
 * the same pool or app client at the same endpoint.
 * @param saved every target there is
 * @param addressed what the call names, where that may be another pool than the target's
 */
export function guardedTarget(
  target: Target,
  saved: readonly Target[],
  { userPoolId, clientId = '' }: Addressed = target,
): Target {
  if (target.production) return target;
  const meant = saved.find(
    (other) =>
      other.production &&
      sameUrl(other.endpoint, target.endpoint) &&
      ((userPoolId !== '' && other.userPoolId === userPoolId) ||
        (clientId !== '' && other.clientId === clientId)),
  );
  return meant ?? target;
}

/** What a body names by the members that every operation has for it; a pool that it doesn't name is the target's. */
export function addressedIn(body: JsonObject, target: Target): Addressed {
  const text = (name: string) => (typeof body[name] === 'string' ? body[name] : '');
  return { userPoolId: text('UserPoolId') || target.userPoolId, clientId: text('ClientId') };
}

/** What has to be typed before a call is sent that changes something: the user's name, where it is about one. */
export function nameToType(body: JsonObject, guarded: Target): string {
  const { Username: username } = body;
  return typeof username === 'string' && username !== '' ? username : guarded.name;
}

/** One endpoint may be written with and without the slash at its end. */
function sameUrl(one: string, other: string): boolean {
  return one.replace(/\/$/, '') === other.replace(/\/$/, '');
}

/**
 * Whether something may be changed at a target: one marked production wants a name typed.
 * @param name what has to be typed: the user's, or where no user is meant the target's own
 * @throws CoreFault TARGET_PRODUCTION
 */
export function mayChange(target: Target, confirmed: string | undefined, name = target.name): void {
  if (target.production && confirmed !== name)
    throw coreFault(
      'TARGET_PRODUCTION',
      `${target.name} is a production target. Type ${name} to change it.`,
      'confirmed',
    );
}
