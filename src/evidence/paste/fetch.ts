import { isJsonObject, type JsonValue } from '../../json.ts';
import type { ToldRequest } from './cognito-request.ts';
import { readLiteral } from './literal.ts';

/** A text has one call, or a few of which the first that can be read counts. */
const MOST_CALLS = 20;

/** The request of a `fetch(…)` call as browsers copy one, or as a person writes it. */
export function fetchRequest(text: string): ToldRequest | undefined {
  let tried = 0;
  for (const called of text.matchAll(/\bfetch\s*\(/g)) {
    if ((tried += 1) > MOST_CALLS) return undefined;
    const url = readLiteral(text, called.index + called[0].length);
    if (url === undefined || typeof url.value !== 'string') continue;
    const comma = /^\s{0,100},/.exec(text.slice(url.end, url.end + 101));
    const options = comma ? readLiteral(text, url.end + comma[0].length) : undefined;
    const members = options !== undefined && isJsonObject(options.value) ? options.value : {};
    const body = members['body'];
    return {
      url: url.value,
      method: typeof members['method'] === 'string' ? members['method'].toUpperCase() : undefined,
      headers: headersOf(members['headers']),
      ...(typeof body === 'string' ? { text: body } : {}),
      unset: [...url.unset, ...(options?.unset ?? [])],
    };
  }
  return undefined;
}

/** A map, or a list of pairs. */
function headersOf(value: JsonValue | undefined): [string, string][] {
  const pairs = Array.isArray(value)
    ? value
    : value !== undefined && isJsonObject(value)
      ? Object.entries(value)
      : [];
  return pairs.flatMap((pair): [string, string][] =>
    Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'string'
      ? [[pair[0], pair[1]]]
      : [],
  );
}
