import type { Annotations, Found, SavedSearch } from '@core/contract/search.ts';
import type { HostEvent } from '@core/contract.ts';
import type { Fault } from '@core/form/form.ts';
import { defineStore } from 'pinia';
import { shallowReactive, shallowRef } from 'vue';
import { call, listen } from '../port.ts';
import { toastFault } from '../ui/toasts.ts';
import { useFoundPages } from './found-pages.ts';

/** Rows of the first page: more than any window shows. */
const FIRST = 100;
/** What happens in chains comes in bursts; the list follows no more often. Milliseconds. */
const SETTLED = 250;

/**
 * The search of the History view, kept while other views are shown: what was typed, what was found so far, which row is
 * looked at. Also what people noted of chains, and their saved searches.
 */
export const useHistory = defineStore('history', () => {
  const pages = useFoundPages<Found>(
    (wish) => call('history.search', wish),
    () => FIRST,
  );
  const { found, run } = pages;
  const searches = shallowRef<readonly SavedSearch[]>([]);
  const annotations = shallowReactive(new Map<string, Annotations>());
  let watched = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let late = false;

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
    const result = await call('searches.save', { name, query: pages.text.value.trim() });
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
  /** How often each chain's were written here: what was read meanwhile may be older. */
  const written = new Map<string, number>();

  async function loadAnnotations(chainId: string): Promise<void> {
    const before = written.get(chainId);
    const result = await call('chain.annotations', { chainId });
    if (result.ok && written.get(chainId) === before) annotations.set(chainId, result.value);
  }

  async function annotate(chainId: string, changes: Partial<Annotations>): Promise<Fault | undefined> {
    const { tags, ...rest } = changes;
    const result = await call('chain.annotate', {
      chainId,
      changes: { ...rest, ...(tags === undefined ? {} : { tags: [...tags] }) },
    });
    if (!result.ok) return result.error;
    written.set(chainId, (written.get(chainId) ?? 0) + 1);
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
    ...pages,
    searches,
    annotations,
    follow,
    saveSearch,
    keepSearch,
    removeSearch,
    loadAnnotations,
    annotate,
  };
});
