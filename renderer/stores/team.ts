import type { CommandInput, CommandOutput, Result } from '@core/contract.ts';
import type { QueryFault } from '@core/contract/search.ts';
import type { Comment, TeamFound, TeamState } from '@core/contract/team.ts';
import type { Fault } from '@core/form/form.ts';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { call, listen } from '../port.ts';
import { toastFault } from '../ui/toasts.ts';

const FIRST = 60;
const NEXT = 200;

/**
 * The team's history as this window knows it: whether it answers, what waits for it, what was searched for and found,
 * and what is said of the chain that is looked at.
 */
export const useTeam = defineStore('team', () => {
  const state = shallowRef<TeamState>();
  const text = ref('');
  const found = shallowRef<readonly TeamFound[]>([]);
  const faults = shallowRef<readonly QueryFault[]>([]);
  const fault = ref<Fault>();
  const loaded = ref(false);
  const next = ref<string>();
  const selected = ref<string>();
  const comments = shallowRef<readonly Comment[]>([]);
  /** The chain those comments are about: another is still on its way. */
  const commentsOf = ref<string>();
  let typing: number | undefined;
  /** Counts the searches: an answer to an earlier one than the newest is late. */
  let asked = 0;
  let paging = false;
  let watched = 0;

  const connected = computed(() => state.value !== undefined && state.value.kind !== 'none');
  const more = computed(() => next.value !== undefined);
  const row = computed(() => found.value.findIndex(({ line }) => line.chainId === selected.value));
  const chosen = computed(() => found.value[row.value]);

  async function load(): Promise<void> {
    const result = await call('team.state', {});
    if (result.ok) state.value = result.value;
  }

  const wish = (most: number, after?: string): CommandInput<'team.search'> => ({
    query: text.value,
    most,
    ...(typing === undefined ? {} : { typing }),
    ...(after === undefined ? {} : { after }),
  });

  /** @param caret where it stands, as long as the query is being typed */
  function search(query: string, caret?: number): void {
    text.value = query.slice(0, 2_000);
    typing = caret;
    void run();
  }

  async function run(): Promise<void> {
    asked += 1;
    const own = asked;
    const result = await call('team.search', wish(Math.max(FIRST, Math.min(NEXT, found.value.length))));
    if (own !== asked) return;
    fault.value = result.ok ? undefined : result.error;
    loaded.value = true;
    // While the server is away, what was found stays to be looked at.
    if (!result.ok) return;
    ({ found: found.value, faults: faults.value, next: next.value } = { next: undefined, ...result.value });
  }

  async function readOn(): Promise<void> {
    if (paging || next.value === undefined) return;
    paging = true;
    const own = asked;
    const result = await call('team.search', wish(NEXT, next.value));
    paging = false;
    if (own !== asked) return;
    if (!result.ok) return toastFault(result.error);
    const known = new Set(found.value.map(({ line }) => line.chainId));
    found.value = [...found.value, ...result.value.found.filter(({ line }) => !known.has(line.chainId))];
    next.value = result.value.next;
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
    if (result.value.kind === 'none') forgetFound();
    else if (watched > 0) void run();
    return undefined;
  }

  function forgetFound(): void {
    found.value = [];
    next.value = undefined;
    selected.value = undefined;
    loaded.value = false;
    text.value = '';
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
    void load().then(() => (connected.value ? run() : undefined));
    return () => (watched -= 1);
  }

  listen(({ type }) => {
    if (type !== 'team.changed') return;
    void load();
    if (watched === 0 || !connected.value) return;
    void run();
    if (selected.value !== undefined) void loadComments(selected.value);
  });
  void load();

  return {
    state,
    connected,
    text,
    found,
    faults,
    fault,
    loaded,
    more,
    selected,
    row,
    chosen,
    comments,
    commentsOf,
    load,
    search,
    run,
    readOn,
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
