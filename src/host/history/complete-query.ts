import { challenges } from '../../challenges/index.ts';
import { operations } from '../../cognito/operations.ts';
import type { Completions } from '../../contract/search.ts';
import { catalogue } from '../../errors/catalogue.ts';
import { flows } from '../../flows/flows.ts';
import type { Completion, History } from '../../history/history.ts';
import {
  completionsAt,
  fixedOptions,
  keyOptions,
  valueOption,
  type QueryOption,
} from '../../history/query/complete.ts';
import { isFacetKey } from '../../history/query/keys.ts';
import type { FacetKey } from '../../history/query/query.ts';

const MOST = 20;
/** Keys whose values a word without a key may begin. */
const OFFERED: readonly FacetKey[] = ['user', 'error', 'challenge', 'tag', 'target'];
/** Values offered of each of them. */
const OFFERED_EACH = 3;
/** A shorter word begins too many values to offer any. */
const WORTH_OFFERING = 2;

/** The history knows values in lower case; these are written as AWS does. */
const WRITTEN = new Map(
  [
    ...catalogue.map(({ code }) => code),
    ...challenges.map(({ name }) => name),
    ...flows.map(({ name }) => name),
    ...operations.map(({ name }) => name),
  ].map((name) => [name.toLowerCase(), name]),
);

export interface CompletionSource {
  readonly history: Pick<History, 'complete'>;
  /** Ids and names of the targets there are. */
  readonly targets: readonly { readonly id: string; readonly name: string }[];
}

/**
 * What may stand where the caret is: keys, fixed values, and values that are in the history with the number of their
 * chains. A word without a key is offered the values it begins, too.
 */
export async function completeQuery(
  { history, targets }: CompletionSource,
  query: string,
  caret: number,
  now: number,
): Promise<Completions> {
  const spot = completionsAt(query, Math.min(caret, query.length));
  const { from, to } = spot;
  const of = async (key: FacetKey, beginning: string, most: number, named: boolean) => {
    const found = await history.complete(key, beginning, key === 'target' ? most * 3 : most, now);
    return asWritten(key, found, targets)
      .slice(0, most)
      .map(({ value, chains }) => valueOption(key, value, chains, named));
  };

  switch (spot.kind) {
    case 'none':
      return { from, to, options: [] };
    case 'value': {
      const { key, beginning } = spot;
      const options = isFacetKey(key)
        ? await of(key, beginning, MOST, true)
        : (fixedOptions(key, beginning) ?? []);
      return { from, to, options };
    }
    case 'start': {
      const { beginning } = spot;
      const values: QueryOption[][] = [];
      if (beginning.length >= WORTH_OFFERING)
        for (const key of OFFERED) values.push(await of(key, beginning, OFFERED_EACH, false));
      return { from, to, options: [...keyOptions(beginning), ...values.flat()].slice(0, MOST) };
    }
  }
}

function asWritten(
  key: FacetKey,
  found: readonly Completion[],
  targets: CompletionSource['targets'],
): readonly Completion[] {
  if (key !== 'target') return found.map((one) => ({ ...one, value: WRITTEN.get(one.value) ?? one.value }));
  const ids = new Set(targets.map(({ id }) => id.toLowerCase()));
  const names = new Map(targets.map(({ name }) => [name.toLowerCase(), name]));
  return found
    .filter(({ value }) => !ids.has(value) && !isId(value))
    .map((one) => ({ ...one, value: names.get(one.value) ?? one.value }));
}

/** A target is found by its id too, also one that is gone; nobody types that. */
function isId(value: string): boolean {
  return /^(?:sandbox:\S+|[\da-f]{8}-[\da-f-]{27})$/.test(value);
}
