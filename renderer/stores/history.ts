import type { Annotations, Found, QueryFault, SavedSearch } from '@core/contract/search.ts';
import type { CommandInput, HostEvent } from '@core/contract.ts';
import type { Fault } from '@core/form/form.ts';
import { defineStore } from 'pinia';
import { computed, ref, shallowReactive, shallowRef } from 'vue';
import { call, listen } from '../port.ts';
import { toastFault } from '../ui/toasts.ts';

/** Rows of the first page: more than any window shows. */
const FIRST = 100;
const NEXT = 200;
/** What happens in chains comes in bursts; the list follows no more often. Milliseconds. */
const SETTLED = 250;

/**
 * The search of the History view, kept while other views are shown: what was typed, what was found so far, which row is
 * looked at. Also what people noted of chains, and their saved searches.
 */
export const useHistory = defineStore('history', () => {
  const text = ref('');
  const found = shallowRef<readonly Found[]>([]);
  const faults = shallowRef<readonly QueryFault[]>([]);
  const fault = ref<Fault>();
  const loaded = ref(false);
  const next = ref<string>();
  const selected = ref<string>();
  const searches = shallowRef<readonly SavedSearch[]>([]);
  const annotations = shallowReactive(new Map<string, Annotations>());
  /** Where the caret stands, while the query is being typed. */
  let typing: number | undefined;
  /** Counts the searches: an answer to an earlier one than the newest is late. */
  let asked = 0;
  let running = false;
  let again = false;
  let paging = false;
  let watched = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let late = false;

  const more = computed(() => next.value !== undefined);
  /** The place of the chain that is looked at; -1: none is. */
  const row = computed(() => found.value.findIndex(({ line }) => line.chainId === selected.value));

  const wish = (most: number, after?: string): CommandInput<'history.search'> => ({
    query: text.value,
    most,
    ...(typing === undefined ? {} : { typing }),
    ...(after === undefined ? {} : { after }),
  });

  /** Searches for what is typed. @param caret its place, as long as the query is being typed */
  function search(query: string, caret?: number): void {
    text.value = query.slice(0, 2_000);
    typing = caret;
    void run(false);
  }

  /** One search at a time, and the newest last: what is typed meanwhile waits for no more than one answer. */
  async function run(keeping: boolean): Promise<void> {
    asked += 1;
    if (running) {
      again = true;
      return;
    }
    running = true;
    const own = asked;
    const result = await call('history.search', wish(FIRST));
    running = false;
    if (again) {
      again = false;
      return run(false);
    }
    if (own !== asked) return;
    fault.value = result.ok ? undefined : result.error;
    loaded.value = true;
    if (!result.ok) return;
    faults.value = result.value.faults;
    const last = result.value.found.at(-1)?.line.chainId;
    const place = keeping ? found.value.findIndex(({ line }) => line.chainId === last) : -1;
    // What was read beyond the first page stays: the place in the list is kept.
    if (place >= 0 && place < found.value.length - 1) {
      found.value = [...result.value.found, ...found.value.slice(place + 1)];
    } else {
      found.value = result.value.found;
      next.value = result.value.next;
    }
  }

  /** Reads on, where there is more. */
  async function readOn(): Promise<void> {
    if (paging || running || next.value === undefined) return;
    paging = true;
    const own = asked;
    const result = await call('history.search', wish(NEXT, next.value));
    paging = false;
    if (own !== asked) return;
    if (!result.ok) return toastFault(result.error);
    const known = new Set(found.value.map(({ line }) => line.chainId));
    found.value = [...found.value, ...result.value.found.filter(({ line }) => !known.has(line.chainId))];
    next.value = result.value.next;
  }

  /** Follows what happens while a view shows the list. Returns what stops it. */
  function follow(): () => void {
    watched += 1;
    void run(true);
    void loadSearches();
    return () => (watched -= 1);
  }

  async function loadSearches(): Promise<void> {
    const result = await call('searches.list', {});
    if (result.ok) searches.value = result.value;
  }

  async function saveSearch(name: string): Promise<Fault | undefined> {
    const result = await call('searches.save', { name, query: text.value.trim() });
    if (!result.ok) return result.error;
    searches.value = result.value;
    return undefined;
  }

  async function keepSearch(search: SavedSearch): Promise<void> {
    const result = await call('searches.save', search);
    if (result.ok) searches.value = result.value;
    else toastFault(result.error);
  }

  async function removeSearch(name: string): Promise<boolean> {
    const result = await call('searches.remove', { name });
    if (result.ok) searches.value = result.value;
    else toastFault(result.error);
    return result.ok;
  }

  /** What is noted of a chain; undefined until it has come. */
  async function loadAnnotations(chainId: string): Promise<void> {
    const result = await call('chain.annotations', { chainId });
    if (result.ok) annotations.set(chainId, result.value);
  }

  async function annotate(chainId: string, changes: Partial<Annotations>): Promise<Fault | undefined> {
    const { tags, ...rest } = changes;
    const result = await call('chain.annotate', {
      chainId,
      changes: { ...rest, ...(tags === undefined ? {} : { tags: [...tags] }) },
    });
    if (!result.ok) return result.error;
    annotations.set(chainId, result.value);
    found.value = found.value.map((one) =>
      one.line.chainId === chainId ? { ...one, annotations: result.value } : one,
    );
    return undefined;
  }

  function receive({ type }: HostEvent): void {
    if (type === 'history.changed') for (const chainId of annotations.keys()) void loadAnnotations(chainId);
    if (type !== 'history.changed' && type !== 'chain.event' && type !== 'chain.removed') return;
    late = timer !== undefined;
    timer ??= setTimeout(settle, SETTLED);
  }
  /** What came while it waited may not be written yet: once more, later. */
  function settle(): void {
    timer = late ? setTimeout(settle, SETTLED) : undefined;
    late = false;
    if (watched === 0) return;
    void run(true);
    void loadSearches();
  }
  listen(receive);

  return {
    text,
    found,
    faults,
    fault,
    loaded,
    more,
    selected,
    row,
    searches,
    annotations,
    search,
    readOn,
    follow,
    saveSearch,
    keepSearch,
    removeSearch,
    loadAnnotations,
    annotate,
  };
});
