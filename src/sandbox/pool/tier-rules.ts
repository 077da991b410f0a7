import { refusal } from '../refusal.ts';
import type { PoolRequest } from './pool-settings.ts';

/** Features that the plans below do not have (developer guide, "User pool feature plans"). */
const FEATURES: readonly (readonly [
  name: string,
  above: readonly string[],
  asked: (request: PoolRequest) => boolean,
])[] = [
  [
    'Passwordless sign-in (AllowedFirstAuthFactors)',
    ['LITE'],
    ({ Policies }) =>
      (Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? []).some((factor) => factor !== 'PASSWORD'),
  ],
  ['Email MFA (EmailMfaConfiguration)', ['LITE'], (request) => request.EmailMfaConfiguration !== undefined],
  [
    'Password history (PasswordHistorySize)',
    ['LITE'],
    ({ Policies }) => (Policies?.PasswordPolicy?.PasswordHistorySize ?? 0) > 0,
  ],
  [
    'Threat protection (AdvancedSecurityMode)',
    ['LITE', 'ESSENTIALS'],
    ({ UserPoolAddOns }) => (UserPoolAddOns?.AdvancedSecurityMode ?? 'OFF') !== 'OFF',
  ],
];

/** The first feature of a request that its plan doesn't have. */
function beyondTier(request: PoolRequest): string | undefined {
  const tier = request.UserPoolTier ?? 'ESSENTIALS';
  const found = FEATURES.find(([, above, asked]) => above.includes(tier) && asked(request));
  return found && `${found[0]} is not available in the ${tier} feature plan.`;
}

/** @throws FeatureUnavailableInTierException */
export function checkTier(request: PoolRequest): void {
  const message = beyondTier(request);
  if (message !== undefined) throw refusal('FeatureUnavailableInTierException', message);
}

/**
 * A pool can't move to a plan that lacks what it uses.
 * @throws TierChangeNotAllowedException, FeatureUnavailableInTierException
 */
export function checkTierChange(before: PoolRequest, after: PoolRequest): void {
  const message = beyondTier(after);
  const moved = (before.UserPoolTier ?? 'ESSENTIALS') !== (after.UserPoolTier ?? 'ESSENTIALS');
  if (message !== undefined && moved) throw refusal('TierChangeNotAllowedException', message);
  checkTier(after);
}
