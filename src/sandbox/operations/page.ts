import type { Context } from '../context.ts';
import { number, text } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import type { JsonObject } from '../../json.ts';

/** The service model's maximum for every limit, taken as default, too; 0 counts as not set. */
const LONGEST_PAGE = 60;

/** The members of a request that page through a list: their names differ from operation to operation. */
export interface PageNames {
  readonly limit: 'Limit' | 'MaxResults';
  readonly token: 'PaginationToken' | 'NextToken';
}

export function pageLength(input: JsonObject, { limit }: PageNames): number {
  return Math.floor(number(input, limit) || LONGEST_PAGE);
}

/**
 * One page of a list in the order of its keys, and the token of the next. The token names the last entry, so that what
 * comes or goes meanwhile neither repeats nor hides another.
 * @param purpose what the list is of: a token of another list is refused.
 */
export function pageOf<T>(
  context: Context,
  input: JsonObject,
  names: PageNames,
  purpose: string,
  entries: Iterable<readonly [key: string, entry: T]>,
): { readonly entries: readonly T[]; readonly token: JsonObject } {
  const last = openToken(context, purpose, text(input, names.token)) ?? '';
  const rest = [...entries].filter(([key]) => key > last).sort(([one], [other]) => (one < other ? -1 : 1));
  const page = rest.slice(0, pageLength(input, names));
  const end = page.at(-1)?.[0];
  const token =
    end === undefined || page.length === rest.length
      ? {}
      : { [names.token]: sealToken(context, purpose, end) };
  return { entries: page.map(([, entry]) => entry), token };
}

export function sealToken(context: Context, purpose: string, place: string): string {
  return Buffer.from(context.state.sealer.seal(purpose, place, 0)).toString('base64');
}

/** @throws InvalidParameterException for a token that isn't ours, or of another list. */
export function openToken(context: Context, purpose: string, token: string | undefined): string | undefined {
  if (token === undefined) return undefined;
  const place = context.state.sealer.open(purpose, Buffer.from(token, 'base64'));
  if (typeof place !== 'string') throw refusal('InvalidParameterException', 'Invalid pagination token.');
  return place;
}
