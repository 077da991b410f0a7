import type { JsonObject } from '../../json.ts';
import { flag, requiredText, structure } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import { hasMeans } from '../sign-in/usable-methods.ts';
import type { Pool } from '../state.ts';
import type { MfaMethod, User } from '../pool/user.ts';
import { requireBearer } from '../tokens/access-token.ts';
import type { Operation } from './spec.ts';

const METHODS: readonly (readonly [member: string, method: MfaMethod])[] = [
  ['SMSMfaSettings', 'SMS_MFA'],
  ['EmailMfaSettings', 'EMAIL_OTP'],
  ['SoftwareTokenMfaSettings', 'SOFTWARE_TOKEN_MFA'],
];

export const setUserMfaPreference: Operation = {
  name: 'SetUserMFAPreference',
  run: async (input, context) => {
    const { pool, user } = await requireBearer(context, requiredText(input, 'AccessToken'));
    setMfaPreference(input, pool, user);
    return {};
  },
};

/** @throws InvalidParameterException; nothing was changed then. */
export function setMfaPreference(input: JsonObject, pool: Pool, user: User): void {
  checkPreference(input, pool, user);
  for (const [member, method] of METHODS) {
    const settings = structure(input, member);
    if (settings !== undefined)
      apply(user, method, flag(settings, 'Enabled'), flag(settings, 'PreferredMfa'));
  }
  const passkeys = structure(input, 'WebAuthnMfaSettings');
  if (passkeys !== undefined) user.passkeyMfa = flag(passkeys, 'Enabled');
}

/** All or nothing: every part is checked before the first takes effect. */
function checkPreference(input: JsonObject, pool: Pool, user: User): void {
  const chosen = METHODS.map(([member, method]) => ({ method, settings: structure(input, member) ?? {} }));
  if (chosen.filter(({ settings }) => flag(settings, 'PreferredMfa')).length > 1) {
    throw refusal('InvalidParameterException', 'Only one MFA method can be preferred.');
  }
  for (const { method, settings } of chosen) {
    if (flag(settings, 'PreferredMfa') && !flag(settings, 'Enabled')) {
      throw refusal('InvalidParameterException', `${method} must be enabled to be preferred.`);
    }
    if (flag(settings, 'Enabled')) checkUsable(pool, user, method);
  }
  if (!flag(structure(input, 'WebAuthnMfaSettings') ?? {}, 'Enabled')) return;
  const others = chosen.some(({ method, settings }) =>
    'Enabled' in settings ? flag(settings, 'Enabled') : user.mfaEnabled.has(method),
  );
  checkPasskeyMfa(pool, others);
}

/** A user whose only MFA were a passkey would be locked out without it: the reference asks for another method. */
function checkPasskeyMfa({ webAuthn }: Pool, hasOtherMethod: boolean): void {
  if (webAuthn?.multiFactor !== true) {
    throw refusal(
      'InvalidParameterException',
      'WebAuthnMfaSettings: the method is not enabled for the user pool.',
    );
  }
  if (!hasOtherMethod) {
    throw refusal(
      'InvalidParameterException',
      'WebAuthnMfaSettings: the user must have another MFA method enabled.',
    );
  }
}

function checkUsable(pool: Pool, user: User, method: MfaMethod): void {
  if (!pool.mfaMethods.includes(method)) {
    throw refusal('InvalidParameterException', `${method} is not enabled for the user pool.`);
  }
  if (hasMeans(user, method)) return;
  throw refusal(
    'InvalidParameterException',
    method === 'SOFTWARE_TOKEN_MFA'
      ? 'User has not verified software token mfa'
      : `User does not have delivery config set to turn on ${method}`,
  );
}

function apply(user: User, method: MfaMethod, enabled: boolean, preferred: boolean): void {
  if (enabled) user.mfaEnabled.add(method);
  else user.mfaEnabled.delete(method);
  if (preferred) user.mfaPreferred = method;
  else if (user.mfaPreferred === method) delete user.mfaPreferred;
}
