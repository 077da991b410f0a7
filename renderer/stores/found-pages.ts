import type { CommandInput, Result } from '@core/contract.ts';
import type { QueryFault } from '@core/contract/search.ts';
import type { Fault } from '@core/form/form.ts';
import { computed, ref, shallowRef } from 'vue';
import { toastFault } from '../ui/toasts.ts';

/** Rows of a later page. */
const NEXT = 200;

interface OfChain {
  readonly line: { readonly chainId: string };
}

interface FoundPage<F> {
  readonly found: readonly F[];
  readonly faults: readonly QueryFault[];
  readonly next?: string;
}

/**
 * A search as one types, and what it found so far, page by page. The own history and the team's are asked alike.
 * @param ask for one page. @param first how many rows the first page has, given how many were found before
 */
export function useFoundPages<F extends OfChain>(
  ask: (wish: CommandInput<'history.search'>) => Promise<Result<FoundPage<F>>>,
  first: (before: number) => number,
) {
  const text = ref('');
  const found = shallowRef<readonly F[]>([]);
  const faults = shallowRef<readonly QueryFault[]>([]);
  const fault = ref<Fault>();
  const loaded = ref(false);
  const next = ref<string>();
  const selected = ref<string>();
  /** Where the caret stands, while the query is being typed. */
  let typing: number | undefined;
  /** Counts the searches: an answer to an earlier one than the newest is late. */
  let asked = 0;
  let running = false;
  let runningKeeps = false;
  /** Asked for meanwhile, and whether what was read beyond the first page may stay. */
  let again: boolean | undefined;
  let paging = false;

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

  /**
   * One search at a time, and the newest last: what is typed meanwhile waits for no more than one answer.
   * @param keeping what was read beyond the first page, where it still follows on
   */
  async function run(keeping: boolean): Promise<void> {
    asked += 1;
    if (running) {
      again = keeping && runningKeeps && again !== false;
      return;
    }
    running = true;
    runningKeeps = keeping;
    const own = asked;
    const result = await ask(wish(first(found.value.length)));
    running = false;
    if (again !== undefined) {
      const keeps = again;
      again = undefined;
      return run(keeps);
    }
    if (own !== asked) return;
    fault.value = result.ok ? undefined : result.error;
    loaded.value = true;
    // What was found stays to be looked at.
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
    const result = await ask(wish(NEXT, next.value));
    paging = false;
    if (own !== asked) return;
    if (!result.ok) return toastFault(result.error);
    const known = new Set(found.value.map(({ line }) => line.chainId));
    found.value = [...found.value, ...result.value.found.filter(({ line }) => !known.has(line.chainId))];
    next.value = result.value.next;
  }

  /** As before the first search; an answer under way comes too late. */
  function forget(): void {
    asked += 1;
    found.value = [];
    next.value = undefined;
    selected.value = undefined;
    loaded.value = false;
    text.value = '';
  }

  return { text, found, faults, fault, loaded, more, selected, row, search, run, readOn, forget };
}
