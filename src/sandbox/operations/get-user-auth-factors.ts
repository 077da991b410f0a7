import type { JsonObject } from '../../json.ts';
import type { Pool } from '../state.ts';
import type { User } from '../pool/user.ts';
import { requiredText } from '../read-members.ts';
import { firstFactors } from '../sign-in/first-factors.ts';
import { usableMethods } from '../sign-in/usable-methods.ts';
import { requireBearer } from '../tokens/access-token.ts';
import type { Operation } from './spec.ts';

/** AuthFactorType, in the order of the service model. */
const FACTORS = ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP', 'WEB_AUTHN', 'SOFTWARE_TOKEN'];
/** MFA methods by the names they have among the factors. */
const AS_FACTOR = {
  SMS_MFA: 'SMS_OTP',
  EMAIL_OTP: 'EMAIL_OTP',
  SOFTWARE_TOKEN_MFA: 'SOFTWARE_TOKEN',
} as const;

export const getUserAuthFactors: Operation = {
  name: 'GetUserAuthFactors',
  run: async (input, context) => {
    const { pool, user } = await requireBearer(context, requiredText(input, 'AccessToken'));
    return describeAuthFactors(pool, user);
  },
};

/** The reply of both sides. */
export function describeAuthFactors(pool: Pool, user: User): JsonObject {
  return {
    Username: user.username,
    ...(user.mfaPreferred === undefined ? {} : { PreferredMfaSetting: user.mfaPreferred }),
    ...(user.mfaEnabled.size === 0 ? {} : { UserMFASettingList: [...user.mfaEnabled] }),
    ConfiguredUserAuthFactors: configuredFactors(pool, user),
  };
}

/** What the user may begin with or go on with now: AvailableChallenges and the second factors, each once. */
function configuredFactors(pool: Pool, user: User): string[] {
  const second = pool.mfa === 'OFF' ? [] : usableMethods(pool, user).map((method) => AS_FACTOR[method]);
  const usable = new Set<string>([...firstFactors(pool, user), ...second]);
  return FACTORS.filter((factor) => usable.has(factor));
}
