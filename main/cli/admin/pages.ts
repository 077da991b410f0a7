import type { Paging } from '@core/cognito/service/results.ts';
import { coreFault } from '@core/form/form.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '@core/json.ts';

/** How much of a list is wanted, in the AWS CLI's words. */
export interface PageWish {
  readonly startingToken?: string;
  readonly pageSize?: number;
  readonly maxItems?: number;
}

/** Where a list goes on: the service's token, and how many of that page were had. */
interface Place {
  readonly token: string | null;
  /** Absent where it goes on with a page's first. */
  readonly skip?: number;
}

const SKIPPED = 'boto_truncate_amount';

/**
 * All pages of a list as one result; where `maxItems` cut it off, `NextToken` is what `--starting-token` takes. Tokens are
 * those of the AWS CLI, byte for byte: either of the two goes on where the other stopped.
 * @param send asks for one page
 * @param onPage told what of each page was taken, null where it had no list, as the AWS CLI prints them in `--output text`
 * @throws whatever `send` throws; CoreFault ADMIN_PAGES where pages lead in a circle
 */
export async function allPages(
  paging: Paging,
  body: JsonObject,
  { startingToken, pageSize, maxItems }: PageWish,
  send: (body: JsonObject) => Promise<JsonObject>,
  onPage: (items: readonly JsonValue[] | null) => void = () => undefined,
): Promise<JsonObject> {
  const began: Place = startingToken === undefined ? { token: null } : placeIn(startingToken, paging);
  const limit = pageSize === undefined ? {} : { [paging.limit]: pageSize };
  const items: JsonValue[] = [];
  let came = false;
  const ended = (next?: Place): JsonObject => ({
    ...(came ? { [paging.items]: items } : {}),
    ...(next === undefined ? {} : { NextToken: tokenOf(next, paging) }),
  });
  for (let { token, skip = 0 } = began, before: string | null = null; ; skip = 0) {
    const page = await send({ ...body, ...limit, ...(token === null ? {} : { [paging.token]: token }) });
    const listed = page[paging.items];
    came ||= Array.isArray(listed);
    const all = Array.isArray(listed) ? listed.slice(skip) : [];
    const room = maxItems === undefined ? all.length : maxItems - items.length;
    if (all.length > room) {
      const kept = Math.max(0, room);
      items.push(...all.slice(0, kept));
      onPage(all.slice(0, kept));
      return ended({ token, skip: kept + skip });
    }
    items.push(...all);
    onPage(Array.isArray(listed) ? all : null);
    const next = page[paging.next];
    if (typeof next !== 'string' || next === '') return ended();
    if (items.length === maxItems) return ended({ token: next });
    if (next === before) throw coreFault('ADMIN_PAGES', `The same token came twice: ${next}`);
    token = before = next;
  }
}

/** As Python writes JSON, in base64. */
function tokenOf({ token, skip }: Place, paging: Paging): string {
  const amount = skip === undefined ? '' : `, "${SKIPPED}": ${String(skip)}`;
  return Buffer.from(`{"${paging.token}": ${JSON.stringify(token)}${amount}}`).toString('base64');
}

/** A token of ours or of the AWS CLI; anything else is taken for the service's own. */
function placeIn(text: string, paging: Paging): Place {
  try {
    const read = JSON.parse(Buffer.from(text, 'base64').toString('utf8')) as JsonValue;
    if (isJsonObject(read)) {
      const { [paging.token]: token, [SKIPPED]: skip } = read;
      return {
        token: typeof token === 'string' ? token : null,
        ...(typeof skip === 'number' ? { skip } : {}),
      };
    }
  } catch {
    // Not one of those.
  }
  return { token: text };
}
