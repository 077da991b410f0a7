import { flowNamed } from '../../flows/flows.ts';
import { answeredAs } from '../answered.ts';
import type { Expectation } from './expect.ts';
import type { ClientFacts, SendingFacts, Surroundings, UserFacts } from './facts.ts';

// What ends a sign-in before anything is asked: what the client doesn't allow, and users who may not sign in.

const refusal = (code: string, because: string): Expectation => ({
  names: [code],
  verdict: 'known',
  because,
});

/** Statuses that no sign-in by password is known from (UserType, API Reference; protocol reference 3.4). */
const NO_SIGN_IN: Readonly<Record<string, string>> = {
  EXTERNAL_PROVIDER: 'The user comes from an identity provider and has no password here',
  ARCHIVED: 'The user is archived, which is no longer active',
  COMPROMISED: 'The user is held to be compromised, which is disabled',
};

/** What a user who can't sign in by a password comes to; undefined where nothing stands against it (protocol reference 3.4, 4.5). */
export function refusedUser(user: UserFacts, client: ClientFacts | undefined): Expectation | undefined {
  if (!user.enabled) return refusal('NotAuthorizedException', 'The user is disabled.');
  if (user.status === 'UNCONFIRMED')
    return refusal('UserNotConfirmedException', 'The user is not confirmed yet.');
  const never = NO_SIGN_IN[user.status];
  if (never !== undefined)
    return {
      names: [
        'NotAuthorizedException',
        ...(user.status === 'EXTERNAL_PROVIDER' && client?.hidesUsers !== true
          ? ['UserNotFoundException']
          : []),
      ],
      verdict: 'inferred',
      because: `${never}; AWS does not say how that is refused.`,
    };
  if (user.status !== 'RESET_REQUIRED') return undefined;
  return client?.hidesUsers === true
    ? refusal(
        'NotAuthorizedException',
        'The user has to reset the password, which this app client does not give away.',
      )
    : refusal('PasswordResetRequiredException', 'The user has to reset the password first.');
}

/** The exception that a first request comes to; undefined where something else decides. */
export function refusedAtStart(chain: SendingFacts, around: Surroundings): Expectation | undefined {
  const flow = flowNamed(chain.flow);
  if (chain.path.length > 1 || flow === undefined) return undefined;
  return refusedByClient(chain, around.client) ?? refusedName(chain, around);
}

function refusedByClient(
  { flow, sent }: SendingFacts,
  client: ClientFacts | undefined,
): Expectation | undefined {
  if (client === undefined) return undefined;
  const { allowedBy, operation } = flowNamed(flow) ?? {};
  if (allowedBy !== undefined && !client.flows.includes(allowedBy))
    return refusal('InvalidParameterException', `The app client doesn’t allow ${flow}: ${allowedBy} is off.`);
  // The other operation carries the secret itself.
  if (client.hasSecret && operation !== 'GetTokensFromRefreshToken' && sent['SECRET_HASH'] === undefined)
    return refusal('NotAuthorizedException', 'The app client has a secret, and no SECRET_HASH is sent.');
  return undefined;
}

function refusedName(chain: SendingFacts, { pool, client, user }: Surroundings): Expectation | undefined {
  const flow = flowNamed(chain.flow);
  const namesUser = flow?.fields.some(({ key, required }) => key === 'USERNAME' && required) === true;
  if (!namesUser || user === 'unread') return undefined;
  const follows = answeredAs(chain.step.answers).follows?.(chain.sent);
  const migrates = pool.triggers.includes('UserMigration') && chain.sent['PASSWORD'] !== undefined;
  if (user === 'nobody') {
    if (migrates)
      return {
        names: [
          client?.hidesUsers === true ? 'NotAuthorizedException' : 'UserNotFoundException',
          ...flow.next,
        ],
        verdict: 'unknown',
        because: 'Nobody has this name yet, and the UserMigration trigger decides whether somebody will.',
      };
    return client === undefined || client.hidesUsers
      ? undefined
      : refusal('UserNotFoundException', 'Nobody has this name, and the app client says so.');
  }
  const refused = refusedUser(user, client);
  if (refused === undefined) return undefined;
  // By SRP a sign-in may begin all the same, and is refused with the proof (protocol reference 3.1).
  return follows?.by === 'protocol'
    ? { names: [...refused.names, ...follows.names], verdict: 'inferred', because: refused.because }
    : refused;
}
