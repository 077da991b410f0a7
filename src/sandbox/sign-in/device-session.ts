import type { Context, Subject } from '../context.ts';
import { findUser } from '../pool/find-user.ts';
import type { Device } from '../pool/user.ts';
import type { TextMap } from '../read-members.ts';
import { openSession, type Pending } from '../sessions.ts';
import type { Pool } from '../state.ts';

const DEVICE_STEPS = new Set(['DEVICE_SRP_AUTH', 'DEVICE_PASSWORD_VERIFIER']);

/** The Session of a device step: given out, kept beside the device, or both. Protocol reference 13, no. 10. */
export function deviceSession(
  context: Context,
  subject: Subject,
  device: Device,
  pending: Pending,
): { Session?: string } {
  const { deviceStepSession } = context.settings;
  const session = openSession(context, subject, pending);
  if (deviceStepSession === 'needed') return { Session: session };
  device.openSession = session;
  return deviceStepSession === 'none' ? {} : { Session: session };
}

/** The Session that an answer without one means, where that may be left out. */
export function keptDeviceSession(
  context: Context,
  pool: Pool,
  challenge: string,
  responses: TextMap,
): string | undefined {
  if (context.settings.deviceStepSession === 'needed' || !DEVICE_STEPS.has(challenge)) return undefined;
  const user = findUser(pool, responses.get('USERNAME') ?? '');
  return user?.devices.get(responses.get('DEVICE_KEY') ?? '')?.openSession;
}
