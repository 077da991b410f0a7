import type { CommandOutput, Result } from '@core/contract.ts';
import type { Comment, TeamFound, TeamState } from '@core/contract/team.ts';
import type { Fault } from '@core/form/form.ts';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { call, listen } from '../port.ts';
import { toastFault } from '../ui/toasts.ts';
import { useFoundPages } from './found-pages.ts';

const FIRST = 60;
/** The most a page may hold. */
const MOST = 200;

/**
 * The team's history as this window knows it: whether it answers, what waits for it, what was searched for and found,
 * and what is said of the chain that is looked at.
 */
export const useTeam = defineStore('team', () => {
  const state = shallowRef<TeamState>();
  // What others change is seen as far as one page can hold it.
  const pages = useFoundPages<TeamFound>(
    (wish) => call('team.search', wish),
    (before) => Math.max(FIRST, Math.min(MOST, before)),
  );
  const { found, selected, run } = pages;
  const comments = shallowRef<readonly Comment[]>([]);
  /** The chain those comments are about: another is still on its way. */
  const commentsOf = ref<string>();
  let watched = 0;

  const connected = computed(() => state.value !== undefined && state.value.kind !== 'none');
  const chosen = computed(() => found.value[pages.row.value]);

  async function load(): Promise<void> {
    const result = await call('team.state', {});
    if (result.ok) state.value = result.value;
  }

  /** Looks at a chain: what is said of it comes. */
  async function select(id: string | undefined): Promise<void> {
    selected.value = id;
    if (id !== undefined) await loadComments(id);
  }

  async function loadComments(id: string): Promise<void> {
    const result = await call('team.comments', { id });
    if (!result.ok || selected.value !== id) return;
    comments.value = result.value;
    commentsOf.value = id;
  }

  const connect = (url: string, by: string): Promise<Fault | undefined> =>
    changing(call('team.connect', { url, by }));
  const disconnect = (): Promise<Fault | undefined> => changing(call('team.disconnect', {}));
  const retry = (): Promise<Fault | undefined> => changing(call('team.retry', {}));

  async function changing(asking: Promise<Result<TeamState>>): Promise<Fault | undefined> {
    const result = await asking;
    if (!result.ok) return result.error;
    state.value = result.value;
    if (result.value.kind === 'none') pages.forget();
    else if (watched > 0) void run(false);
    return undefined;
  }

  const publish = (chainId: string, note: string): Promise<Result<CommandOutput<'team.publish'>>> =>
    call('team.publish', { chainId, note });

  async function comment(id: string, said: string): Promise<Result<CommandOutput<'team.comment'>>> {
    const result = await call('team.comment', { id, text: said });
    if (result.ok) await loadComments(id);
    return result;
  }

  const open = (id: string): Promise<Result<CommandOutput<'team.open'>>> => call('team.open', { id });

  async function withdraw(id: string): Promise<Fault | undefined> {
    const result = await call('team.withdraw', { id });
    if (!result.ok) return result.error;
    found.value = found.value.filter(({ line }) => line.chainId !== id);
    selected.value = undefined;
    return undefined;
  }

  async function forget(waiting: string): Promise<void> {
    const result = await call('team.forget', { waiting });
    if (!result.ok) toastFault(result.error);
  }

  /** Follows what others do while a view shows it. Returns what stops it. */
  function follow(): () => void {
    watched += 1;
    void load().then(() => (connected.value ? run(true) : undefined));
    return () => (watched -= 1);
  }

  listen(({ type }) => {
    if (type !== 'team.changed') return;
    void load();
    if (watched === 0 || !connected.value) return;
    void run(true);
    if (selected.value !== undefined) void loadComments(selected.value);
  });
  void load();

  return {
    state,
    connected,
    ...pages,
    chosen,
    comments,
    commentsOf,
    load,
    select,
    connect,
    disconnect,
    retry,
    publish,
    comment,
    open,
    withdraw,
    forget,
    follow,
  };
});
