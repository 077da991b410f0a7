import type { UserHead, usersCommands } from '@core/contract/users.ts';
import type { Handlers, HostEvent } from '@core/contract.ts';
import { FIXED_NOW } from './fixtures.ts';

const DAY = 86_400_000;

const sampleUsers: readonly UserHead[] = ['ann', 'bob', 'cy'].map((username, at) => ({
  username,
  status: at === 1 ? 'FORCE_CHANGE_PASSWORD' : 'CONFIRMED',
  enabled: at !== 2,
  createdAt: FIXED_NOW - (at + 1) * DAY,
  modifiedAt: FIXED_NOW - at * DAY,
  attributes: { sub: `sub-of-${username}`, email: `${username}@example.com` },
}));

/** The fake host's side of `contract/users.ts`. */
export function fakeUsers(tell: (event: HostEvent) => void): Pick<Handlers, keyof typeof usersCommands> {
  const named = (username: string): UserHead => {
    const found = sampleUsers.find((user) => user.username === username);
    if (found === undefined) throw { code: 'UserNotFoundException', detail: 'User does not exist.' };
    return found;
  };
  return {
    'users.page': async ({ filter }) => ({
      users: sampleUsers.filter(({ username }) => username.startsWith(filter?.value ?? '')),
    }),
    'users.all': async ({ listingId }) => {
      tell({ type: 'users.read', listingId, users: sampleUsers, read: 3, state: 'done' });
      return null;
    },
    'users.stop': async () => null,
    'user.account': async ({ username }) => {
      const { attributes, ...account } = named(username);
      return {
        ...account,
        attributes: Object.entries(attributes).map(([name, value]) => ({ name, value })),
        mfa: ['SOFTWARE_TOKEN_MFA'],
        preferredMfa: 'SOFTWARE_TOKEN_MFA',
      };
    },
    'user.factors': async () => ({ factors: ['PASSWORD', 'SOFTWARE_TOKEN'], mfa: ['SOFTWARE_TOKEN_MFA'] }),
    'user.groups': async () => [{ name: 'admins', precedence: 1, description: 'May do all' }],
    'user.devices': async () => [
      { key: 'eu-west-1_device', name: 'Phone', remembered: true, lastAuthenticatedAt: FIXED_NOW },
    ],
    'user.passkeys': async () => {
      throw { code: 'PASSKEYS_UNREADABLE', detail: 'The vault holds no access token of this user.' };
    },
    'user.sessions': async () => [],
    'user.signIns': async () => ({
      events: [
        {
          id: 'event-1',
          type: 'SignIn',
          at: FIXED_NOW,
          response: 'Pass',
          challenges: [{ name: 'Password', response: 'Success' }],
          compromised: false,
          chain: { chainId: 'chain-1', stepId: 'step-1', by: 'time', apartMs: 0 },
        },
      ],
      chains: [],
      moreChains: false,
    }),
  };
}
