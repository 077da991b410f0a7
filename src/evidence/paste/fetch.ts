import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { MOST_REQUESTS, type ToldRequest } from './cognito-request.ts';
import { type Known, readLiteral } from './literal.ts';

/** Names that are set in front of it. */
const MOST_NAMES = 100;
const SET =
  /\b(?:const|let|var)\s{1,20}([A-Za-z_$][\w$]{0,100})\s{0,20}=(?![=>])|\b([A-Za-z_$][\w$]{0,100})\.(?:append|set)\(/g;

/** The requests of `fetch(…)` calls as browsers copy them, as code generators write one, or as a person does. */
export function fetchRequests(text: string): ToldRequest[] {
  const requests: ToldRequest[] = [];
  let known: Known = new Map();
  let from = 0;
  let tried = 0;
  for (const called of text.matchAll(/\bfetch\s*\(/g)) {
    if ((tried += 1) > MOST_REQUESTS) break;
    known = setIn(text.slice(from, called.index), known);
    from = called.index;
    const url = readLiteral(text, called.index + called[0].length, known);
    if (url === undefined || typeof url.value !== 'string') continue;
    const comma = /^\s{0,100},/.exec(text.slice(url.end, url.end + 101));
    const options = comma ? readLiteral(text, url.end + comma[0].length, known) : undefined;
    const members = options !== undefined && isJsonObject(options.value) ? options.value : {};
    const body = members['body'];
    requests.push({
      url: url.value,
      method: typeof members['method'] === 'string' ? members['method'].toUpperCase() : undefined,
      headers: headersOf(members['headers']),
      ...(typeof body === 'string' ? { text: body } : {}),
      unset: [...url.unset, ...(options?.unset ?? [])],
    });
  }
  return requests;
}

/** What variables hold from here on: literals, and headers that are put in one after the other. */
function setIn(text: string, before: Known): Known {
  const known = new Map<string, JsonValue>(before);
  for (const set of text.matchAll(SET)) {
    if (known.size > MOST_NAMES) break;
    const [whole, name, headers = ''] = set;
    const from = set.index + whole.length;
    if (name !== undefined) {
      const read = readLiteral(text, from, known);
      // What is made of names that stand nowhere is known no better than they are.
      if (read !== undefined && read.unset.length === 0) known.set(name, read.value);
      continue;
    }
    const put = readLiteral(`(${text.slice(from, from + 8_000)}`, 0, known)?.value;
    const held = known.get(headers);
    if (!Array.isArray(put) || typeof put[0] !== 'string' || typeof put[1] !== 'string') continue;
    if (held !== null && !(held !== undefined && isJsonObject(held))) continue;
    known.set(headers, { ...((held ?? {}) as JsonObject), [put[0]]: put[1] });
  }
  return known;
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
