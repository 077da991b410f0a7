import { modelledMembers } from '../../model/modelled-members.ts';
import { requirePool } from '../../pool/find-pool.ts';
import { changePool } from '../../pool/make-pool.ts';
import type { PoolRequest } from '../../pool/pool-settings.ts';
import { checkTier } from '../../pool/tier-rules.ts';
import { requiredText } from '../../read-members.ts';
import { refusal } from '../../refusal.ts';
import type { Operation } from '../spec.ts';
import { describeMfaConfig } from './describe-mfa-config.ts';

const METHODS = ['SmsMfaConfiguration', 'SoftwareTokenMfaConfiguration', 'EmailMfaConfiguration'] as const;

/**
 * The methods of a call replace those before it, as the service judges a call by what it names alone: a bare OPTIONAL is
 * refused even where a method was configured (aws/aws-sdk-js#4186). Passkeys are no MFA method and stand apart.
 */
export const setUserPoolMfaConfig: Operation = {
  name: 'SetUserPoolMfaConfig',
  run: (input, { state, clock }) => {
    const pool = requirePool(state, requiredText(input, 'UserPoolId'));
    const given = modelledMembers('SetUserPoolMfaConfig', input, ['UserPoolId']) as PoolRequest;
    const request = { ...pool.request };
    const named = METHODS.filter((method) => given[method] !== undefined);
    if (given.MfaConfiguration !== undefined || named.length > 0) {
      checkMethods({ MfaConfiguration: pool.mfa, ...given });
      for (const method of METHODS) delete request[method];
    }
    const changed = { ...request, ...given };
    checkTier(changed);
    if (given.EmailMfaConfiguration !== undefined) checkEmail(changed);
    changePool(pool, changed, clock.now());
    return describeMfaConfig(pool);
  },
};

/** @throws InvalidParameterException */
function checkMethods(given: PoolRequest): void {
  const configured =
    given.SmsMfaConfiguration !== undefined ||
    given.EmailMfaConfiguration !== undefined ||
    given.SoftwareTokenMfaConfiguration?.Enabled === true;
  if (given.MfaConfiguration === 'OFF' && configured) {
    throw invalidMfa("can't turn off MFA and configure an MFA together.");
  }
  if (given.MfaConfiguration !== 'OFF' && !configured) {
    throw invalidMfa("can't disable all MFAs with a required or optional configuration.");
  }
}

/** Developer guide, "SMS and email message MFA": the pool must send its e-mail through Amazon SES. */
function checkEmail({ EmailConfiguration }: PoolRequest): void {
  if (EmailConfiguration?.EmailSendingAccount === 'DEVELOPER') return;
  const message = 'Email MFA needs EmailConfiguration with EmailSendingAccount DEVELOPER.';
  throw refusal('InvalidParameterException', message);
}

function invalidMfa(reason: string): Error {
  return refusal('InvalidParameterException', `Invalid MFA configuration given, ${reason}`);
}
