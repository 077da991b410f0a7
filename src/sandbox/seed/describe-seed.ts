import type { Device, Passkey, User } from '../pool/user.ts';
import type { Client } from '../pool/client.ts';
import type { Pool, State, Story } from '../state.ts';
import { OLDEST_DAYS } from './schema.ts';
import type { SeedClient, SeedFile, SeedPool, SeedStory, SeedUser } from './schema.ts';

const DAY_MS = 86_400_000;

/** The state as a seed file: what a person would write to get these pools, clients and users again. */
export function describeSeed(state: State, now: number): SeedFile {
  return { version: 1, pools: [...state.pools.values()].map((pool) => describePool(pool, now)) };
}

function describePool(pool: Pool, now: number): SeedPool {
  const missing = steppable(pool).filter((story) => story.missing === true);
  return {
    ...describeSettings(pool),
    Clients: pool.clients.map(describeClient),
    ...(pool.groups.size === 0 ? {} : { Groups: [...pool.groups.values()].map(describeGroup) }),
    Users: [...pool.users.all()].map((user) => describeUser(pool, user, now)),
    ...(missing.length === 0
      ? {}
      : {
          MissingUsers: missing.map((story) => ({ Username: story.username, Story: describeStory(story) })),
        }),
  };
}

/** What the pool is set to, without who is in it. */
export function describeSettings(pool: Pool): SeedPool {
  return {
    Id: pool.id,
    ...pool.request,
    ...(pool.triggers.size === 0 ? {} : { Triggers: Object.fromEntries(pool.triggers) }),
  };
}

/** One app client as the seed file has it: also what the window edits. */
export function describeClient(client: Client): SeedClient {
  return {
    ClientId: client.id,
    ...client.request,
    ...(client.secrets.length === 0 ? {} : { ClientSecrets: client.secrets }),
  };
}

function describeGroup({
  name,
  description,
  roleArn,
  precedence,
}: ReturnType<Pool['groups']['get']> & object) {
  return {
    GroupName: name,
    ...(description === undefined ? {} : { Description: description }),
    ...(roleArn === undefined ? {} : { RoleArn: roleArn }),
    ...(precedence === undefined ? {} : { Precedence: precedence }),
  };
}

/** One user as the seed file has them: also what the window edits. */
export function describeUser(pool: Pool, user: User, now: number): SeedUser {
  const typed = typedName(pool, user);
  const story = steppable(pool).find(({ username }) => username === typed);
  return {
    Username: typed,
    ...(user.password === undefined ? {} : { Password: user.password }),
    ...describePasswordAge(user, now),
    UserStatus: user.status,
    ...(user.enabled ? {} : { Enabled: false }),
    UserAttributes: Object.fromEntries(user.attributes),
    ...(user.mfaEnabled.size === 0 ? {} : { UserMFASettingList: [...user.mfaEnabled] }),
    ...(user.mfaPreferred === undefined ? {} : { PreferredMfaSetting: user.mfaPreferred }),
    ...(user.totp === undefined ? {} : { TotpSecret: user.totp.secret }),
    ...(user.groups.size === 0 ? {} : { Groups: [...user.groups] }),
    ...(user.devices.size === 0 ? {} : { Devices: [...user.devices.values()].map(describeDevice) }),
    ...(user.passkeys.size === 0 ? {} : { Passkeys: [...user.passkeys.values()].map(describePasskey) }),
    ...(user.passkeyMfa ? { PasskeyMfa: true } : {}),
    ...(story === undefined ? {} : { Story: describeStory(story) }),
  };
}

/** Only a temporary password grows old, and its age is what a person would write: no longer than to the hundredth. */
function describePasswordAge({ status, password, passwordSetAt }: User, now: number) {
  if (status !== 'FORCE_CHANGE_PASSWORD' || password === undefined) return {};
  const days = Math.floor(((now - passwordSetAt) / DAY_MS) * 100) / 100;
  return days > 0 ? { PasswordAgeDays: Math.min(days, OLDEST_DAYS) } : {};
}

/** A sign-in whose app client was deleted meanwhile cannot be begun, and no file may name that client. */
function steppable({ stories, clients }: Pool): Story[] {
  return stories.filter(({ clientId }) => clients.some(({ id }) => id === clientId));
}

/** Where names are made up, people type one of their handles. */
function typedName(pool: Pool, user: User): string {
  const handles = pool.usernameAttributes.map((handle) => user.attributes.get(handle));
  return handles.find((handle) => handle !== undefined) ?? user.username;
}

function describeDevice({ key, name, salt, verifier, remembered }: Device) {
  return {
    DeviceKey: key,
    ...(name === undefined ? {} : { DeviceName: name }),
    Salt: salt.toString(16),
    PasswordVerifier: verifier.toString(16),
    Remembered: remembered,
  };
}

function describePasskey({ credentialId, publicKey, relyingPartyId, friendlyName, privateKey }: Passkey) {
  return {
    CredentialId: credentialId,
    PublicKey: publicKey,
    RelyingPartyId: relyingPartyId,
    FriendlyCredentialName: friendlyName,
    ...(privateKey === undefined ? {} : { PrivateKey: privateKey }),
  };
}

function describeStory({ clientId, flow, shows, path, customAnswer }: Story): SeedStory {
  return {
    ClientId: clientId,
    AuthFlow: flow,
    Shows: shows,
    Path: [...path],
    ...(customAnswer === undefined ? {} : { CustomAnswer: customAnswer }),
  };
}
