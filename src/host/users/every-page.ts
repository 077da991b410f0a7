import type { JsonObject } from '../../json.ts';
import { objectsOf, textOf } from './members.ts';

/** More pages are not asked for where a view shows all of something: a page that leads to itself would never end. */
const MOST_PAGES = 20;

/** How an operation pages: its members differ from one to the next. */
export interface PagedBy {
  /** Member of the reply that holds the page. */
  readonly list: string;
  readonly token: 'PaginationToken' | 'NextToken';
}

/** All pages of a list. @param ask sends the operation with these members beside its own */
export async function everyPage(
  ask: (members: JsonObject) => Promise<JsonObject>,
  { list, token }: PagedBy,
): Promise<readonly JsonObject[]> {
  const found: JsonObject[] = [];
  let next: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const reply = await ask(next === undefined ? {} : { [token]: next });
    found.push(...objectsOf(reply[list]));
    next = textOf(reply, token);
    if (next === undefined) break;
  }
  return found;
}
