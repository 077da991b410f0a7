import { modelledMembers } from '../../model/modelled-members.ts';
import { requirePool } from '../../pool/find-pool.ts';
import { changePool } from '../../pool/make-pool.ts';
import { checkPoolRequest } from '../../pool/pool-rules.ts';
import type { PoolRequest } from '../../pool/pool-settings.ts';
import { checkTierChange } from '../../pool/tier-rules.ts';
import { requiredText } from '../../read-members.ts';
import { refusal } from '../../refusal.ts';
import type { Pool } from '../../state.ts';
import type { Operation } from '../spec.ts';

/** Settled when the pool is made, or by SetUserPoolMfaConfig; name and plan stay when they are left out. */
const KEPT = [
  'PoolName',
  'UserPoolTier',
  'AliasAttributes',
  'UsernameAttributes',
  'UsernameConfiguration',
  'Schema',
  'SmsMfaConfiguration',
  'SoftwareTokenMfaConfiguration',
  'EmailMfaConfiguration',
  'WebAuthnConfiguration',
] as const satisfies readonly (keyof PoolRequest)[];

/** Every other setting that is left out falls back to its default. */
export const updateUserPool: Operation = {
  name: 'UpdateUserPool',
  run: (input, { state, clock }) => {
    const pool = requirePool(state, requiredText(input, 'UserPoolId'));
    const given = modelledMembers('UpdateUserPool', input, ['UserPoolId']) as PoolRequest;
    if (given.MfaConfiguration === 'ON' && pool.mfa !== 'ON') {
      const message = 'Cannot turn MFA functionality ON, once the user pool has been created.';
      throw refusal('InvalidParameterException', message);
    }
    const request = { ...keptOf(pool), ...given };
    checkPoolRequest(request);
    checkTierChange(pool.request, request);
    changePool(pool, request, clock.now());
    return {};
  },
};

function keptOf({ request }: Pool): PoolRequest {
  const kept = Object.entries(request).filter(([name]) => KEPT.some((candidate) => candidate === name));
  return Object.fromEntries(kept);
}
