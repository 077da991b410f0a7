import { durationOf, validitySeconds } from './durations.ts';
import { temporaryDaysOf, threatProtectionOf, triggersOf } from './facts-of.ts';
import { at, flagAt, numberAt, textAt, textsAt } from './members.ts';
import type { PoolRule } from './word.ts';

/** What each trigger means for a sign-in. Source: protocol reference 8.1. */
const TRIGGERS: Readonly<Record<string, string>> = {
  PreAuthentication: 'may refuse before the password is looked at',
  UserMigration: 'may make a user who isn’t there, where a password travels',
  DefineAuthChallenge: 'decides what CUSTOM_AUTH asks',
  CreateAuthChallenge: 'makes the question of CUSTOM_CHALLENGE',
  VerifyAuthChallengeResponse: 'judges the answer of CUSTOM_CHALLENGE',
  CustomMessage: 'words the messages with codes',
  CustomSMSSender: 'sends SMS in Cognito’s place',
  CustomEmailSender: 'sends email in Cognito’s place',
  PostAuthentication: 'may refuse after the last answer was right',
  PreTokenGeneration: 'changes claims of the tokens',
};
const REFUSES = ['PreAuthentication', 'PostAuthentication'];

/** Who a user is, what else runs, and what comes at the end. Source: protocol reference 4.5, 7, 8. */
export const userWords: readonly PoolRule[] = [
  {
    id: 'existence',
    about: 'User names',
    from: ['UserPoolClient.PreventUserExistenceErrors'],
    read({ client }) {
      if (client === undefined) return undefined;
      return textAt(client, 'PreventUserExistenceErrors') === 'ENABLED'
        ? {
            says: 'A name nobody has is not given away: Cognito asks made-up challenges and ends with “Incorrect username or password.”',
          }
        : {
            says: 'A name nobody has is told at once: UserNotFoundException.',
          };
    },
  },
  {
    id: 'names',
    about: 'User names',
    from: ['UserPool.UsernameAttributes', 'UserPool.AliasAttributes'],
    read({ pool }) {
      const attributes = textsAt(pool, 'UsernameAttributes');
      if (attributes.length > 0)
        return {
          says: `People sign in with ${attributes.join(' or ')}; the user name itself is a UUID, and SRP and SECRET_HASH of answers are made over that one.`,
        };
      const aliases = textsAt(pool, 'AliasAttributes');
      if (aliases.length === 0) return { says: 'People sign in with the user name they chose.' };
      // Nobody verifies a preferred_username: it is one as soon as it is set.
      const others = aliases.map((name) =>
        name === 'preferred_username' ? name : `${name} once it is verified`,
      );
      return { says: `People sign in with their user name, or ${others.join(', or ')}.` };
    },
  },
  {
    id: 'case',
    about: 'User names',
    from: ['UserPool.UsernameConfiguration.CaseSensitive'],
    read: ({ pool }) =>
      flagAt(pool, 'UsernameConfiguration', 'CaseSensitive')
        ? { says: 'Ann and ann are two users: names are case-sensitive.', watch: true }
        : undefined,
  },
  {
    id: 'temporary-password',
    about: 'User names',
    from: [
      'UserPool.Policies.PasswordPolicy.TemporaryPasswordValidityDays',
      'UserPool.AdminCreateUserConfig.UnusedAccountValidityDays',
    ],
    read({ pool }) {
      const { temporaryDays: days } = temporaryDaysOf(pool);
      return days === undefined
        ? undefined
        : {
            says: `A temporary password leads to NEW_PASSWORD_REQUIRED for ${durationOf(validitySeconds(days, 'days'))}; after that it is refused.`,
          };
    },
  },
  {
    id: 'triggers',
    about: 'Triggers',
    from: ['UserPool.LambdaConfig'],
    read({ pool }) {
      const told = triggersOf(pool).filter((name) => TRIGGERS[name] !== undefined);
      if (told.length === 0) return { says: 'No trigger runs in a sign-in.' };
      return {
        says: `${told.map((name) => `${name} ${TRIGGERS[name] ?? ''}`).join('; ')}.`,
        watch: told.some((name) => REFUSES.includes(name)),
      };
    },
  },
  {
    id: 'lifetimes',
    about: 'Tokens',
    from: ['AccessTokenValidity', 'IdTokenValidity', 'RefreshTokenValidity', 'TokenValidityUnits'].map(
      (name) => `UserPoolClient.${name}`,
    ),
    read({ client }) {
      if (client === undefined) return undefined;
      const life = (name: string, unit: string, usual: number): string => {
        const value = numberAt(client, `${name}TokenValidity`);
        // Zero stands for the service's default, as the API Reference has it.
        if (value === undefined || value === 0) return durationOf(usual);
        return durationOf(
          validitySeconds(value, textAt(client, 'TokenValidityUnits', `${name}Token`) ?? unit),
        );
      };
      const [access, id, refresh] = [
        life('Access', 'hours', 3_600),
        life('Id', 'hours', 3_600),
        life('Refresh', 'days', 30 * 86_400),
      ];
      const both =
        access === id ? `access and ID token ${access}` : `the access token ${access}, the ID token ${id}`;
      return { says: `Tokens live: ${both}, the refresh token ${refresh}.` };
    },
  },
  {
    id: 'revocation',
    about: 'Tokens',
    from: ['UserPoolClient.EnableTokenRevocation'],
    read({ client }) {
      if (client === undefined || at(client, 'EnableTokenRevocation') !== false) return undefined;
      return {
        says: 'Tokens can’t be revoked one by one: RevokeToken answers UnsupportedOperationException.',
        watch: true,
      };
    },
  },
  {
    id: 'threat-protection',
    about: 'Protection',
    from: ['UserPool.UserPoolAddOns', 'UserPool.UserPoolTier'],
    read({ pool }) {
      const acts = threatProtectionOf(pool);
      const [kind] = acts;
      if (kind !== undefined) {
        const of =
          acts.length > 1 ? '' : kind === 'custom' ? ' for CUSTOM_AUTH alone' : ', but not for CUSTOM_AUTH';
        return {
          says: `Threat protection is enforced${of}: a sign-in that looks risky is asked for MFA or blocked, whatever else is set.`,
          watch: true,
        };
      }
      const modes = [
        textAt(pool, 'UserPoolAddOns', 'AdvancedSecurityMode'),
        textAt(pool, 'UserPoolAddOns', 'AdvancedSecurityAdditionalFlows', 'CustomAuthMode'),
      ];
      return modes.includes('AUDIT')
        ? { says: 'Threat protection only watches: it changes no sign-in.' }
        : undefined;
    },
  },
  {
    id: 'plan',
    about: 'Protection',
    from: ['UserPool.UserPoolTier'],
    read({ pool }) {
      const tier = textAt(pool, 'UserPoolTier');
      if (tier === undefined) return undefined;
      if (tier !== 'LITE') return { says: `The feature plan is ${tier}.` };
      const beyond = textsAt(pool, 'Policies', 'SignInPolicy', 'AllowedFirstAuthFactors').filter(
        (factor) => factor !== 'PASSWORD',
      );
      return {
        says:
          'The feature plan is LITE: codes and passkeys as first factor, email codes as second and changed access tokens ' +
          'need Essentials.',
        watch: beyond.length > 0,
      };
    },
  },
];
