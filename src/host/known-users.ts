import type { Target } from '../contract.ts';
import type { Remembered } from '../form/form.ts';
import type { LiveChain, RememberedValue } from './live-chain.ts';
import type { HostSandbox } from './sandbox.ts';
import { sandboxTargetId } from './targets.ts';
import type { Vault } from './vault.ts';

/** A device that ConfirmDevice registered for a user. */
export interface KnownDevice {
  readonly DeviceKey: string;
  readonly DeviceGroupKey: string;
  readonly password: string;
}

/** What is known of a user before the first step: seeded values, a TOTP secret set up in this run, a device. */
export interface KnownUsers {
  rememberedFor(target: Target, username: string): Promise<Map<Remembered, RememberedValue>>;
  /** Keeps what a finished chain taught, for the next sign-in of the same user. In memory only. */
  learnFrom(chain: LiveChain): void;
  /** A sandbox user was replaced or removed. @param names all they were known by */
  forgetUser(userPoolId: string, names: readonly string[]): void;
  /** The sandbox is back at its seed: what its users changed is gone. */
  forgetSandbox(): void;
  /** The devices confirmed with the sandbox are gone with its users. */
  forgetSandboxDevices(): Promise<void>;
  /** Told by its key: the name it was confirmed under may be an alias. */
  forgetDevice(targetId: string, deviceKey: string): Promise<void>;
  /** Forgets every device of a target. */
  forgetDevicesOf(targetId: string): Promise<void>;
  setDevice(target: Target, username: string, device: KnownDevice): Promise<void>;
}

export function createKnownUsers(sandbox: HostSandbox, vault: Vault): KnownUsers {
  const learned = new Map<string, ReadonlyMap<Remembered, RememberedValue>>();
  const keyOf = (target: Target, username: string) => `${target.id}:${username}`;

  const removeAll = async (prefix: string) => {
    for (const account of await vault.accounts(prefix)) await vault.remove(account);
  };

  return {
    async rememberedFor(target, username) {
      const remembered = new Map<Remembered, RememberedValue>();
      const seeded = sandbox
        .info()
        ?.users.find((user) => user.userPoolId === target.userPoolId && user.username === username);
      if (target.kind === 'sandbox' && seeded !== undefined) {
        remembered.set('PASSWORD', { value: seeded.password, from: 'sandbox seed' });
        const passkey = sandbox.passkey(seeded);
        if (passkey !== undefined) remembered.set('PASSKEY', { value: passkey, from: 'sandbox seed' });
        if (seeded.totpSecret !== undefined) {
          remembered.set('TOTP_SECRET', { value: seeded.totpSecret, from: 'sandbox seed' });
        }
        if (seeded.customAnswer !== undefined) {
          remembered.set('CUSTOM_ANSWER', { value: seeded.customAnswer, from: 'sandbox seed' });
        }
      }
      for (const [key, value] of learned.get(keyOf(target, username)) ?? []) remembered.set(key, value);
      const device = parseDevice(await vault.get(deviceAccount(target.id, username)));
      if (device !== undefined) {
        const from = 'device remembered in the vault';
        remembered.set('DEVICE_KEY', { value: device.DeviceKey, from });
        remembered.set('DEVICE_GROUP_KEY', { value: device.DeviceGroupKey, from });
        remembered.set('DEVICE_PASSWORD', { value: device.password, from });
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
    async forgetDevice(targetId, deviceKey) {
      for (const account of await vault.accounts(deviceAccount(targetId, ''))) {
        const known = parseDevice(await vault.get(account));
        if (known?.DeviceKey === deviceKey) await vault.remove(account);
      }
    },
    forgetDevicesOf: (targetId) => removeAll(deviceAccount(targetId, '')),
    forgetSandboxDevices: () => removeAll(`device:${sandboxTargetId('')}`),
    setDevice: (target, username, device) =>
      vault.set(deviceAccount(target.id, username), JSON.stringify({ v: 1, ...device })),
  };
}

function deviceAccount(targetId: string, username: string): string {
  return `device:${targetId}:${username}`;
}

function parseDevice(text: string | undefined): KnownDevice | undefined {
  if (text === undefined) return undefined;
  try {
    const { DeviceKey, DeviceGroupKey, password } = JSON.parse(text) as Record<string, unknown>;
    if (typeof DeviceKey !== 'string' || typeof DeviceGroupKey !== 'string' || typeof password !== 'string')
      return undefined;
    return { DeviceKey, DeviceGroupKey, password };
  } catch {
    return undefined;
  }
}
