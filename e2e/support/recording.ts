/** One call of Cognito, as a browser's HAR file holds it. */
export interface Recorded {
  readonly operation: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly url: string;
  readonly sent: unknown;
  readonly came: unknown;
  readonly status?: number;
}

/** A HAR file of some calls, as Chrome exports it. */
export function recordingOf(calls: readonly Recorded[]): string {
  const mimeType = 'application/x-amz-json-1.1';
  const entries = calls.map(({ operation, at, url, sent, came, status = 200 }) => ({
    startedDateTime: new Date(at).toISOString(),
    time: 80,
    request: {
      method: 'POST',
      url,
      httpVersion: 'http/2.0',
      headers: [
        { name: 'content-type', value: mimeType },
        { name: 'x-amz-target', value: `AWSCognitoIdentityProviderService.${operation}` },
      ],
      queryString: [],
      cookies: [],
      headersSize: -1,
      bodySize: -1,
      postData: { mimeType, text: JSON.stringify(sent) },
    },
    response: {
      status,
      statusText: '',
      httpVersion: 'http/2.0',
      headers: [],
      cookies: [],
      content: { size: -1, mimeType, text: JSON.stringify(came) },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { blocked: 0, dns: -1, connect: -1, ssl: -1, send: 0, wait: 79, receive: 1 },
  }));
  return JSON.stringify({
    log: { version: '1.2', creator: { name: 'WebInspector', version: '537.36' }, pages: [], entries },
  });
}
