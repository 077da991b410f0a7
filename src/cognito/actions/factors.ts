import type { UserFacts } from '../../chain/user-facts.ts';
import type { ActionField, ActionValues } from '../../contract/actions.ts';
import type { JsonObject } from '../../json.ts';
import { without } from './lines.ts';
import { type ActionSpec, NO_FIELDS, NO_MEMBERS } from './spec.ts';
import { textOf } from './values.ts';

const KEEP = 'keep';
const TOTP = 'SOFTWARE_TOKEN_MFA';
/** The fact that AdminGetUserAuthFactors tells, and the app among it. */
const CONFIGURED = 'ConfiguredUserAuthFactors';
const APP = 'SOFTWARE_TOKEN';
/** Members of AdminSetUserMFAPreference, and the factor as AdminGetUser calls it. */
const FACTORS = [
  ['SMSMfaSettings', 'SMS_MFA', 'Text message'],
  ['SoftwareTokenMfaSettings', TOTP, 'Authenticator app'],
  ['EmailMfaSettings', 'EMAIL_OTP', 'Email'],
] as const;
const WEB_AUTHN = 'WebAuthnMfaSettings';

const choices = (preferred: boolean) => [
  { value: KEEP, label: 'Leave as it is' },
  { value: 'on', label: 'On' },
  ...(preferred ? [{ value: 'preferred', label: 'On, and preferred' }] : []),
  { value: 'off', label: 'Off' },
];

export const mfaPreference: ActionSpec = {
  id: 'mfa-preference',
  title: 'Set second factors',
  verb: 'Set factors',
  group: 'factors',
  operation: 'AdminSetUserMFAPreference',
  about: 'Says which second factors a sign-in asks for, and which first.',
  harms: false,
  creates: false,
  lists: [],
  mayList: ['AdminGetUserAuthFactors'],
  wants: ['pool'],
  fields: ({ facts }) => [
    ...FACTORS.map(([key, factor, label]): ActionField => ({
      key,
      label: `${label}${stands(facts, factor)}`,
      kind: 'choice',
      required: true,
      preset: KEEP,
      choices: choices(true),
    })),
    {
      key: WEB_AUTHN,
      label: 'Passkey as both factors',
      kind: 'choice',
      required: true,
      preset: KEEP,
      choices: choices(false),
    },
  ],
  members: (values) =>
    Object.fromEntries(
      chosen(values).map(([key, said]) => [
        key,
        key === WEB_AUTHN
          ? { Enabled: said === 'on' }
          : { Enabled: said !== 'off', PreferredMfa: said === 'preferred' },
      ]),
    ),
  after(values, { facts }) {
    const on = new Set(factorsIn(facts));
    let preferred = facts['PreferredMfaSetting'];
    for (const [key, factor] of FACTORS) {
      const said = textOf(values, key) || KEEP;
      if (said === KEEP) continue;
      if (said === 'off') on.delete(factor);
      else on.add(factor);
      if (said === 'preferred') preferred = factor;
      else if (preferred === factor) preferred = undefined;
    }
    return withFactors(withApp(facts, on.has(TOTP)), [...on], preferred);
  },
  notes: (values, { pool }) => [
    ...(pool?.['MfaConfiguration'] === 'OFF'
      ? [{ kind: 'says' as const, text: 'The pool’s MFA is OFF: no sign-in asks for any of these.' }]
      : []),
    ...(textOf(values, WEB_AUTHN) === 'on' || textOf(values, WEB_AUTHN) === 'off'
      ? [
          {
            kind: 'says' as const,
            text: 'No operation tells the passkey setting itself: what they may sign in with is read before and after.',
          },
        ]
      : []),
    ...(chosen(values).some(([key, said]) => key !== WEB_AUTHN && said !== 'off')
      ? [{ kind: 'says' as const, text: 'Cognito refuses a factor that the user has not set up.' }]
      : []),
  ],
  faults(values) {
    const said = chosen(values);
    if (said.length === 0)
      return [{ code: 'ACTION_UNFILLED', detail: 'Choose what to change.', field: FACTORS[0][0] }];
    const [, second] = said.filter(([, value]) => value === 'preferred');
    return second === undefined
      ? []
      : [{ code: 'ACTION_UNFILLED', detail: 'Only one factor can be preferred.', field: second[0] }];
  },
};

export const resetTotp: ActionSpec = {
  id: 'reset-totp',
  title: 'Reset the authenticator app',
  verb: 'Reset authenticator',
  group: 'factors',
  operation: 'AdminDeleteSoftwareToken',
  about: 'Takes a lost authenticator app away, so that the user can register another.',
  harms: true,
  creates: false,
  lists: [],
  mayList: ['AdminGetUserAuthFactors'],
  wants: ['pool'],
  fields: NO_FIELDS,
  members: NO_MEMBERS,
  after: (_values, { facts }) =>
    withFactors(
      withApp(facts, false),
      factorsIn(facts).filter((factor) => factor !== TOTP),
      facts['PreferredMfaSetting'] === TOTP ? undefined : facts['PreferredMfaSetting'],
    ),
  notes: (_values, { pool, facts }) => [
    { kind: 'harms', text: 'Codes of the app they have now are refused. The secret can’t be brought back.' },
    { kind: 'says', text: afterReset(facts, pool) },
    ...(facts['UserStatus'] !== undefined && !factorsIn(facts).includes(TOTP)
      ? [
          {
            kind: 'says' as const,
            text: 'They have no authenticator app switched on. One that is registered and off goes, too: no operation tells of it.',
          },
        ]
      : []),
  ],
};

/** What a sign-in asks once the app is gone, from the factors that are still on. */
function afterReset(facts: UserFacts, pool: JsonObject | undefined): string {
  const mfa = pool?.['MfaConfiguration'];
  if (mfa === 'OFF') return 'The pool’s MFA is OFF: a sign-in asks for no code either way.';
  const left = factorsIn(facts).filter((factor) => factor !== TOTP);
  const preferred = left.find((factor) => factor === facts['PreferredMfaSetting']);
  const [only, other] = left;
  if (only !== undefined) {
    const next = preferred ?? (other === undefined ? only : 'SELECT_MFA_TYPE');
    return `A sign-in asks ${next} instead: ${left.join(' and ')} ${other === undefined ? 'stays' : 'stay'} on.`;
  }
  return mfa === 'ON'
    ? 'The pool’s MFA is ON: without another factor the next sign-in asks MFA_SETUP.'
    : 'Until they register another, a sign-in goes without its code.';
}

/** An app that goes, or is switched off, is no more among what they may sign in with, where that is known. */
function withApp(facts: UserFacts, isOn: boolean): UserFacts {
  return isOn ? facts : without(facts, CONFIGURED, (line) => line === APP);
}

function stands(facts: UserFacts, factor: string): string {
  if (facts['PreferredMfaSetting'] === factor) return ' (now preferred)';
  return factorsIn(facts).includes(factor) ? ' (now on)' : '';
}

function chosen(values: ActionValues): (readonly [key: string, said: string])[] {
  return [...FACTORS.map(([key]) => key), WEB_AUTHN]
    .map((key) => [key, textOf(values, key) || KEEP] as const)
    .filter(([, said]) => said !== KEEP);
}

function factorsIn(facts: UserFacts): string[] {
  return (facts['UserMFASettingList'] ?? '').split(', ').filter((factor) => factor !== '');
}

function withFactors(facts: UserFacts, on: readonly string[], preferred: string | undefined): UserFacts {
  const { UserMFASettingList: _list, PreferredMfaSetting: _preferred, ...rest } = facts;
  return {
    ...rest,
    ...(on.length === 0 ? {} : { UserMFASettingList: [...on].sort().join(', ') }),
    ...(preferred === undefined ? {} : { PreferredMfaSetting: preferred }),
  };
}
