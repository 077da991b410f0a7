import type { WireFailureCode } from '../chain/event.ts';
import type { Asked } from '../challenges/spec.ts';
import { understandStatus } from '../errors/status.ts';
import { asText, isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { headerOf, type Received } from './http.ts';
import { operationNamed } from './operations.ts';
import { declaredLength, redirected, unreadable, wrongContentType } from './unusable.ts';

/** Tokens as they came, named as in AWS's `AuthenticationResult`. They go to the vault; nothing else keeps them. */
export interface AuthenticationResult {
  readonly AccessToken?: string;
  readonly IdToken?: string;
  readonly RefreshToken?: string;
  /** Seconds. */
  readonly ExpiresIn?: number;
  readonly TokenType?: string;
  readonly NewDeviceMetadata?: { readonly DeviceKey: string; readonly DeviceGroupKey: string };
}

/** Where an exception's name was read: the body's `__type`, the header, the status, or nowhere. */
export type ErrorSource = 'body' | 'header' | 'status' | 'none';

/** What came back, with real values: the host masks before it tells anyone. */
export type ReplyOutcome =
  | { readonly kind: 'challenge'; readonly asked: Asked; readonly session?: string }
  | { readonly kind: 'tokens'; readonly tokens: AuthenticationResult }
  | { readonly kind: 'done'; readonly result: JsonObject; readonly session?: string }
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly message: string;
      readonly reasonCode?: string;
      readonly source: ErrorSource;
    }
  | { readonly kind: 'failure'; readonly code: WireFailureCode; readonly detail: string };

export type Reply = ReplyOutcome & {
  /** The body as text, unmasked; empty when none came. */
  readonly bodyText: string;
  /** `x-amzn-RequestId`, the value AWS support asks for. */
  readonly requestId?: string;
  /** The `Date` header, epoch milliseconds. */
  readonly serverDate?: number;
};

/** What a response means for an operation. */
export function readOutcome(operation: string, http: Received, text: string): ReplyOutcome {
  if (http.status >= 300 && http.status < 400) return redirected(http);
  const body = readJson(text);
  const failed = http.status >= 400 || (isJsonObject(body) && typeof own(body, '__type') === 'string');
  if (failed) return readError(http, text, body);
  if (text === '' && declaredLength(http) <= 0) return readSuccess(operation, {});
  if (isJsonObject(body)) return wrongContentType(http) ?? readSuccess(operation, body);
  return unreadable(http, text, body);
}

function readError(http: Received, text: string, body: JsonValue | undefined): ReplyOutcome {
  const object = isJsonObject(body) ? body : undefined;
  const message =
    textOf(object, 'message') ??
    textOf(object, 'Message') ??
    headerOf(http.headers, 'x-amzn-errormessage') ??
    '';
  const reasonCode = textOf(object, 'reasonCode');
  const error = (code: string, source: ErrorSource): ReplyOutcome => ({
    kind: 'error',
    code,
    message,
    ...(reasonCode === undefined ? {} : { reasonCode }),
    source,
  });
  const inBody = errorName(textOf(object, '__type') ?? textOf(object, 'code'));
  if (inBody) return error(inBody, 'body');
  const inHeader = errorName(headerOf(http.headers, 'x-amzn-errortype'));
  if (inHeader) return error(inHeader, 'header');
  const { style, codes } = understandStatus(http.status);
  const named = codes[0];
  // The documented page's own numbers say enough even without a body; other statuses are anybody's.
  if (named !== undefined && (style === 'page' || object)) return error(named, 'status');
  if (object) return error('UnknownError', 'none');
  return unreadable(http, text, body);
}

function readSuccess(operation: string, body: JsonObject): ReplyOutcome {
  const session = textOf(body, 'Session');
  const withSession = session === undefined ? {} : { session };
  if (!operationNamed(operation)?.signIn) return { kind: 'done', result: body, ...withSession };
  const result = own(body, 'AuthenticationResult');
  if (
    isJsonObject(result) &&
    ['AccessToken', 'IdToken', 'RefreshToken'].some((name) => textOf(result, name))
  ) {
    return readTokens(result);
  }
  const name = textOf(body, 'ChallengeName');
  if (name) {
    const available = own(body, 'AvailableChallenges');
    return {
      kind: 'challenge',
      asked: {
        name,
        parameters: readParameters(own(body, 'ChallengeParameters')),
        available: Array.isArray(available) ? available.filter((entry) => typeof entry === 'string') : [],
      },
      ...withSession,
    };
  }
  const message = 'The answer is a success and holds neither a challenge nor tokens.';
  return { kind: 'error', code: 'UnknownError', message, source: 'none' };
}

function readTokens(result: JsonObject): ReplyOutcome {
  const tokens: { -readonly [K in keyof AuthenticationResult]: AuthenticationResult[K] } = {};
  for (const name of ['AccessToken', 'IdToken', 'RefreshToken', 'TokenType'] as const) {
    const value = textOf(result, name);
    if (value) tokens[name] = value;
  }
  const expires = own(result, 'ExpiresIn');
  if (typeof expires === 'number') tokens.ExpiresIn = expires;
  const device = own(result, 'NewDeviceMetadata');
  const DeviceKey = isJsonObject(device) ? textOf(device, 'DeviceKey') : undefined;
  const DeviceGroupKey = isJsonObject(device) ? textOf(device, 'DeviceGroupKey') : undefined;
  if (DeviceKey && DeviceGroupKey) tokens.NewDeviceMetadata = { DeviceKey, DeviceGroupKey };
  return { kind: 'tokens', tokens };
}

/** Values are texts by the model; emulators also send other JSON there, which is kept as JSON text. */
function readParameters(parameters: JsonValue | undefined): Record<string, string> {
  if (!isJsonObject(parameters)) return {};
  return Object.fromEntries(
    Object.entries(parameters)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, asText(value)]),
  );
}

/** Types come as `namespace#Name` in bodies and as `Name:url` in headers. */
function errorName(type: string | undefined): string | undefined {
  const name = type?.split(/[:,]/)[0]?.split('#').at(-1)?.trim();
  return name === '' ? undefined : name;
}

function readJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function own(object: JsonObject, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function textOf(object: JsonObject | undefined, name: string): string | undefined {
  const value = object && own(object, name);
  return typeof value === 'string' ? value : undefined;
}
