import { computed, watch } from 'vue';
import type { ComputedRef, WritableComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { Option } from '../../ui/UiSelect.vue';
import { useChains } from '../../stores/chains.ts';
import { useTokens } from '../../stores/tokens.ts';
import { shortTime } from '../../ui/times.ts';
import { suggestChains, suggestTokens } from './suggest.ts';
import { PASTED, readSide, sideOfChain, sideOfToken } from './sides.ts';

export type What = 'chains' | 'tokens';

export interface Sides {
  readonly what: WritableComputedRef<What>;
  readonly left: WritableComputedRef<string>;
  readonly right: WritableComputedRef<string>;
  readonly options: ComputedRef<Option[]>;
  /** What stands for a side in words; empty while nothing is picked. */
  nameOf(side: string): string;
  swap(): void;
}

/** What is compared, kept in the address so that a comparison can be gone back to. Must be called in a setup. */
export function useSides(): Sides {
  const route = useRoute();
  const router = useRouter();
  const chains = useChains();
  const tokens = useTokens();

  const text = (name: 'left' | 'right'): string => {
    const value = route.query[name];
    return typeof value === 'string' ? value : '';
  };
  const go = (query: { left?: string; right?: string; what?: What }): void =>
    void router.replace({
      name: 'compare',
      query: { left: text('left'), right: text('right'), what: what.value, ...query },
    });

  const what = computed<What>({
    get: () => {
      const known = readSide(text('left')) ?? readSide(text('right'));
      if (known) return known.kind === 'chain' ? 'chains' : 'tokens';
      return route.query['what'] === 'tokens' ? 'tokens' : 'chains';
    },
    set: (next) => go({ what: next, left: '', right: '' }),
  });
  const left = computed({ get: () => text('left'), set: (side) => go({ left: side }) });
  const right = computed({ get: () => text('right'), set: (side) => go({ right: side }) });

  const chainOptions = computed(() =>
    chains.list.map(({ id, username, flow, startedAt, failure, status }) => ({
      value: sideOfChain(id),
      label: `${username || flow} · ${username ? `${flow} · ` : ''}${failure ?? status} · ${shortTime(startedAt)}`,
    })),
  );
  const tokenOptions = computed(() => [
    ...tokens.sets.flatMap((set) =>
      set.tokens
        .filter(({ jwt }) => jwt !== undefined)
        .map(({ name }) => ({
          value: sideOfToken(set.id, name),
          label: `${set.username} · ${name} · ${shortTime(set.storedAt)}`,
          group: set.targetName,
        })),
    ),
    { value: PASTED, label: 'A token pasted here', group: 'From elsewhere' },
  ]);
  // Opened without a pair, it begins with one; whoever then empties a side gets it empty.
  watch(
    () => [what.value, chains.loaded, tokens.loaded] as const,
    () => {
      if (text('right') !== '') return;
      const pair =
        what.value === 'chains'
          ? chains.loaded && suggestChains(chains.list, text('left'))
          : tokens.loaded && suggestTokens(tokens.sets, text('left'));
      if (pair) go(pair);
    },
    { immediate: true },
  );
  const options = computed(() => (what.value === 'chains' ? chainOptions.value : tokenOptions.value));

  return {
    what,
    left,
    right,
    options,
    nameOf: (side) => options.value.find(({ value }) => value === side)?.label ?? '',
    swap: () => go({ left: text('right'), right: text('left') }),
  };
}
