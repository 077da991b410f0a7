import type { CommandInput, Thing } from '@core/contract.ts';
import type { Fault, ThingKind } from '@core/form/form.ts';
import { defineStore } from 'pinia';
import { ref } from 'vue';
import { call, listen } from '../port.ts';
import { toast, toastFault } from '../ui/toasts.ts';

/** Who a form is filled in for. */
export interface ThingOwner {
  readonly targetId: string;
  readonly userPoolId?: string | undefined;
  /** All the user is known by. */
  readonly names: readonly string[];
}

/** TOTP seeds, devices and passkeys in the vault, without their secrets. The last used first. */
export const useThings = defineStore('things', () => {
  const list = ref<readonly Thing[]>([]);
  const loaded = ref(false);
  const fault = ref<Fault>();

  async function load(): Promise<void> {
    const result = await call('things.list', {});
    fault.value = result.ok ? undefined : result.error;
    if (result.ok) list.value = result.value;
    loaded.value = true;
  }

  /** A user's things of a kind, as the host would choose among them. */
  function of(kind: ThingKind, { targetId, userPoolId, names }: ThingOwner): Thing[] {
    const wanted = new Set(names.map((name) => name.toLowerCase()));
    return list.value.filter(
      (thing) =>
        thing.kind === kind &&
        [thing.username, ...thing.aliases].some((name) => wanted.has(name.toLowerCase())) &&
        (thing.targetId === undefined ||
          thing.targetId === targetId ||
          (thing.userPoolId !== undefined && thing.userPoolId === userPoolId)),
    );
  }

  async function rename(id: string, name: string): Promise<Fault | undefined> {
    const result = await call('things.rename', { id, name });
    return result.ok ? undefined : result.error;
  }

  /** Removed at once; the toast brings it back. */
  async function remove(thing: Thing): Promise<void> {
    const result = await call('things.remove', { id: thing.id });
    if (!result.ok) return toastFault(result.error);
    toast(`Removed ${thing.name}`, { action: { label: 'Undo', run: () => void restore(thing.id) } });
  }

  async function restore(id: string): Promise<void> {
    const result = await call('things.restore', { id });
    if (!result.ok) toastFault(result.error);
  }

  async function copy(thing: Thing): Promise<boolean> {
    const result = await call('things.copy', { id: thing.id });
    if (!result.ok) toastFault(result.error);
    return result.ok;
  }

  /** The secret of a TOTP seed or a device. The host shows no passkey's. */
  async function reveal(id: string): Promise<string | undefined> {
    const result = await call('things.reveal', { id });
    if (result.ok) return result.value.value;
    toastFault(result.error);
    return undefined;
  }

  async function add<N extends 'things.addTotp' | 'things.addDevice' | 'things.importPasskey'>(
    name: N,
    input: CommandInput<N>,
  ): Promise<Fault | undefined> {
    const result = await call(name, input);
    if (!result.ok) return result.error;
    const { value } = result;
    toast(value.where === 'waiting' ? `${value.name} waits for a vault` : `Kept ${value.name}`);
    return undefined;
  }

  listen((event) => {
    if (event.type === 'things.changed' || event.type === 'vault.changed') void load();
  });
  void load();

  return { list, loaded, fault, load, of, rename, remove, copy, reveal, add };
});
