import type { JsonObject } from '../../json.ts';
import { askNewPassword } from '../challenges/new-password-required.ts';
import type { Context, Subject } from '../context.ts';
import { secondFactor } from './second-factor.ts';

/** What a right password leads to, however it was proved. */
export function afterPassword(context: Context, subject: Subject): JsonObject | Promise<JsonObject> {
  return subject.user.status === 'FORCE_CHANGE_PASSWORD'
    ? askNewPassword(context, subject)
    : secondFactor(context, subject);
}
