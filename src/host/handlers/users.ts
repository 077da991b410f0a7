import type { Handlers, Target } from '../../contract.ts';
import type { UserChain, usersCommands } from '../../contract/users.ts';
import type { Chain } from '../../chain/model.ts';
import { isFault } from '../../form/form.ts';
import { lineOf } from '../../history/line.ts';
import type { JsonObject } from '../../json.ts';
import { present } from '../../present.ts';
import type { Parts } from '../parts.ts';
import type { Asking } from '../service/ask.ts';
import { chainsOfUser } from '../users/chains-of.ts';
import { everyPage, type PagedBy } from '../users/every-page.ts';
import { filterText } from '../users/filter-text.ts';
import { joinEvents, joinSessions } from '../users/join.ts';
import { objectsOf, textOf } from '../users/members.ts';
import { passkeysOf } from '../users/passkeys.ts';
import { createUsersReading, type UsersWish } from '../users/read-all.ts';
import { accountOf, deviceOf, eventOf, factorsOf, groupOf, headOf, sessionOf } from '../users/read-user.ts';
import { withPool } from '../users/with-pool.ts';

/** The most that ListUsers gives in one page. */
const PAGE = 60;
/** Attributes whose values are names to sign in with. */
const NAMES = new Set(['sub', 'email', 'phone_number', 'preferred_username']);

export function usersHandlers(parts: Parts): Pick<Handlers, keyof typeof usersCommands> {
  const { ports, asks, sandbox, tell, keeping } = parts;
  const reading = createUsersReading({ clock: ports.clock, page, tell });

  async function page({ target, filter, token }: UsersWish, how: Asking) {
    const reply = await asks.ask(
      target,
      'ListUsers',
      {
        UserPoolId: target.userPoolId,
        Limit: PAGE,
        ...(filter === undefined ? {} : { Filter: filterText(filter) }),
        ...(token === undefined ? {} : { PaginationToken: token }),
      },
      how,
    );
    return {
      users: objectsOf(reply['Users']).map(headOf),
      ...present({ next: textOf(reply, 'PaginationToken') }),
    };
  }

  /** One question about one user, its waiting told. */
  function about(target: Target, Username: string) {
    return (operation: string, members: JsonObject = {}) =>
      asks.ask(target, operation, { UserPoolId: target.userPoolId, Username, ...members }, waiting(target));
  }

  function waiting({ id: targetId }: Target): Asking {
    return {
      waiting: (until) => tell({ type: 'users.waiting', targetId, ...present({ until }) }),
    };
  }

  const poolOf = async (targetId: string): Promise<Target> => withPool(await sandbox.target(targetId));

  async function listed<T>(
    { targetId, username }: { readonly targetId: string; readonly username: string },
    operation: string,
    by: PagedBy,
    read: (one: JsonObject) => T,
  ): Promise<readonly T[]> {
    const ask = about(await poolOf(targetId), username);
    return (await everyPage((members) => ask(operation, members), by)).map(read);
  }

  /** This computer's chains of a user, under all their names where the service tells those. */
  async function chainsOf(target: Target, username: string) {
    await keeping.settled();
    const account = await about(target, username)('AdminGetUser').then(accountOf, () => undefined);
    const aliases = account?.attributes.filter(({ name }) => NAMES.has(name)) ?? [];
    const names = [username, account?.username ?? '', ...aliases.map(({ value }) => value)];
    return chainsOfUser(ports.history, target, names);
  }

  return {
    'users.page': async ({ targetId, filter, token }) => {
      const target = await poolOf(targetId);
      return page({ target, filter, token }, waiting(target));
    },
    'users.all': async ({ listingId, targetId, filter, token }) => {
      reading.begin(listingId, { target: await poolOf(targetId), filter, token });
      return null;
    },
    'users.stop': async ({ listingId }) => {
      reading.stop(listingId);
      return null;
    },
    'user.account': async ({ targetId, username }) =>
      accountOf(await about(await poolOf(targetId), username)('AdminGetUser')),
    'user.factors': async ({ targetId, username }) =>
      factorsOf(await about(await poolOf(targetId), username)('AdminGetUserAuthFactors')),
    'user.groups': async (one) => {
      const groups = await listed(
        one,
        'AdminListGroupsForUser',
        { list: 'Groups', token: 'NextToken' },
        groupOf,
      );
      return groups.toSorted((a, b) => (a.precedence ?? Infinity) - (b.precedence ?? Infinity) || 0);
    },
    'user.devices': async (one) => {
      const devices = await listed(
        one,
        'AdminListDevices',
        { list: 'Devices', token: 'PaginationToken' },
        deviceOf,
      );
      return devices.toSorted((a, b) => (b.lastAuthenticatedAt ?? 0) - (a.lastAuthenticatedAt ?? 0));
    },
    'user.passkeys': async ({ targetId, username }) => passkeysOf(parts, await poolOf(targetId), username),
    'user.sessions': async (one) => {
      const sessions = await listed(
        one,
        'AdminListUserSessions',
        { list: 'Sessions', token: 'NextToken' },
        sessionOf,
      );
      if (sessions.length === 0) return sessions;
      const { chains } = await chainsOf(await poolOf(one.targetId), one.username);
      return joinSessions(sessions, chains);
    },
    'user.signIns': async ({ targetId, username, token }) => {
      const target = await poolOf(targetId);
      const [told, { chains, more }] = await Promise.all([
        about(target, username)('AdminListUserAuthEvents', {
          MaxResults: PAGE,
          ...(token === undefined ? {} : { NextToken: token }),
        }).catch((error: unknown) => {
          if (!isFault(error)) throw error;
          return { code: error.code, detail: error.detail };
        }),
        chainsOf(target, username),
      ]);
      const seen = { chains: token === undefined ? chains.map(lineOfChain) : [], moreChains: more };
      if ('code' in told && 'detail' in told)
        return { events: [], fault: { code: String(told.code), detail: String(told.detail) }, ...seen };
      const events = objectsOf(told['AuthEvents']).map(eventOf);
      return { events: joinEvents(events, chains), ...seen, ...present({ next: textOf(told, 'NextToken') }) };
    },
  };
}

function lineOfChain(chain: Chain): UserChain {
  const { chainId, startedAt, lastAt, username, flow, targetId, targetName, status, failure, steps } =
    lineOf(chain);
  const requestIds = chain.steps.flatMap(({ response }) => response?.requestId ?? []);
  return {
    ...{ chainId, startedAt, lastAt, username, flow, targetId, targetName, status, steps, requestIds },
    ...present({ failure }),
  };
}
