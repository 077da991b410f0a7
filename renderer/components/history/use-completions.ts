import type { QueryOption } from '@core/contract/search.ts';
import { computed, ref, shallowRef } from 'vue';
import { call } from '../../port.ts';

/**
 * What may stand where the caret is, asked for as one types. The list opens by itself while something is typed; nothing
 * in it is chosen until an arrow or Tab says so, so that Enter still means the search.
 * @param source whose values are offered: this computer's or the team's
 */
export function useCompletions(source: () => 'history.complete' | 'team.complete') {
  const options = shallowRef<readonly QueryOption[]>([]);
  const place = ref({ from: 0, to: 0 });
  const at = ref(-1);
  const open = computed(() => options.value.length > 0);
  let asked = 0;
  let newest: Promise<void> = Promise.resolve();

  function ask(query: string, caret: number): Promise<void> {
    return (newest = load(query, caret));
  }

  async function load(query: string, caret: number): Promise<void> {
    asked += 1;
    const own = asked;
    const result = await call(source(), { query, caret });
    if (own !== asked) return;
    if (!result.ok) return close();
    const { from, to } = result.value;
    // What stands there already is no completion of itself.
    const written = query.slice(from, to);
    options.value = result.value.options.filter(({ text }) => text.trim() !== written);
    place.value = { from, to };
    at.value = -1;
  }

  function close(): void {
    asked += 1;
    options.value = [];
    at.value = -1;
  }

  function move(by: 1 | -1): void {
    const count = options.value.length;
    // One place more than there are options: none.
    at.value = ((at.value + 1 + by + count + 1) % (count + 1)) - 1;
  }

  /** The query with an option put in, and where the caret goes. */
  function taken(query: string, option: QueryOption): { query: string; caret: number } {
    const { from, to } = place.value;
    const rest = query.slice(to);
    const text = option.text.endsWith(' ') && rest.startsWith(' ') ? option.text.slice(0, -1) : option.text;
    const caret = from + text.length + (text === option.text ? 0 : 1);
    return { query: query.slice(0, from) + text + rest, caret };
  }

  return {
    options,
    at,
    open,
    ask,
    /** Resolves once the list is of what stands in the field: somebody may type faster than it comes. */
    settled: () => newest,
    close,
    move,
    taken,
  };
}
