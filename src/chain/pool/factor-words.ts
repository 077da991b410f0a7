import { firstFactors } from '../../challenges/select-challenge.ts';
import { inPolicy } from '../why/factors.ts';
import { allowedFlows, methodsOf } from './facts-of.ts';
import { at, flagAt, objectsAt, textAt, textsAt } from './members.ts';
import type { PoolRead, PoolRule } from './word.ts';

const POLICY = 'UserPool.Policies.SignInPolicy.AllowedFirstAuthFactors';
const MFA = 'GetUserPoolMfaConfig.MfaConfiguration';
const METHODS = ['SmsMfaConfiguration', 'EmailMfaConfiguration', 'SoftwareTokenMfaConfiguration'].map(
  (name) => `GetUserPoolMfaConfig.${name}`,
);

function allowsChoice({ client }: PoolRead): boolean {
  return client !== undefined && allowedFlows(client).includes('ALLOW_USER_AUTH');
}

function mfaOf({ pool, mfa }: PoolRead): string {
  return textAt(mfa, 'MfaConfiguration') ?? textAt(pool, 'MfaConfiguration') ?? 'OFF';
}

/** By the names of the SignInPolicy; a pool that has none allows the password. */
function policyOf({ pool }: PoolRead): readonly string[] {
  const policy = textsAt(pool, 'Policies', 'SignInPolicy', 'AllowedFirstAuthFactors');
  return policy.length === 0 ? ['PASSWORD'] : policy;
}

/** As challenges ask for them: a SignInPolicy has one name for both ways to send a password. */
function factorsOf(read: PoolRead): readonly string[] {
  const allowed = policyOf(read);
  return firstFactors.map(({ value }) => value).filter((value) => allowed.includes(inPolicy(value)));
}

const isPassword = (factor: string): boolean => inPolicy(factor) === 'PASSWORD';

/** What proves a user, first and second. Source: protocol reference 1.3, 3.2. */
export const factorWords: readonly PoolRule[] = [
  {
    id: 'first-factors',
    about: 'First factor',
    from: [POLICY, 'UserPoolClient.ExplicitAuthFlows'],
    read(read) {
      const others = factorsOf(read).filter((factor) => !isPassword(factor));
      if (read.client === undefined)
        return {
          says:
            others.length === 0
              ? 'The pool allows the password alone as first factor.'
              : `The pool allows ${policyOf(read).join(', ')} as first factor, to app clients that allow USER_AUTH.`,
        };
      if (!allowsChoice(read))
        return others.length === 0
          ? { says: 'The first factor is the password: USER_AUTH, where a user chooses, is not allowed.' }
          : {
              says: `The pool allows ${others.join(', ')} as first factor, but this app client doesn’t allow USER_AUTH: nobody is offered them here.`,
              watch: true,
            };
      return {
        says: `USER_AUTH offers what a user has of ${factorsOf(read).join(', ')}; with no usable preference, Cognito asks SELECT_CHALLENGE.`,
      };
    },
  },
  {
    id: 'password-first-with-mfa',
    about: 'First factor',
    from: [POLICY, MFA],
    read(read) {
      const others = factorsOf(read).filter((factor) => !isPassword(factor));
      if (!allowsChoice(read) || others.length === 0 || mfaOf(read) === 'OFF') return undefined;
      const counts = passkeyCounts(read) ? ' A passkey is still offered: it counts as both factors.' : '';
      return mfaOf(read) === 'ON'
        ? { says: `MFA is required, so only the password is offered first.${counts}`, watch: true }
        : { says: `A user who has MFA on is offered the password only.${counts}` };
    },
  },
  {
    id: 'passkeys',
    about: 'First factor',
    from: ['GetUserPoolMfaConfig.WebAuthnConfiguration'],
    read({ pool, mfa }) {
      if (!textsAt(pool, 'Policies', 'SignInPolicy', 'AllowedFirstAuthFactors').includes('WEB_AUTHN'))
        return undefined;
      const relyingParty = textAt(mfa, 'WebAuthnConfiguration', 'RelyingPartyId');
      const verified = textAt(mfa, 'WebAuthnConfiguration', 'UserVerification') === 'required';
      return {
        says: `Passkeys are made for ${relyingParty ?? 'the pool’s own domain'}, user verification ${verified ? 'required' : 'preferred'}.`,
      };
    },
  },
  {
    id: 'second-factor',
    about: 'Second factor',
    from: [MFA, ...METHODS],
    read(read) {
      const mfa = mfaOf(read);
      if (mfa === 'OFF') return { says: 'MFA is off: no second factor is asked for.' };
      const methods = read.mfa === undefined ? undefined : methodsOf(read.mfa);
      const which = methods === undefined ? '' : ` The pool has ${methods.join(', ') || 'no method set up'}.`;
      return {
        says:
          mfa === 'ON'
            ? `MFA is required of everybody.${which}`
            : `MFA is optional: only users who switched it on are asked.${which}`,
        ...(methods?.length === 0 ? { watch: true } : {}),
      };
    },
  },
  {
    id: 'mfa-set-up',
    about: 'Second factor',
    from: [MFA, ...METHODS],
    read(read) {
      if (mfaOf(read) !== 'ON' || read.mfa === undefined) return undefined;
      const can = methodsOf(read.mfa).filter((method) => method !== 'SMS_MFA');
      return {
        says:
          can.length === 0
            ? 'A user without a phone number can’t sign in: SMS can’t be set up in a chain.'
            : `A user without a second factor is asked MFA_SETUP, for ${can.join(' or ')}.`,
        ...(can.length === 0 ? { watch: true } : {}),
      };
    },
  },
  {
    id: 'several-methods',
    about: 'Second factor',
    from: METHODS,
    read(read) {
      if (mfaOf(read) === 'OFF' || read.mfa === undefined || methodsOf(read.mfa).length < 2) return undefined;
      return {
        says: 'A user with several of them and no preference is asked SELECT_MFA_TYPE first.',
      };
    },
  },
  {
    id: 'recovery-channel',
    about: 'Second factor',
    from: ['UserPool.AccountRecoverySetting'],
    read(read) {
      if (mfaOf(read) === 'OFF' || read.mfa === undefined) return undefined;
      const [first] = objectsAt(read.pool, 'AccountRecoverySetting', 'RecoveryMechanisms')
        .toSorted((a, b) => Number(a['Priority']) - Number(b['Priority']))
        .map((mechanism) => textAt(mechanism, 'Name'));
      const method =
        first === 'verified_email' ? 'EMAIL_OTP' : first === 'verified_phone_number' ? 'SMS_MFA' : undefined;
      if (method === undefined || !methodsOf(read.mfa).includes(method)) return undefined;
      return {
        says: `${first} recovers the account first: a user who has nothing else for a second factor can’t get ${method} by it.`,
        watch: true,
      };
    },
  },
  {
    id: 'devices',
    about: 'Devices',
    from: ['UserPool.DeviceConfiguration'],
    read({ pool }) {
      if (at(pool, 'DeviceConfiguration') === undefined)
        return { says: 'Devices are not tracked: no DEVICE_SRP_AUTH, and a refresh needs no DEVICE_KEY.' };
      const asks = flagAt(pool, 'DeviceConfiguration', 'DeviceOnlyRememberedOnUserPrompt')
        ? 'remembered once the user agrees (UpdateDeviceStatus)'
        : 'remembered as soon as they are confirmed (ConfirmDevice)';
      return {
        says: flagAt(pool, 'DeviceConfiguration', 'ChallengeRequiredOnNewDevice')
          ? `Devices are ${asks}. One that is named with DEVICE_KEY answers DEVICE_SRP_AUTH in place of MFA. A refresh needs its DEVICE_KEY.`
          : `Devices are ${asks}, and never stand in for MFA. A refresh needs the DEVICE_KEY.`,
      };
    },
  },
];

function passkeyCounts({ mfa }: PoolRead): boolean {
  return (
    textAt(mfa, 'WebAuthnConfiguration', 'FactorConfiguration') === 'MULTI_FACTOR_WITH_USER_VERIFICATION'
  );
}
