import type { Branch, ChainEvent, StepSent } from '@core/chain/event.ts';
import { advances, chainOf, type Chain, type ChainStatus } from '@core/chain/model.ts';
import { pendingNamed } from '@core/chain/rail.ts';
import type { Answer, ChainHead, CommandInput, CommandOutput, HostEvent, Result } from '@core/contract.ts';
import { defineStore } from 'pinia';
import { computed, ref, shallowReactive } from 'vue';
import { call, listen } from '../port.ts';
import { announceEnd } from './announce-end.ts';
import { useHarm } from './harm.ts';
import { useTargets } from './targets.ts';

/** One line of the sidebar. */
export interface ChainEntry {
  readonly id: string;
  readonly username: string;
  readonly flow: string;
  readonly targetName: string;
  readonly startedAt: number;
  /** `unread` until the chain's events have come from the host. */
  readonly status: ChainStatus | 'unread';
  /** Exception or failure code, when it failed. */
  readonly failure?: string;
  /** When its last Session runs out, where that is known. Epoch milliseconds. */
  readonly expiresAt?: number;
  /** Of its last event. */
  readonly lastAt?: number;
}

/** An answer that comes this soon is drawn together with its request. Milliseconds. */
const AT_ONCE = 30;
/** A wait shorter than this is not shown as one: it would only flash. Milliseconds. */
const SOON = 120;

/**
 * What the host knows of chains, cached: events per chain, and everything shown computed from them. Also which step of
 * each chain is looked at: one selection for every picture of it, kept while other chains are on screen.
 *
 * Begins to listen and to load at first use.
 */
export const useChains = defineStore('chains', () => {
  const harm = useHarm();
  const targets = useTargets();
  const heads = shallowReactive(new Map<string, ChainHead>());
  const logs = shallowReactive(new Map<string, readonly ChainEvent[]>());
  const selections = shallowReactive(new Map<string, string>());
  /** Per chain, a request that is not drawn yet. */
  const sent = new Map<string, { readonly event: StepSent; readonly drop: () => void }>();
  /** Per chain, the step that was just sent: looks at it now. */
  const follow = new Map<string, () => void>();
  const loaded = ref(false);
  const shown = new WeakMap<readonly ChainEvent[], Chain>();

  /** The chain as it is shown; undefined while it is unknown or its events are still on the way. */
  function chain(id: string): Chain | undefined {
    const events = logs.get(id);
    if (events === undefined) return undefined;
    const known = shown.get(events);
    if (known) return known;
    const made = chainOf(events);
    if (made) shown.set(events, made);
    return made;
  }

  /** Newest first. */
  const list = computed<ChainEntry[]>(() =>
    [...heads.values()].sort((a, b) => b.at - a.at).map((head) => entryOf(head, chain(head.chainId))),
  );

  /** Every chain, also those no list shows: what was tried counts wherever it was tried. */
  const all = computed<Chain[]>(() => [...heads.keys()].flatMap((id) => chain(id) ?? []));

  async function load(): Promise<void> {
    const result = await call('chains.list', {});
    if (result.ok) {
      const there = new Set(result.value.map(({ chainId }) => chainId));
      for (const id of heads.keys()) if (!there.has(id) && !logs.has(id)) heads.delete(id);
      for (const head of result.value) heads.set(head.chainId, head);
      // Those of the history say what they came to, and are opened when they are looked at.
      const unread = result.value.filter(({ chainId, status }) => status === undefined && !logs.has(chainId));
      await Promise.all(unread.map(({ chainId }) => open(chainId)));
    }
    loaded.value = true;
  }

  /** Fetches a chain's events; needed once, later ones are told. */
  async function open(id: string): Promise<void> {
    const result = await call('chain.events', { chainId: id });
    if (!result.ok) return;
    logs.set(id, merged(result.value, logs.get(id) ?? []));
    noteHead(id);
  }

  function receive(told: HostEvent): void {
    if (told.type === 'chain.removed') forget(told.chainId);
    if (told.type === 'chain.released') letGo(told.chainId);
    if (told.type === 'history.changed') void load();
    if (told.type !== 'chain.event') return;
    const { chainId, event } = told;
    const earlier = sent.get(chainId);
    earlier?.drop();
    if (event.type === 'step.sent' && event.branch === undefined && !earlier && logs.has(chainId))
      hold(chainId, event);
    else add(chainId, earlier ? [earlier.event, event] : [event]);
  }

  /** A request whose answer comes at once is shown with it: drawn alone before, it would only keep the answer waiting. */
  function hold(chainId: string, event: StepSent): void {
    const timer = setTimeout(() => {
      sent.delete(chainId);
      add(chainId, [event]);
    }, AT_ONCE);
    const drop = (): void => {
      clearTimeout(timer);
      sent.delete(chainId);
    };
    sent.set(chainId, { event, drop });
  }

  function add(chainId: string, events: readonly ChainEvent[]): void {
    const before = logs.get(chainId);
    logs.set(chainId, merged(before ?? [], events));
    for (const event of events) {
      if (event.type === 'chain.started') noteHead(chainId);
      else if (before === undefined) void open(chainId);
      if (event.type === 'step.sent') selectSent(chainId, event.stepId);
      if (event.type !== 'step.ended') continue;
      follow.get(chainId)?.();
      if (heads.has(chainId)) announceEnd(chain(chainId), event.stepId);
    }
  }

  /** Looks at a step that was sent: with its answer when that comes soon, else while it waits. */
  function selectSent(chainId: string, stepId: string): void {
    const before = selections.get(chainId) ?? chain(chainId)?.steps.findLast(({ id }) => id !== stepId)?.id;
    follow.get(chainId)?.();
    if (before !== undefined) selections.set(chainId, before);
    const look = (): void => {
      clearTimeout(timer);
      follow.delete(chainId);
      // Whoever chose something else meanwhile stays there.
      if (selections.get(chainId) === before) selections.set(chainId, stepId);
    };
    const timer = setTimeout(look, SOON);
    follow.set(chainId, look);
  }

  function noteHead(id: string): void {
    const known = chain(id);
    // What the bench began opens by its link alone.
    if (!known || known.origin !== undefined) return;
    const { startedAt: at, username, flow, target } = known;
    heads.set(id, { chainId: id, at, username, flow, targetName: target.name });
  }

  function forget(id: string): void {
    sent.get(id)?.drop();
    heads.delete(id);
    logs.delete(id);
    selections.delete(id);
  }

  /** Its events are asked for again once somebody looks at it; until then its line says what it came to. */
  function letGo(id: string): void {
    const head = heads.get(id);
    const known = chain(id);
    if (head && known) {
      const { status, failure } = entryOf(head, known);
      const ended = status === 'unread' ? {} : { status };
      heads.set(id, { ...head, ...ended, ...(failure === undefined ? {} : { failure }) });
    }
    sent.get(id)?.drop();
    logs.delete(id);
  }

  /** The selected row of a chain: a step's id or an open challenge's key. Without a choice, the newest step. */
  function selectionOf(id: string): string | undefined {
    const known = chain(id);
    if (!known) return undefined;
    const chosen = selections.get(id);
    const last = known.steps.at(-1)?.id;
    if (chosen === undefined) return last;
    const isThere = pendingNamed(known, chosen) ?? known.steps.find((step) => step.id === chosen);
    return isThere === undefined ? last : chosen;
  }

  function select(id: string, key: string): void {
    selections.set(id, key);
  }

  /** The name of the target it goes to. */
  const targetName = (id: string): string => chain(id)?.target.name ?? '';

  /** @param branch on the first answer of a fork */
  const answer = (chainId: string, parentId: string, given: Answer, branch?: Branch): Sent<'chain.answer'> =>
    harm.guarded(targetName(chainId), (confirmed) =>
      call('chain.answer', {
        chainId,
        parentId,
        answer: given,
        ...(branch ? { branch } : {}),
        ...confirmed,
      }),
    );

  /** Begins the chain's sign-in once more inside it. */
  const restart = (chainId: string, given: Answer, branch: Branch): Sent<'chain.restart'> =>
    harm.guarded(targetName(chainId), (confirmed) =>
      call('chain.restart', { chainId, answer: given, branch, ...confirmed }),
    );

  const operate = (
    chainId: string,
    parentId: string,
    operation: string,
    inputs: Record<string, string>,
    { keep, changes }: Pick<CommandInput<'chain.operate'>, 'keep' | 'changes'> = {},
  ): Sent<'chain.operate'> =>
    call('chain.operate', {
      chainId,
      parentId,
      operation,
      inputs,
      ...(changes === undefined ? {} : { changes }),
      ...(keep === undefined ? {} : { keep }),
    });

  const cancel = (chainId: string): Sent<'chain.cancel'> => call('chain.cancel', { chainId });
  /** What is asked for and not there yet: its first request may wait for credentials. */
  const giveUp = (beginId: string): Sent<'chain.giveUp'> => call('chain.giveUp', { beginId });

  async function remove(chainId: string): Sent<'chain.remove'> {
    const result = await call('chain.remove', { chainId });
    if (result.ok) forget(chainId);
    return result;
  }

  /**
   * @param again a chain whose answers stand in for what is left empty
   * @param beginId what `giveUp` calls it by, as long as it is not there
   */
  async function start(
    targetId: string,
    given: Answer,
    { again, beginId }: { readonly again?: string; readonly beginId?: string } = {},
  ): Sent<'chain.start'> {
    const result = await harm.guarded(targets.named(targetId)?.name ?? '', (confirmed) =>
      call('chain.start', {
        targetId,
        answer: given,
        ...(again === undefined ? {} : { again }),
        ...(beginId === undefined ? {} : { beginId }),
        ...confirmed,
      }),
    );
    if (result.ok && !logs.has(result.value.chainId)) await open(result.value.chainId);
    return result;
  }

  listen(receive);
  void load();

  return {
    list,
    all,
    loaded,
    load,
    chain,
    open,
    selectionOf,
    select,
    start,
    answer,
    restart,
    targetName,
    operate,
    cancel,
    giveUp,
    remove,
  };
});

type Sent<
  N extends
    | 'chain.start'
    | 'chain.answer'
    | 'chain.restart'
    | 'chain.operate'
    | 'chain.cancel'
    | 'chain.giveUp'
    | 'chain.remove',
> = Promise<Result<CommandOutput<N>>>;

function entryOf(head: ChainHead, chain: Chain | undefined): ChainEntry {
  const { chainId: id, username, flow, targetName, at: startedAt } = head;
  const entry = { id, username, flow, targetName, startedAt };
  if (!chain) {
    const { status = 'unread', failure, lastAt } = head;
    return {
      ...entry,
      status,
      ...(failure === undefined ? {} : { failure }),
      ...(lastAt === undefined ? {} : { lastAt }),
    };
  }
  const failed = chain.status === 'failed' || chain.steps.findLast(advances)?.status === 'error';
  const expiresAt = chain.pending?.expiresAt;
  return {
    ...entry,
    status: chain.status,
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(failed && chain.failure !== undefined ? { failure: chain.failure } : {}),
  };
}

/** Events may come twice, fetched and told; each happens once. */
function merged(before: readonly ChainEvent[], more: readonly ChainEvent[]): readonly ChainEvent[] {
  const known = new Set(before.map(identity));
  const fresh = more.filter((event) => !known.has(identity(event)));
  return fresh.length === 0 && before.length > 0 ? before : [...before, ...fresh];
}

function identity(event: ChainEvent): string {
  if (event.type === 'chain.started') return event.type;
  return `${event.type}/${'stepId' in event ? event.stepId : event.at}`;
}
