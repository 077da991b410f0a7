import type { HostEvent } from '@core/contract.ts';
import type {
  SearchedAttribute,
  UserAccount,
  UserFilter,
  UserHead,
  UsersNews,
} from '@core/contract/users.ts';
import type { Fault } from '@core/form/form.ts';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef, watch } from 'vue';
import { call, listen } from '../port.ts';
import { useChains } from './chains.ts';
import { useTargets } from './targets.ts';
import { rowOf } from './user-row.ts';

/** Typing pauses before the service is asked. Milliseconds. */
const PAUSE = 300;
/** Steps of a chain come in bursts. Milliseconds. */
const SETTLED = 500;
/** A list no longer than this is read anew when a chain may have changed it; a longer one when somebody asks for it. */
const SHORT = 60;

/**
 * The users of the chosen target's pool, as far as they were read, kept while other views are shown. One page at first,
 * more as one scrolls, all when somebody asks for it.
 */
export const useUsers = defineStore('users', () => {
  const targets = useTargets();
  const chains = useChains();
  const target = computed(() => targets.current);
  const attribute = ref<SearchedAttribute>('username');
  const match = ref<UserFilter['match']>('^=');
  const value = ref('');
  /** Words that what was read is narrowed to, here: the service compares one attribute only. */
  const narrow = ref('');
  const read = shallowRef<readonly UserHead[]>([]);
  const next = ref<string>();
  const loaded = ref(false);
  const fault = ref<Fault>();
  /** Under way to the end. */
  const reading = ref(false);
  /** The service asked to slow down: until then, epoch milliseconds. */
  const until = ref<number>();
  /** Username of the row that is looked at. */
  const selected = ref<string>();
  let known = new Set<string>();
  let listingId = '';
  /** Counts the lists: an answer for an earlier one is late. */
  let asked = 0;
  let paging = false;
  let watched = 0;
  let begunFor = '';
  let pause: ReturnType<typeof setTimeout> | undefined;
  let settling: ReturnType<typeof setTimeout> | undefined;

  const filter = computed<UserFilter | undefined>(() =>
    value.value === '' ? undefined : { attribute: attribute.value, match: match.value, value: value.value },
  );
  const more = computed(() => next.value !== undefined);
  const words = computed(() => narrow.value.toLowerCase().split(/\s+/).filter(Boolean));
  const shown = computed(() =>
    words.value.length === 0 ? read.value : read.value.filter((user) => holds(user, words.value)),
  );

  function wish(targetId: string, token?: string) {
    return {
      targetId,
      ...(filter.value && { filter: filter.value }),
      ...(token === undefined ? {} : { token }),
    };
  }

  /** From the start: the first page. */
  async function begin(): Promise<void> {
    if (!target.value) return;
    clearTimeout(pause);
    void stop();
    begunFor = target.value.id;
    listingId = '';
    reading.value = false;
    loaded.value = false;
    fault.value = undefined;
    until.value = undefined;
    next.value = undefined;
    await firstPage((users) => {
      known = new Set();
      read.value = [];
      add(users);
    });
  }

  async function firstPage(take: (users: readonly UserHead[]) => void): Promise<void> {
    if (!target.value) return;
    const own = ++asked;
    const result = await call('users.page', wish(target.value.id));
    if (own !== asked) return;
    loaded.value = true;
    fault.value = result.ok ? undefined : result.error;
    if (!result.ok) {
      known = new Set();
      read.value = [];
      return;
    }
    take(result.value.users);
    next.value = result.value.next;
  }

  /** One page more, where there is one and all of it is not on its way anyhow. */
  async function readOn(): Promise<void> {
    if (!target.value || paging || reading.value || next.value === undefined || fault.value) return;
    paging = true;
    const own = asked;
    const result = await call('users.page', wish(target.value.id, next.value));
    paging = false;
    if (own !== asked || reading.value) return;
    fault.value = result.ok ? undefined : result.error;
    if (!result.ok) return;
    add(result.value.users);
    next.value = result.value.next;
  }

  async function readAll(): Promise<void> {
    if (!target.value || reading.value || next.value === undefined) return;
    const own = asked;
    listingId = crypto.randomUUID();
    reading.value = true;
    fault.value = undefined;
    const result = await call('users.all', { listingId, ...wish(target.value.id, next.value) });
    if (result.ok || own !== asked) return;
    reading.value = false;
    fault.value = result.error;
  }

  async function stop(): Promise<void> {
    if (reading.value && listingId !== '') await call('users.stop', { listingId });
  }

  function add(users: readonly UserHead[]): void {
    const fresh = users.filter(({ username }) => !known.has(username));
    for (const { username } of fresh) known.add(username);
    if (fresh.length > 0) read.value = [...read.value, ...fresh];
  }

  function hear(news: UsersNews): void {
    if (news.listingId !== listingId) return;
    add(news.users);
    until.value = news.state === 'waiting' ? news.until : undefined;
    if (news.state === 'reading' || news.state === 'waiting') return;
    reading.value = false;
    fault.value = news.fault;
    next.value = news.next;
  }

  /** What is typed goes to the service once the typing pauses. */
  function search(text: string): void {
    value.value = text.slice(0, 256);
    clearTimeout(pause);
    pause = setTimeout(() => void begin(), PAUSE);
  }
  function compare(how: { attribute?: SearchedAttribute; match?: UserFilter['match'] }): void {
    attribute.value = how.attribute ?? attribute.value;
    match.value = how.match ?? match.value;
    if (value.value !== '') void begin();
  }

  /** Users may be others than they were: a short list is read anew, and stands meanwhile. */
  function renew(): void {
    if (watched === 0 || reading.value || !loaded.value || read.value.length > SHORT) return;
    void firstPage((users) => {
      known = new Set(users.map(({ username }) => username));
      read.value = users;
    });
  }

  /** Somebody was looked at: their row says the same, without all the others being read for it. */
  function saw(account: UserAccount): void {
    const at = read.value.findIndex(({ username }) => username === account.username);
    const user = rowOf(account);
    if (at >= 0 && JSON.stringify(read.value[at]) !== JSON.stringify(user))
      read.value = read.value.with(at, user);
  }
  /** Nobody has this name any more. */
  function gone(username: string): void {
    if (!known.delete(username)) return;
    read.value = read.value.filter((user) => user.username !== username);
  }
  /** Somebody is new: a short list is read anew, a long one begins with them and keeps all that was read. */
  async function made(username: string): Promise<void> {
    if (!target.value || read.value.length <= SHORT) return begin();
    const own = asked;
    const result = await call('user.account', { targetId: target.value.id, username });
    if (!result.ok || own !== asked || known.has(result.value.username)) return;
    known.add(result.value.username);
    read.value = [rowOf(result.value), ...read.value];
  }

  function receive(event: HostEvent): void {
    if (event.type === 'users.read') hear(event);
    if (event.type === 'users.waiting' && event.targetId === target.value?.id) until.value = event.until;
    if (event.type !== 'chain.event' || event.event.type !== 'step.ended') return;
    if (chains.chain(event.chainId)?.target.userPoolId !== target.value?.userPoolId) return;
    clearTimeout(settling);
    settling = setTimeout(renew, SETTLED);
  }
  listen(receive);

  /** Reads while a view shows it, another target's users when another is chosen. Returns what stops it. */
  function follow(): () => void {
    watched += 1;
    const deaf = watch(
      () => target.value?.id,
      (id) => {
        if (id === undefined || id === begunFor) return;
        selected.value = undefined;
        read.value = [];
        void begin();
      },
      { immediate: true },
    );
    if (begunFor === target.value?.id) renew();
    return () => {
      watched -= 1;
      deaf();
    };
  }

  return {
    ...{ target, attribute, match, value, narrow, filter, read, shown, words, more },
    ...{ loaded, fault, reading, until, selected },
    ...{ begin, readOn, readAll, stop, search, compare, renew, saw, gone, made, follow },
  };
});

const texts = new WeakMap<UserHead, string>();

/** Whether every word stands somewhere in what a row shows. */
function holds(user: UserHead, words: readonly string[]): boolean {
  let text = texts.get(user);
  if (text === undefined) {
    const { username, status, enabled, attributes } = user;
    text = [username, status, enabled ? '' : 'disabled', ...Object.values(attributes)]
      .join('\n')
      .toLowerCase();
    texts.set(user, text);
  }
  return words.every((word) => text.includes(word));
}
