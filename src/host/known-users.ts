import type { Target } from '../contract.ts';
import type { Field, Remembered } from '../form/form.ts';
import { canonicalUsername, type LiveChain, type RememberedValue } from './live-chain.ts';
import type { HostSandbox } from './sandbox.ts';
import { sandboxTargetId } from './targets.ts';
import type { TestPasswords } from './test-users/passwords.ts';
import { suits, thingsFor, valuesOf } from './things/for-user.ts';
import type { StoredThing } from './things/stored.ts';
import { isCalled, type Things } from './things/things.ts';

/** What is known of a user before the first step: seeded values, what this run taught, and things of the vault. */
export interface KnownUsers {
  rememberedFor(target: Target, username: string): Promise<Map<Remembered, RememberedValue>>;
  /** Keeps what a finished chain taught, for the next sign-in of the same user. In memory only. */
  learnFrom(chain: LiveChain): void;
  /** Somebody gave a sandbox user another password. @param operation AWS's name of what did it */
  learnPassword(userPoolId: string, username: string, password: string, operation: string): void;
  /** A sandbox user was replaced or removed. @param names all they were known by */
  forgetUser(userPoolId: string, names: readonly string[]): void;
  /** The sandbox is back at its seed: what its users changed is gone. */
  forgetSandbox(): void;
  /** What was set up with the sandbox is gone with its users. `of`: one of them, by all they were known by. */
  forgetSandboxThings(of?: { readonly userPoolId: string; readonly names: readonly string[] }): Promise<void>;
  /** Told by its key: the name it was confirmed under may be an alias. */
  forgetDevice(targetId: string, deviceKey: string): Promise<void>;
  /** Forgets every device of a target. */
  forgetDevicesOf(targetId: string): Promise<void>;
  /** Lets a chain know of those of the user's things that suit a form. */
  offer(chain: LiveChain, parentId: string, fields: readonly Field[]): Promise<void>;
}

/** Where a value of a seeded user came from. */
const SEED = 'sandbox seed';

const TEST_USER = 'test users in the vault';

export function createKnownUsers(
  sandbox: HostSandbox,
  things: Things,
  testPasswords: Pick<TestPasswords, 'known'>,
): KnownUsers {
  const learned = new Map<string, ReadonlyMap<Remembered, RememberedValue>>();
  const keyOf = (target: Target, username: string) => `${target.id}:${username}`;

  return {
    async rememberedFor(target, username) {
      const remembered = new Map<Remembered, RememberedValue>();
      const seeded = sandbox
        .info()
        ?.users.find((user) => user.userPoolId === target.userPoolId && user.username === username);
      if (target.kind === 'sandbox' && seeded !== undefined) {
        remembered.set('PASSWORD', { value: seeded.password, from: SEED });
        const passkey = sandbox.passkey(seeded);
        if (passkey !== undefined) remembered.set('PASSKEY', { value: passkey, from: SEED });
        if (seeded.totpSecret !== undefined) {
          remembered.set('TOTP_SECRET', { value: seeded.totpSecret, from: SEED });
        }
        if (seeded.customAnswer !== undefined) {
          remembered.set('CUSTOM_ANSWER', { value: seeded.customAnswer, from: SEED });
        }
      }
      const made = await testPasswords.known(target, username).catch(() => undefined);
      if (made !== undefined) remembered.set('PASSWORD', { value: made, from: TEST_USER });
      for (const [key, value] of learned.get(keyOf(target, username)) ?? []) remembered.set(key, value);
      // A passkey is chosen once it is known which the service takes.
      const known = (await thingsFor(things, target, [username])).filter(({ kind }) => kind !== 'passkey');
      const [totp, device] = (['totp', 'device'] as const).map((kind) =>
        known.find((thing) => thing.kind === kind && !(isFromSeed(remembered, kind) && isForAny(thing))),
      );
      for (const thing of [totp, device]) {
        for (const [key, value] of thing === undefined ? [] : valuesOf(thing)) remembered.set(key, value);
      }
      return remembered;
    },
    learnFrom(chain) {
      // Only of the sandbox's users: a real user's secrets live no longer than their chain.
      if (chain.target.kind !== 'sandbox') return;
      const kept = (['TOTP_SECRET', 'PASSWORD'] as const).flatMap((key) => {
        const known = chain.remembered.get(key);
        return known === undefined ? [] : [[key, known] as const];
      });
      learned.set(keyOf(chain.target, chain.username), new Map(kept));
    },
    learnPassword(userPoolId, username, value, operation) {
      const pool = sandbox.info()?.pools.find((known) => known.userPoolId === userPoolId);
      for (const { clientId } of pool?.clients ?? []) {
        const key = `${sandboxTargetId(clientId)}:${username}`;
        learned.set(key, new Map([...(learned.get(key) ?? []), ['PASSWORD', { value, from: operation }]]));
      }
    },
    forgetUser(userPoolId, names) {
      const pool = sandbox.info()?.pools.find((known) => known.userPoolId === userPoolId);
      const gone = new Set(names.map((name) => name.toLowerCase()));
      for (const { clientId } of pool?.clients ?? []) {
        const prefix = `${sandboxTargetId(clientId)}:`;
        for (const key of learned.keys())
          if (key.startsWith(prefix) && gone.has(key.slice(prefix.length).toLowerCase())) learned.delete(key);
      }
    },
    forgetSandbox() {
      for (const key of learned.keys()) if (key.startsWith(sandboxTargetId(''))) learned.delete(key);
    },
    forgetDevice: (targetId, deviceKey) =>
      things.forget(
        (thing) => thing.kind === 'device' && thing.targetId === targetId && thing.deviceKey === deviceKey,
      ),
    forgetDevicesOf: (targetId) =>
      things.forget((thing) => thing.kind === 'device' && thing.targetId === targetId),
    forgetSandboxThings: (of) =>
      things.forget(
        (thing) =>
          thing.targetId?.startsWith(sandboxTargetId('')) === true &&
          isSetUp(thing) &&
          (of === undefined ||
            (thing.userPoolId === of.userPoolId && of.names.some((name) => isCalled(thing, name)))),
      ),
    async offer(chain, parentId, fields) {
      const wanting = fields.filter(({ thing, remember }) => remember !== undefined && thing !== undefined);
      if (wanting.length === 0) return;
      const names = [chain.username, canonicalUsername(chain, parentId)];
      const own = await thingsFor(things, chain.target, names);
      for (const field of wanting) {
        // Which device a sign-in names is settled when it begins.
        if (field.remember === undefined || field.thing === 'device') continue;
        const known = chain.remembered.get(field.remember);
        const thing = own.find(({ id }) => id === known?.thing) ?? own.find((each) => suits(each, field));
        if (thing === undefined || !suits(thing, field)) continue;
        const givesWay = known?.from === SEED && !isForAny(thing);
        // What was typed stands, unless the service named others.
        if (known !== undefined && known.thing !== thing.id && !givesWay && isAllowed(known.value, field))
          continue;
        for (const [key, value] of valuesOf(thing)) chain.remembered.set(key, value);
      }
    },
  };
}

/** Things that an operation brought: they live and die with the user in the pool. */
function isSetUp({ source }: StoredThing): boolean {
  return /^[A-Z][a-z]+[A-Z]/.test(source);
}

function isForAny({ targetId }: StoredThing): boolean {
  return targetId === undefined;
}

function isFromSeed(remembered: ReadonlyMap<Remembered, RememberedValue>, kind: 'totp' | 'device'): boolean {
  return kind === 'totp' && remembered.get('TOTP_SECRET')?.from === SEED;
}

/** Whether a passkey as text is among those a field takes. */
function isAllowed(text: string, { allowed }: Field): boolean {
  return allowed === undefined || allowed.some((id) => text.includes(`"${id}"`));
}
