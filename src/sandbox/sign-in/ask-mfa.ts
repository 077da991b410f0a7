import type { JsonObject } from '../../json.ts';
import { askSmsMfa } from '../challenges/sms-mfa.ts';
import { askSoftwareTokenMfa } from '../challenges/software-token-mfa.ts';
import type { Context, Subject } from '../context.ts';
import type { MfaMethod } from '../state.ts';

export function askMfa(context: Context, subject: Subject, method: MfaMethod): JsonObject {
  return method === 'SMS_MFA' ? askSmsMfa(context, subject) : askSoftwareTokenMfa(context, subject);
}
