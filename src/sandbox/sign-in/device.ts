import { isAdminCall, type Context, type Subject } from '../context.ts';
import type { TextMap } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import type { Device, User } from '../pool/user.ts';
import type { RefreshGrant } from '../tokens/refresh-token.ts';

/**
 * The subject with the device that DEVICE_KEY names, when it names one. Clients that are refused drop their device
 * data and repeat the call, which is why nothing may be used up before this test.
 * @throws ResourceNotFoundException "Device does not exist." for a key that this user has not confirmed, or forgot.
 */
export function withNamedDevice(context: Context, subject: Subject, parameters: TextMap): Subject {
  const key = ignoresDevices(context, subject) ? undefined : parameters.get('DEVICE_KEY');
  return key === undefined ? subject : { ...subject, device: requireDevice(subject.user, key) };
}

/** Sources differ on the Admin operations: protocol reference 13, no. 11. */
export function ignoresDevices(context: Context, { admin }: Pick<Subject, 'admin'> = {}): boolean {
  return !context.settings.adminDevices && (admin === true || isAdminCall(context));
}

/** A user that doesn't exist has no device either: the answer is the same as for one without. */
export function refuseDeviceOfNobody(context: Context, parameters: TextMap): void {
  if (parameters.has('DEVICE_KEY') && !ignoresDevices(context)) throw noDevice();
}

/** @throws ResourceNotFoundException */
export function requireDevice(user: User, key: string): Device {
  const device = user.devices.get(key);
  if (device === undefined) throw noDevice();
  return device;
}

export function noDevice(): Error {
  return refusal('ResourceNotFoundException', 'Device does not exist.');
}

/** Whether the device proves itself in place of MFA. Protocol reference 3.5. */
export function isRemembered({ pool, device }: Subject): boolean {
  return device?.remembered === true && pool.devices?.challengeRequired === true;
}

/**
 * A refresh in a pool that tracks devices needs the sign-in's own DEVICE_KEY, and that ConfirmDevice was called for it.
 * @throws ResourceNotFoundException, NotAuthorizedException "Invalid Refresh Token."
 */
export function checkRefreshDevice(user: User, grant: RefreshGrant, key: string | undefined): void {
  if (key !== undefined && key !== grant.deviceKey) requireDevice(user, key);
  if (grant.deviceKey === undefined) return;
  if (key !== grant.deviceKey || !user.devices.has(key)) {
    throw refusal('NotAuthorizedException', 'Invalid Refresh Token.');
  }
}
