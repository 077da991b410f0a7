import type { WireFailureCode } from '../chain/event.ts';
import type { JsonValue } from '../json.ts';
import { headerOf, type Received } from './http.ts';

/** A response that is no answer of Cognito's. */
export interface Unusable {
  readonly kind: 'failure';
  readonly code: WireFailureCode;
  readonly detail: string;
}

/** Redirects are reported, never followed. */
export function redirected(http: Received): Unusable {
  const to = headerOf(http.headers, 'location');
  const where = to === undefined ? 'elsewhere' : `to ${withoutQuery(to)}`;
  return failure(
    'REDIRECT',
    `HTTP ${http.status} leads ${where}. Cognito never redirects, so the endpoint is not Cognito’s. Nothing was followed; check the endpoint.`,
  );
}

const JSON_TYPE = /^application\/(x-amz-json-1\.[01]|json|[\w.+-]+\+json)\s*(;|$)/i;

/** A JSON body under another name: undefined when the content type fits or is missing. */
export function wrongContentType(http: Received): Unusable | undefined {
  const type = headerOf(http.headers, 'content-type');
  if (type === undefined || JSON_TYPE.test(type)) return undefined;
  return failure(
    'CONTENT_TYPE',
    `The body is JSON but is announced as ${type.slice(0, 100)}. Cognito sends application/x-amz-json-1.1, so something else answered; check the endpoint.`,
  );
}

/** Why a body is not an answer. `body` is what it holds as JSON, if anything. */
export function unreadable(http: Received, text: string, body: JsonValue | undefined): Unusable {
  const declared = declaredLength(http);
  const status = `HTTP ${http.status}`;
  const type = headerOf(http.headers, 'content-type')?.slice(0, 100);
  if (declared > http.body.length) {
    return failure(
      'TRUNCATED',
      `${status}: ${http.body.length} of ${declared} bytes came, then the answer ended. Send again; if it stays, look at what stands in between.`,
    );
  }
  const coding = headerOf(http.headers, 'content-encoding');
  if (coding !== undefined && coding.toLowerCase() !== 'identity') {
    return failure(
      'NOT_JSON',
      `${status}: the body is compressed (${coding.slice(0, 40)}), which was not asked for. Something in between changes answers.`,
    );
  }
  if (/^\s*<(!doctype|html|head|body|\?xml|!--)/i.test(text) || /\bhtml\b/i.test(type ?? '')) {
    return failure(
      'NOT_JSON',
      `${status} came with an HTML page instead of JSON. A proxy, a firewall or a web server answered; check the endpoint.`,
    );
  }
  if (text === '') {
    return failure(
      'NOT_JSON',
      `${status} came with an empty body. Cognito always says what failed; check the endpoint.`,
    );
  }
  if (type !== undefined && !JSON_TYPE.test(type)) {
    return failure(
      'CONTENT_TYPE',
      `${status} came as ${type}, and not as JSON. Something else than Cognito answered; check the endpoint.`,
    );
  }
  if (body !== undefined) {
    return failure(
      'NOT_JSON',
      `${status}: the body is JSON but not an object, as every answer of Cognito is.`,
    );
  }
  return endsEarly(text)
    ? failure(
        'TRUNCATED',
        `${status}: the JSON ends in the middle, after ${text.length} characters. Send again.`,
      )
    : failure('NOT_JSON', `${status}: the body is announced as JSON and can't be read as such.`);
}

/** Whether the text is the beginning of JSON that never ends: more closes are due, or a text is still open. */
function endsEarly(text: string): boolean {
  if (!/^\s*[{[]/.test(text)) return false;
  const outside = text.replace(/"[^"\\]*(?:\\[^][^"\\]*)*("|\\?$)/g, (_, close: string) =>
    close === '"' ? '' : '{',
  );
  return (outside.match(/[{[]/g)?.length ?? 0) > (outside.match(/[}\]]/g)?.length ?? 0);
}

/** `Content-Length`, or -1 when there is none. */
export function declaredLength(http: Received): number {
  const text = headerOf(http.headers, 'content-length') ?? '';
  return /^\d+$/.test(text) ? Number(text) : -1;
}

function failure(code: WireFailureCode, detail: string): Unusable {
  return { kind: 'failure', code, detail };
}

/** A redirect's query may hold what was typed into a sign-in page. */
function withoutQuery(location: string): string {
  return (location.split(/[?#]/)[0] ?? '').slice(0, 300);
}
