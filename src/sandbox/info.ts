import type { SandboxPool, SandboxUser } from '../contract.ts';
import { findUser } from './pool/find-user.ts';
import type { User } from './pool/user.ts';
import { usablePasskeys } from './sign-in/passkeys.ts';
import type { Pool, State, Story } from './state.ts';
import { userHandleOf } from './webauthn/passkey.ts';

/** Pools and clients as faces show them. */
export function describePools(state: State): SandboxPool[] {
  return [...state.pools.values()].map(({ id, name, mfa, clients }) => ({
    userPoolId: id,
    name,
    mfa,
    clients: clients.map((client) => ({
      clientId: client.id,
      name: client.name,
      ...(client.secrets[0] === undefined ? {} : { clientSecret: client.secrets[0] }),
      explicitAuthFlows: client.explicitAuthFlows,
      sessionMinutes: client.sessionMinutes,
    })),
  }));
}

/** The sign-ins to step, with what their users have now. Those whose user was deleted meanwhile are left out. */
export function describeStories(state: State): SandboxUser[] {
  return [...state.pools.values()].flatMap((pool) =>
    pool.stories.flatMap((story) => describeStory(pool, story) ?? []),
  );
}

function describeStory(pool: Pool, story: Story): SandboxUser | undefined {
  const user = findUser(pool, story.username);
  if (user === undefined && story.missing !== true) return undefined;
  return {
    userPoolId: pool.id,
    clientId: story.clientId,
    username: story.username,
    password: story.missing === true ? NO_ONES_PASSWORD : (user?.password ?? ''),
    flow: story.flow,
    shows: story.shows,
    path: story.path,
    ...(story.customAnswer === undefined ? {} : { customAnswer: story.customAnswer }),
    ...(user?.totp === undefined ? {} : { totpSecret: user.totp.secret }),
    ...describePasskey(pool, user),
  };
}

/** The one that the console can use itself: its private key is in the seed. */
function describePasskey(pool: Pool, user: User | undefined): Pick<SandboxUser, 'passkey'> {
  const passkey = user && usablePasskeys(pool, user).find(({ privateKey }) => privateKey !== undefined);
  if (passkey?.privateKey === undefined || user === undefined) return {};
  const { credentialId: id, privateKey, relyingPartyId: rpId } = passkey;
  return { passkey: { id, privateKey, rpId, userHandle: userHandleOf(user.sub) } };
}

/** What is typed for a name that nobody has. */
const NO_ONES_PASSWORD = 'Correct-horse-1';
