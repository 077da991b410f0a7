import type { Har, Entry, Header, PostData } from 'har-format';
import type { HeaderList, StepEnded, StepSent, Timing } from '../../chain/event.ts';
import type { StepSecrets } from '../exchange.ts';
import type { ChainToExport, ExportFormat, ExportInput } from '../export/format.ts';

/**
 * HAR 1.2, as DevTools, Charles and Proxyman read it: one page a chain, one entry a step, in the order they were sent.
 * Source: http://www.softwareishard.com/blog/har-12-spec/; a member that is not known is -1, an empty text or left out.
 */
export const harFormat: ExportFormat = {
  id: 'har',
  title: 'HAR 1.2',
  extension: 'har',
  says: 'Every exchange, for DevTools, Charles, Proxyman and other tools.',
  unredacted: true,
  write: async (input) => new TextEncoder().encode(`${JSON.stringify(harOf(input), null, 2)}\n`),
};

export function harOf({ chains, version }: ExportInput): Har {
  const pages = chains.map((chain, index) => ({ chain, id: `chain_${index + 1}`, started: startOf(chain) }));
  const entries = pages.flatMap(({ chain, id }) => entriesOf(chain, id));
  return {
    log: {
      version: '1.2',
      creator: { name: 'Countersign', version },
      pages: pages.map(({ id, started }) => ({
        id,
        startedDateTime: iso(started.at),
        title: [started.username, started.flow].filter(Boolean).join(' · '),
        pageTimings: { onContentLoad: -1, onLoad: -1 },
      })),
      entries: entries.sort((a, b) =>
        a.startedDateTime < b.startedDateTime ? -1 : a.startedDateTime > b.startedDateTime ? 1 : 0,
      ),
    },
  };
}

function startOf({ events }: ChainToExport): { at: number; username: string; flow: string } {
  const started = events.find((event) => event.type === 'chain.started');
  return started?.type === 'chain.started' ? started : { at: events[0]?.at ?? 0, username: '', flow: '' };
}

function entriesOf({ events, secrets = [] }: ChainToExport, pageref: string): Entry[] {
  const real = new Map(secrets.map((kept) => [kept.stepId, kept]));
  const ends = new Map(
    events.flatMap((event) => (event.type === 'step.ended' ? [[event.stepId, event] as const] : [])),
  );
  return events.flatMap((event) =>
    event.type === 'step.sent'
      ? [entryOf(event, ends.get(event.stepId), real.get(event.stepId), pageref)]
      : [],
  );
}

function entryOf(
  sent: StepSent,
  ended: StepEnded | undefined,
  real: StepSecrets | undefined,
  pageref: string,
): Entry {
  const timings = timingsOf(ended?.timing);
  const holes = [...(sent.holes ?? []), ...(ended?.holes ?? [])].map(({ detail }) => detail);
  return {
    pageref,
    // Otherwise DevTools takes the first of a page for its document, and hides it where fetches are wanted.
    _resourceType: 'fetch',
    startedDateTime: iso(sent.at),
    time: ended?.timing.total ?? 0,
    request: requestOf(sent, ended, real),
    response: responseOf(ended, real),
    cache: {},
    timings,
    ...(holes.length === 0 ? {} : { comment: holes.join(' ') }),
  };
}

function requestOf(
  sent: StepSent,
  ended: StepEnded | undefined,
  real: StepSecrets | undefined,
): Entry['request'] {
  const { method, url, body } = sent.request;
  const headers = real?.requestHeaders ?? ended?.requestHeaders ?? sent.request.headers;
  const text = real?.requestText ?? body.text;
  const postData: PostData = { mimeType: typeOf(headers), text };
  return {
    method,
    url,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: listed(headers),
    queryString: queryOf(url),
    ...(text === '' ? {} : { postData }),
    headersSize: -1,
    bodySize: body.bytes,
    ...(real === undefined && body.cut ? { comment: CUT } : {}),
  };
}

/** Without an answer a HAR holds status 0, and why, as DevTools writes it. */
function responseOf(ended: StepEnded | undefined, real: StepSecrets | undefined): Entry['response'] {
  const response = ended?.response;
  const failed = ended?.outcome.kind === 'failure' ? ended.outcome.code : undefined;
  const text = real?.responseText ?? response?.body.text ?? '';
  const headers = response?.headers ?? [];
  return {
    status: response?.status ?? 0,
    statusText: response?.statusText ?? '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: listed(headers),
    content: {
      size: response?.body.bytes ?? 0,
      mimeType: typeOf(headers),
      text,
      ...(real === undefined && response?.body.cut === true ? { comment: CUT } : {}),
    },
    redirectURL: headers.find(([name]) => name.toLowerCase() === 'location')?.[1] ?? '',
    headersSize: -1,
    bodySize: response?.body.bytes ?? -1,
    ...(failed === undefined ? {} : { _error: failed, comment: `No usable answer: ${failed}.` }),
  };
}

const CUT = 'Only the beginning: the body is longer than what is kept for display.';

/** Phases that did not happen are -1. A HAR counts the TLS handshake into `connect`, and all but it adds up to `time`. */
function timingsOf(timing: Timing | undefined): Entry['timings'] {
  const { dns = -1, connect, tls, wait = 0, download = 0, total = 0 } = timing ?? {};
  const connected = connect === undefined && tls === undefined ? -1 : (connect ?? 0) + (tls ?? 0);
  const named = Math.max(0, dns) + Math.max(0, connected) + wait + download;
  return {
    blocked: -1,
    dns,
    connect: connected,
    ssl: tls ?? -1,
    send: 0,
    wait: wait + Math.max(0, total - named),
    receive: download,
  };
}

function listed(headers: HeaderList): Header[] {
  return headers.map(([name, value]) => ({ name, value }));
}

function typeOf(headers: HeaderList): string {
  return headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '';
}

function queryOf(url: string): Entry['request']['queryString'] {
  const query = /^[^?#]*\?([^#]*)/.exec(url)?.[1] ?? '';
  return query.split('&').flatMap((pair) => {
    const [name = '', ...value] = pair.split('=');
    return name === '' ? [] : [{ name: decoded(name), value: decoded(value.join('=')) }];
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** Years outside 0 to 9999 have no place in a HAR. */
function iso(at: number): string {
  const latest = 253_402_300_799_999;
  return new Date(Math.min(Math.max(0, Number.isFinite(at) ? at : 0), latest)).toISOString();
}
