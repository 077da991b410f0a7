import type { CommandOutput, Result } from '@core/contract.ts';
import type { Fault } from '@core/form/form.ts';
import { computed, onBeforeUnmount, ref, shallowReactive, watch } from 'vue';
import { call, listen } from '../../port.ts';

/** What a user's page is put together from, each read by an operation of its own. */
export interface UserParts {
  readonly account: CommandOutput<'user.account'>;
  readonly factors: CommandOutput<'user.factors'>;
  readonly groups: CommandOutput<'user.groups'>;
  readonly devices: CommandOutput<'user.devices'>;
  readonly passkeys: CommandOutput<'user.passkeys'>;
  readonly sessions: CommandOutput<'user.sessions'>;
  readonly signIns: CommandOutput<'user.signIns'>;
}
export type PartName = keyof UserParts;

/** One part: on its way, there, or the reason why not. What was there stays while it is read again. */
export interface Part<T> {
  readonly busy: boolean;
  readonly value?: T;
  readonly fault?: Fault;
}
export type Parts = { [N in PartName]: Part<UserParts[N]> };

/** The order in which they stand, after the account. */
const OTHERS = ['factors', 'groups', 'devices', 'passkeys', 'sessions', 'signIns'] as const;
/** Steps of a chain come in bursts. Milliseconds. */
const SETTLED = 500;

/**
 * Reads one user, part by part: one that can't be read costs only itself. Must be called in a setup.
 * @param concerns whether a chain is of that user
 */
export function useUser(
  who: () => { readonly targetId: string; readonly username: string },
  concerns: (chainId: string) => boolean,
) {
  const parts = shallowReactive<Parts>(nothing());
  /** Token of the sign-in events that are shown; undefined: the newest. */
  const older = ref<string>();
  let ticket = 0;
  let settling: ReturnType<typeof setTimeout> | undefined;

  /** The name that the service knows them by, once it was told. */
  const canonical = computed(() => parts.account.value?.username ?? who().username);

  async function read<N extends PartName>(
    name: N,
    ask: () => Promise<Result<UserParts[N]>>,
  ): Promise<boolean> {
    const own = ticket;
    const before = parts[name] as Part<UserParts[N]>;
    parts[name] = { ...before, busy: true } as Parts[N];
    const result = await ask();
    if (own !== ticket) return false;
    parts[name] = (
      result.ok ? { busy: false, value: result.value } : { busy: false, fault: result.error }
    ) as Parts[N];
    return result.ok;
  }

  function readPart(name: PartName): Promise<boolean> {
    const { targetId } = who();
    const one = { targetId, username: name === 'account' ? who().username : canonical.value };
    if (name === 'signIns')
      return read(name, () =>
        call('user.signIns', { ...one, ...(older.value === undefined ? {} : { token: older.value }) }),
      );
    return read(name, () => call(`user.${name}`, one) as Promise<Result<UserParts[typeof name]>>);
  }

  /** All of it. Nobody of that name has no other parts. */
  async function readAgain(): Promise<void> {
    if (!(await readPart('account'))) return;
    await Promise.all(OTHERS.map(readPart));
  }

  function showOlder(token: string | undefined): void {
    older.value = token;
    void readPart('signIns');
  }

  watch(
    () => `${who().targetId} ${who().username}`,
    () => {
      ticket += 1;
      older.value = undefined;
      Object.assign(parts, nothing());
      void readAgain();
    },
    { immediate: true },
  );
  // Whatever this computer did to them shows at once: a sign-in, an action.
  const deaf = listen((event) => {
    if (event.type !== 'chain.event' || event.event.type !== 'step.ended') return;
    if (!concerns(event.chainId)) return;
    clearTimeout(settling);
    settling = setTimeout(() => void readAgain(), SETTLED);
  });
  onBeforeUnmount(() => {
    ticket += 1;
    clearTimeout(settling);
    deaf();
  });

  return { parts, canonical, older, readPart, readAgain, showOlder };
}

function nothing(): Parts {
  const part = { busy: true };
  return {
    account: part,
    ...{ factors: part, groups: part, devices: part, passkeys: part, sessions: part, signIns: part },
  };
}
