import type { Handlers, SandboxClientRecord } from '../../contract.ts';
import type { Parts } from '../parts.ts';
import { sandboxTargetId } from '../targets.ts';
import { namesOf, type SeedUsers, userRecords, withKept } from '../sandbox-records.ts';

type Names =
  | 'sandbox.users'
  | 'sandbox.putUser'
  | 'sandbox.removeUser'
  | 'sandbox.resetUser'
  | 'sandbox.clients'
  | 'sandbox.putClient'
  | 'sandbox.removeClient';

const at = (...parts: readonly string[]) => parts.map(encodeURIComponent).join('/');

/** Who is in the sandbox's pools: users and app clients. */
export function sandboxPeopleHandlers({ sandbox, knownUsers }: Parts): Pick<Handlers, Names> {
  const read = async (poolId: string) => (await sandbox.ask('GET', at('users', poolId))) as SeedUsers;
  const clients = async (poolId: string) =>
    ((await sandbox.ask('GET', at('clients', poolId))) as { clients: SandboxClientRecord[] }).clients;

  /** The user changed, so what was learned of them before is no longer true. */
  async function changed(poolId: string, before: SeedUsers, username: unknown) {
    await sandbox.start();
    const same = (name: unknown) => String(name).toLowerCase() === String(username).toLowerCase();
    const user = before.users.find(({ Username }) => same(Username));
    knownUsers.forgetUser(poolId, [...(user === undefined ? [] : namesOf(user)), String(username)]);
    return userRecords(await read(poolId));
  }

  /** Their devices, passkeys and seeds are gone, so none may be used at the next sign-in. A vault that can't be asked remembers none. */
  async function gone(poolId: string, before: SeedUsers, username: string) {
    const same = (name: string) => name.toLowerCase() === username.toLowerCase();
    const user = before.users.find(({ Username }) => same(String(Username)));
    const devices = (user?.['Devices'] ?? []) as readonly { readonly DeviceKey: string }[];
    for (const { ClientId } of devices.length === 0 ? [] : await clients(poolId)) {
      for (const { DeviceKey } of devices) {
        await knownUsers.forgetDevice(sandboxTargetId(ClientId), DeviceKey).catch(() => undefined);
      }
    }
    const names = [...(user === undefined ? [] : namesOf(user)), username];
    await knownUsers.forgetSandboxThings({ userPoolId: poolId, names }).catch(() => undefined);
    return changed(poolId, before, username);
  }

  return {
    'sandbox.users': async ({ userPoolId }) => userRecords(await read(userPoolId)),
    'sandbox.putUser': async ({ userPoolId, user }) => {
      const before = await read(userPoolId);
      await sandbox.ask('PUT', at('users', userPoolId), withKept(user, before));
      return changed(userPoolId, before, user['Username']);
    },
    'sandbox.removeUser': async ({ userPoolId, username }) => {
      const before = await read(userPoolId);
      await sandbox.ask('DELETE', at('users', userPoolId, username));
      return gone(userPoolId, before, username);
    },
    'sandbox.resetUser': async ({ userPoolId, username }) => {
      const before = await read(userPoolId);
      await sandbox.ask('POST', at('users', userPoolId, username, 'reset'));
      return gone(userPoolId, before, username);
    },
    'sandbox.clients': ({ userPoolId }) => clients(userPoolId),
    'sandbox.putClient': async ({ userPoolId, client }) => {
      await sandbox.ask('PUT', at('clients', userPoolId), client);
      await sandbox.start();
      return clients(userPoolId);
    },
    'sandbox.removeClient': async ({ userPoolId, clientId }) => {
      await sandbox.ask('DELETE', at('clients', userPoolId, clientId));
      await sandbox.start();
      return clients(userPoolId);
    },
  };
}
