import { flows } from '../../flows/flows.ts';
import { durationOf } from './durations.ts';
import { allowedFlows, rotates, triggersOf } from './facts-of.ts';
import { numberAt, textAt, textsAt } from './members.ts';
import type { PoolRule } from './word.ts';

const EXPLICIT = 'UserPoolClient.ExplicitAuthFlows';
/** The flows an app client switches on and off, by the switch that allows them; two names of one flow are said once. */
const SWITCHES: readonly (readonly [string, string])[] = flows
  .flatMap(({ name, allowedBy }) => (allowedBy === undefined ? [] : [[allowedBy, name] as const]))
  .filter(([allows], at, all) => all.findIndex(([other]) => other === allows) === at);

/** How a sign-in may begin. Source: protocol reference 1.2, 7.5, 8.1. */
export const flowWords: readonly PoolRule[] = [
  {
    id: 'allowed-flows',
    about: 'How it begins',
    from: [EXPLICIT],
    read({ client }) {
      if (client === undefined) return undefined;
      const allowed = allowedFlows(client);
      const names = SWITCHES.filter(([allows]) => allowed.includes(allows)).map(([, name]) => name);
      if (names.length === 0) return { says: 'The app client allows no flow: nothing begins.', watch: true };
      const unset = textsAt(client, 'ExplicitAuthFlows').length === 0;
      return {
        says: unset
          ? `ExplicitAuthFlows was never set, so the service’s defaults hold: ${names.join(', ')}.`
          : `A sign-in may begin with ${names.join(', ')}.`,
      };
    },
  },
  {
    id: 'refused-flows',
    about: 'How it begins',
    from: [EXPLICIT],
    read({ client }) {
      if (client === undefined) return undefined;
      const allowed = allowedFlows(client);
      const names = SWITCHES.filter(([allows]) => !allowed.includes(allows)).map(([, name]) => name);
      return names.length === 0
        ? undefined
        : { says: `Refused at once with InvalidParameterException: ${names.join(', ')}.` };
    },
  },
  {
    id: 'custom-without-triggers',
    about: 'How it begins',
    from: [EXPLICIT, 'UserPool.LambdaConfig'],
    read({ pool, client }) {
      if (client === undefined || !allowedFlows(client).includes('ALLOW_CUSTOM_AUTH')) return undefined;
      const needed = ['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse'];
      const missing = needed.filter((name) => !triggersOf(pool).includes(name));
      if (missing.length === 0) return undefined;
      return {
        says: `CUSTOM_AUTH is allowed, but the pool has no ${missing.join(', ')}: such a sign-in fails.`,
        // By default it is allowed and means nothing.
        watch: textsAt(client, 'ExplicitAuthFlows').length > 0,
      };
    },
  },
  {
    id: 'refresh-rotation',
    about: 'Tokens',
    from: ['UserPoolClient.RefreshTokenRotation'],
    read({ client }) {
      if (client === undefined || !rotates(client)) return undefined;
      const grace = numberAt(client, 'RefreshTokenRotation', 'RetryGracePeriodSeconds') ?? 0;
      return {
        says:
          'Refresh tokens rotate: only GetTokensFromRefreshToken refreshes, each time with a new refresh token, and the ' +
          `old one works ${grace === 0 ? 'no more' : `for ${durationOf(grace)} more`}.`,
      };
    },
  },
  {
    id: 'session-minutes',
    about: 'Session',
    from: ['UserPoolClient.AuthSessionValidity'],
    read({ client }) {
      if (client === undefined) return undefined;
      const minutes = numberAt(client, 'AuthSessionValidity') ?? 3;
      return {
        says: `Each Session lives ${minutes} minutes: an answer that comes later is refused with NotAuthorizedException.`,
      };
    },
  },
  {
    id: 'client-secret',
    about: 'Client secret',
    from: ['UserPoolClient.ClientSecret', 'ListUserPoolClientSecrets'],
    read({ client, secrets }) {
      if (client === undefined) return undefined;
      const count = secrets?.length ?? (textAt(client, 'ClientSecret') === undefined ? 0 : 1);
      if (count === 0) return { says: 'The app client is public: no request carries a SECRET_HASH.' };
      if (count === 1)
        return { says: 'The app client has a secret: every request needs a SECRET_HASH made with it.' };
      return {
        says: `${count === 2 ? 'Two' : count} secrets are live: a SECRET_HASH made with either is taken, until the older one is deleted.`,
        watch: true,
      };
    },
  },
];
