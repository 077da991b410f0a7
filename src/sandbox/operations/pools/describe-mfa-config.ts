import type { JsonObject } from '../../../json.ts';
import type { Pool } from '../../state.ts';

/** GetUserPoolMfaConfig's answer, and SetUserPoolMfaConfig's. */
export function describeMfaConfig({ request, mfa, mfaMethods }: Pool): JsonObject {
  const sms = request.SmsMfaConfiguration ?? {
    ...(request.SmsAuthenticationMessage === undefined
      ? {}
      : { SmsAuthenticationMessage: request.SmsAuthenticationMessage }),
    SmsConfiguration: request.SmsConfiguration,
  };
  const members = {
    ...(mfaMethods.includes('SMS_MFA') ? { SmsMfaConfiguration: sms } : {}),
    SoftwareTokenMfaConfiguration: request.SoftwareTokenMfaConfiguration,
    EmailMfaConfiguration: request.EmailMfaConfiguration,
    MfaConfiguration: mfa,
    WebAuthnConfiguration: request.WebAuthnConfiguration,
  };
  // Drops what is undefined; the rest is JSON as it came.
  return JSON.parse(JSON.stringify(members)) as JsonObject;
}
