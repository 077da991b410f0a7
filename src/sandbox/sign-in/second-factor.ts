import type { JsonObject } from '../../json.ts';
import { askDeviceSrpAuth } from '../challenges/device-srp-auth.ts';
import { askMfaSetup } from '../challenges/mfa-setup.ts';
import { askSelectMfaType } from '../challenges/select-mfa-type.ts';
import { askMfa } from './ask-mfa.ts';
import type { Context, Subject } from '../context.ts';
import { isRemembered } from './device.ts';
import { usableMethods } from './usable-methods.ts';
import { finish } from './answer.ts';

/** After the password: which second factor, if any. Protocol reference 3.2. */
export function secondFactor(context: Context, subject: Subject): JsonObject | Promise<JsonObject> {
  const { pool, user, device } = subject;
  if (device !== undefined && isRemembered(subject)) {
    // In a custom flow the device is the last to be asked, before tokens (protocol reference 2.12).
    const goesOn = subject.custom !== undefined && subject.custom.decided !== true;
    return goesOn ? finish(context, subject) : askDeviceSrpAuth(context, subject, device);
  }
  if (pool.mfa === 'OFF') return finish(context, subject);
  const methods = usableMethods(pool, user);
  const [first] = methods;
  const preferred = methods.find((method) => method === user.mfaPreferred);
  if (preferred !== undefined) return askMfa(context, subject, preferred);
  if (first === undefined)
    return pool.mfa === 'ON' ? askMfaSetup(context, subject) : finish(context, subject);
  return methods.length > 1 ? askSelectMfaType(context, subject, methods) : askMfa(context, subject, first);
}
