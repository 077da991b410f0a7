import { headerOf, type Received } from '@core/cognito/http.ts';
import type { CancelSignal, FetchedText, Http } from '@core/host/ports.ts';

const FETCH_MS = 10_000;
/** A page of an inbox. Its newest messages come first. */
const MOST_BYTES = 4 * 1_048_576;
const MOST_REDIRECTS = 5;

/**
 * A text by GET. Redirects are followed; headers go to the address they were given for alone: keys of an inbox stand in
 * them.
 * @throws Error that says what happened, without the address
 */
export async function fetchText(
  http: Http,
  address: string,
  headers: Readonly<Record<string, string>>,
  signal?: CancelSignal,
): Promise<FetchedText> {
  const { origin } = new URL(address);
  let url = address;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const isHome = new URL(url).origin === origin;
    const reply = await get(http, url, isHome ? headers : {}, signal);
    const to = [301, 302, 303, 307, 308].includes(reply.status)
      ? headerOf(reply.headers, 'location')
      : undefined;
    if (to === undefined) return { status: reply.status, text: new TextDecoder().decode(reply.body) };
    if (!URL.canParse(to, url)) throw new Error('it redirects to what is no address');
    url = new URL(to, url).href;
    if (!/^https?:/.test(url)) throw new Error('it redirects to what is no http or https address');
  }
  throw new Error(`it redirects more than ${String(MOST_REDIRECTS)} times`);
}

async function get(
  http: Http,
  url: string,
  given: Readonly<Record<string, string>>,
  signal: CancelSignal | undefined,
): Promise<Received> {
  const accept = Object.keys(given).some((name) => name.toLowerCase() === 'accept')
    ? []
    : [['Accept', 'application/json, text/plain, */*'] as const];
  const headers = [...accept, ...Object.entries(given)];
  const limits = { timeoutMs: FETCH_MS, maxBytes: MOST_BYTES };
  const outcome = await http.send({ method: 'GET', url, headers, ...limits }, signal);
  if (!outcome.ok) throw new Error(outcome.detail);
  return outcome;
}
