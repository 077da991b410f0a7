/*
 * The recording of one page in the shapes that other tools give their files. What is changed follows files that those
 * tools wrote: names of the creator, clocks, timings that are left out, headers, and how bodies are wrapped.
 */

/**
 * @param {string} page
 * @param {any} har as Chrome has it
 * @returns {{ name: string, text: string, packed?: boolean }[]}
 */
export function shapes(page, har) {
  const written = (name, changed, packed = false) => ({
    name: `${page}.${name}`,
    text: lines(changed),
    packed,
  });
  const all = {
    'identity-js': [
      written('chrome.har', har),
      written('chrome-by-hand.har', emptied(har)),
      written('chrome.har.gz', har, true),
    ],
    amplify: [
      written('chrome.har', har),
      written('firefox.har', firefox(har)),
      written('safari.har', safari(har)),
      written('proxyman.har', proxyman(har)),
      written('mitmproxy.har', mitmproxy(har)),
      written('charles.har', charles(har)),
      written('cut-in-the-middle.har', { log: { ...har.log, entries: har.log.entries.slice(later(har)) } }),
    ],
  };
  return all[page] ?? [];
}

/** One entry a line: a difference can be read. */
function lines({ log: { entries, ...log } }) {
  return `{"log":${JSON.stringify(log).slice(0, -1)},"entries":[\n${entries.map((entry) => JSON.stringify(entry)).join(',\n')}\n]}}\n`;
}

function changed(har, creator, change, browser) {
  const { browser: _, ...log } = har.log;
  return { log: { ...log, creator, ...(browser ? { browser } : {}), entries: har.log.entries.map(change) } };
}

/** Local time with its offset, whole milliseconds, no `-1`, HTTP/2 as `HTTP/2`. */
function firefox(har) {
  return changed(
    har,
    { name: 'Firefox', version: '143.0' },
    ({ startedDateTime, time, request, response, cache, timings, serverIPAddress, connection, pageref }) => ({
      startedDateTime: startedDateTime.replace('Z', '+00:00'),
      request: {
        ...request,
        httpVersion: 'HTTP/2',
        ...(request.postData ? { postData: { ...request.postData, params: [] } } : {}),
      },
      response: {
        ...response,
        httpVersion: 'HTTP/2',
        content: {
          ...inPlain(response.content),
          ...(response.content.text === undefined ? { comment: 'Response bodies are not included.' } : {}),
        },
      },
      cache,
      timings: Object.fromEntries(
        ['blocked', 'dns', 'connect', 'ssl', 'send', 'wait', 'receive'].map((name) => [
          name,
          Math.max(0, Math.round(timings[name])),
        ]),
      ),
      time: Math.round(time),
      _securityState: 'insecure',
      serverIPAddress,
      connection,
      pageref,
    }),
    { name: 'Firefox', version: '143.0' },
  );
}

/** Fewer timings, `_fetchType`, every answer's text as Base64. */
function safari(har) {
  return changed(
    har,
    { name: 'WebKit Web Inspector', version: '1.0' },
    ({ request, response, timings, _initiator, ...entry }) => ({
      ...entry,
      _fetchType: 'Network Load',
      request: {
        ...request,
        httpVersion: 'HTTP/2',
        headers: [
          { name: ':authority', value: new URL(request.url).host },
          { name: ':method', value: request.method },
          ...request.headers,
        ],
      },
      response: { ...response, content: inBase64(response.content) },
      timings: { send: timings.send, wait: timings.wait, receive: timings.receive, blocked: timings.blocked },
    }),
  );
}

/** Microseconds, headers as they were on the wire, bodies that are not text for it in Base64. */
function mitmproxy(har) {
  return changed(
    har,
    { name: 'mitmproxy', version: '11.0.2', comment: '' },
    ({ startedDateTime, time, request, response, timings, serverIPAddress }) => ({
      startedDateTime: startedDateTime.replace('Z', '000+00:00'),
      time,
      request: {
        ...request,
        httpVersion: 'HTTP/2.0',
        headers: lowered(request.headers),
        ...(request.postData ? { postData: { ...inBase64(request.postData), params: [] } } : {}),
      },
      response: {
        ...response,
        httpVersion: 'HTTP/2.0',
        headers: lowered(response.headers),
        content: { ...inBase64(response.content), compression: 0 },
      },
      cache: {},
      timings: { connect: -1, ssl: -1, send: timings.send, wait: timings.wait, receive: timings.receive },
      serverIPAddress,
    }),
  );
}

/** Every header in title case, whole milliseconds, `comment` everywhere, `content.text` without an encoding. */
function charles(har) {
  return changed(
    har,
    { name: 'Charles Proxy', version: '4.6.7' },
    ({ startedDateTime, time, request, response, timings }) => ({
      startedDateTime: startedDateTime.replace('Z', '+00:00'),
      time: Math.round(time),
      request: { ...request, headers: titled(request.headers) },
      response: { ...response, headers: titled(response.headers), content: inPlain(response.content) },
      cache: {},
      timings: Object.fromEntries(
        ['dns', 'connect', 'ssl', 'send', 'wait', 'receive'].map((name) => [name, Math.round(timings[name])]),
      ),
      comment: '',
    }),
  );
}

/** Bodies of both sides in Base64, and nothing says so of requests. */
function proxyman(har) {
  return changed(har, { name: 'Proxyman', version: '5.20.0' }, ({ request, response, ...entry }) => ({
    ...entry,
    _id: entry.connection,
    request: {
      ...request,
      headers: lowered(request.headers),
      ...(request.postData
        ? { postData: { mimeType: request.postData.mimeType, text: base64(request.postData.text) } }
        : {}),
    },
    response: { ...response, content: inBase64(response.content) },
  }));
}

const SECRET =
  /"(PASSWORD|Session|SECRET_HASH|PASSWORD_CLAIM_SIGNATURE|PASSWORD_CLAIM_SECRET_BLOCK|SECRET_BLOCK|SOFTWARE_TOKEN_MFA_CODE|AccessToken|IdToken|RefreshToken|REFRESH_TOKEN)":"[^"]*"/g;

/** As a careful person hands it over: every secret is one and the same word. */
function emptied(har) {
  const clean = (text) => text?.replaceAll(SECRET, '"$1":"[REDACTED]"');
  return changed(
    har,
    har.log.creator,
    ({ request, response, ...entry }) => ({
      ...entry,
      request: {
        ...request,
        ...(request.postData
          ? { postData: { ...request.postData, text: clean(request.postData.text) } }
          : {}),
      },
      response: {
        ...response,
        content: cleaned(inPlain(response.content), clean),
      },
    }),
    har.log.browser,
  );
}

const cleaned = (content, clean) =>
  content.text === undefined ? content : { ...content, text: clean(content.text) };

/** Where a recording begins that was switched on too late: behind the first call of Cognito's. */
function later({ log: { entries } }) {
  return 1 + entries.findIndex(({ request }) => request.method === 'POST');
}

const base64 = (text) => Buffer.from(text).toString('base64');
const inBase64 = (content) =>
  content.text === undefined || content.encoding === 'base64'
    ? content
    : { ...content, text: base64(content.text), encoding: 'base64' };
/** Chrome writes what it does not know to be text as Base64; others see that it is JSON. */
function inPlain({ encoding, ...content }) {
  if (encoding !== 'base64') return content;
  return { ...content, text: Buffer.from(content.text, 'base64').toString('utf8') };
}
const lowered = (headers) => headers.map(({ name, value }) => ({ name: name.toLowerCase(), value }));
const titled = (headers) =>
  headers.map(({ name, value }) => ({
    name: name.replaceAll(/\b[a-z]/g, (sign) => sign.toUpperCase()),
    value,
  }));
