/**
 * Collects what Chromium's Network domain tells and writes it down as DevTools' "Save all as HAR" does.
 * @param {Electron.Debugger} cdp
 */
export function createRecorder(cdp) {
  const calls = new Map();
  const of = (id) => {
    const call = calls.get(id) ?? {};
    calls.set(id, call);
    return call;
  };
  const pending = [];
  cdp.on('message', (_event, method, told) => {
    if (method === 'Network.requestWillBeSent') {
      const call = of(told.requestId);
      Object.assign(call, {
        request: told.request,
        initiator: told.initiator,
        type: told.type,
        wallTime: told.wallTime,
        sent: told.timestamp,
      });
      if (told.request.hasPostData && told.request.postData === undefined)
        pending.push(
          cdp.sendCommand('Network.getRequestPostData', { requestId: told.requestId }).then(
            ({ postData }) => (call.request.postData = postData),
            () => undefined,
          ),
        );
    }
    if (method === 'Network.requestWillBeSentExtraInfo') of(told.requestId).sentHeaders = told.headers;
    if (method === 'Network.responseReceived') of(told.requestId).response = told.response;
    if (method === 'Network.responseReceivedExtraInfo') of(told.requestId).receivedHeaders = told.headers;
    if (method === 'Network.loadingFailed')
      Object.assign(of(told.requestId), { ended: told.timestamp, error: told.errorText });
    if (method === 'Network.loadingFinished') {
      const call = of(told.requestId);
      Object.assign(call, { ended: told.timestamp, transfer: told.encodedDataLength });
      pending.push(
        cdp.sendCommand('Network.getResponseBody', { requestId: told.requestId }).then(
          (body) => (call.body = body),
          () => undefined,
        ),
      );
    }
  });
  return {
    async har({ url, chrome }) {
      while (pending.length > 0) await pending.shift();
      const entries = [...calls.values()].filter(({ request }) => request !== undefined).map(entryOf);
      return {
        log: {
          version: '1.2',
          creator: { name: 'WebInspector', version: '537.36' },
          browser: { name: 'Chrome', version: chrome },
          pages: [
            {
              startedDateTime: entries[0]?.startedDateTime,
              id: 'page_1',
              title: url.replace(/\?.*/, ''),
              pageTimings: { onContentLoad: 1, onLoad: 1 },
            },
          ],
          entries: entries.map((entry) => ({ ...entry, pageref: 'page_1' })),
        },
      };
    },
  };
}

function entryOf({
  request,
  initiator,
  type,
  wallTime,
  sent,
  ended,
  error,
  response,
  sentHeaders,
  receivedHeaders,
  body,
  transfer,
}) {
  const { timing } = response ?? {};
  const total = ((ended ?? sent) - sent) * 1_000;
  const span = (from, to) => (timing === undefined || timing[from] < 0 ? -1 : timing[to] - timing[from]);
  const wait = timing === undefined ? total : timing.receiveHeadersEnd - timing.sendEnd;
  return {
    _initiator: { type: initiator?.type ?? 'other' },
    _priority: 'High',
    _resourceType: (type ?? 'other').toLowerCase(),
    cache: {},
    connection: String(response?.connectionId ?? 0),
    request: {
      method: request.method,
      url: request.url.replace(/\?endpoint=.*/, ''),
      httpVersion: versionOf(response),
      headers: listOf(sentHeaders ?? request.headers),
      queryString: [],
      cookies: [],
      headersSize: -1,
      bodySize: request.postData?.length ?? 0,
      ...(request.postData === undefined
        ? {}
        : {
            postData: {
              mimeType: request.headers['content-type'] ?? request.headers['Content-Type'] ?? '',
              text: request.postData,
            },
          }),
    },
    response: {
      status: response?.status ?? 0,
      statusText: response?.statusText ?? '',
      httpVersion: versionOf(response),
      headers: listOf(receivedHeaders ?? response?.headers ?? {}),
      cookies: [],
      content: {
        size: body?.body.length ?? 0,
        mimeType: response?.mimeType ?? 'x-unknown',
        ...(body === undefined || isOwnScript(request.url)
          ? {}
          : { text: body.body, ...(body.base64Encoded ? { encoding: 'base64' } : {}) }),
      },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      _transferSize: transfer ?? 0,
      _error: error ?? null,
    },
    serverIPAddress: response?.remoteIPAddress ?? '',
    startedDateTime: new Date(wallTime * 1_000).toISOString(),
    time: total,
    timings: {
      blocked: timing === undefined ? 0 : Math.max(0, timing.sendStart),
      dns: span('dnsStart', 'dnsEnd'),
      ssl: span('sslStart', 'sslEnd'),
      connect: span('connectStart', 'connectEnd'),
      send: timing === undefined ? 0 : timing.sendEnd - timing.sendStart,
      wait,
      receive: Math.max(0, total - (timing?.receiveHeadersEnd ?? total)),
      _blocked_queueing: 0,
    },
  };
}

/** The page's own script is large and says nothing: left out, as DevTools does with what it has forgotten. */
const isOwnScript = (url) => url.endsWith('.js');

function versionOf(response) {
  return response?.protocol ?? 'http/1.1';
}

function listOf(headers) {
  return Object.entries(headers).flatMap(([name, value]) =>
    String(value)
      .split('\n')
      .map((line) => ({ name, value: line })),
  );
}
