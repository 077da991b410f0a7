import * as v from 'valibot';
import type { Annotations, Found } from '../history/history.ts';
import type { QueryOption } from '../history/query/complete.ts';
import type { QueryFault } from '../history/query/parse.ts';
import { command, Id, none } from './command.ts';

// Finding chains again: search, completion, saved searches, and what people note of a chain.

export type { Annotations, ChainLine, Found } from '../history/history.ts';
export type { QueryOption } from '../history/query/complete.ts';
export type { QueryFault } from '../history/query/parse.ts';

/** A query as it is typed. */
export const QueryText = v.pipe(v.string(), v.maxLength(2_000));
const Place = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2_000));

const Tag = v.pipe(
  v.string(),
  v.trim(),
  v.toLowerCase(),
  v.minLength(1),
  v.maxLength(40),
  // Without spaces and quotes it can be typed behind `tag:` as it is.
  v.regex(/^[^\s"\\*]+$/),
);
/** In lower case, each once, sorted. */
const Tags = v.pipe(
  v.array(Tag),
  v.maxLength(20),
  v.transform((tags) => [...new Set(tags)].sort()),
);

const AnnotationChanges = v.strictObject({
  notes: v.exactOptional(v.pipe(v.string(), v.maxLength(10_000))),
  tags: v.exactOptional(Tags),
  ticket: v.exactOptional(v.pipe(v.string(), v.trim(), v.maxLength(500))),
  pinned: v.exactOptional(v.boolean()),
});

const SearchName = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60));

export const searchCommands = {
  /**
   * One page, what came last first. `typing`: where the caret stands while the query is being typed; the value it ends
   * is taken as a beginning.
   */
  'history.search': command(
    v.strictObject({
      query: QueryText,
      typing: v.exactOptional(Place),
      most: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(200)),
      after: v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
    }),
  ).returns<SearchPage>(),
  /** What may stand where the caret is: keys, and values that are in the history. */
  'history.complete': command(v.strictObject({ query: QueryText, caret: Place })).returns<Completions>(),
  /** What people noted of a chain. */
  'chain.annotations': command(v.strictObject({ chainId: Id })).returns<Annotations>(),
  /** Changes what is named and leaves the rest. Told as history.changed. */
  'chain.annotate': command(
    v.strictObject({ chainId: Id, changes: AnnotationChanges }),
  ).returns<Annotations>(),
  'searches.list': command(none).returns<readonly SavedSearch[]>(),
  /** One of the same name is replaced. Told as history.changed. */
  'searches.save': command(v.strictObject({ name: SearchName, query: QueryText })).returns<
    readonly SavedSearch[]
  >(),
  'searches.remove': command(v.strictObject({ name: v.pipe(v.string(), v.maxLength(60)) })).returns<
    readonly SavedSearch[]
  >(),
};

export interface SearchPage {
  readonly found: readonly Found[];
  /** `after` of the next page; absent at the end. */
  readonly next?: string;
  /** What of the query could not be read. The rest was searched for. */
  readonly faults: readonly QueryFault[];
}

export interface Completions {
  /** What an option replaces. */
  readonly from: number;
  readonly to: number;
  readonly options: readonly QueryOption[];
}

export interface SavedSearch {
  readonly name: string;
  readonly query: string;
}
