import { DOTS } from '../../chain/mask.ts';
import type { Body, HeaderList } from '../../chain/event.ts';
import { isSecretHeader, valueAt } from '../../chain/redact.ts';
import { secretMembers, type SecretMemberName } from '../../chain/secret-members.ts';
import { operationNamed } from '../../cognito/operations.ts';
import { serviceOperation } from '../../cognito/service/service.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { piecesOf } from './pieces.ts';
import { headerVariableName, variableName } from './variable-name.ts';

/** A secret of the request: read from the environment when the snippet runs. */
export interface Variable {
  readonly name: string;
  /** Only where someone chose to copy the secrets, too. */
  readonly value?: string;
  /** It may hold quotes, backslashes or line breaks: inside JSON text they must be escaped. */
  readonly free: boolean;
  /** Its value is JSON of its own, not a text. */
  readonly raw: boolean;
}

/** A text that variables stand in. */
export type Text = readonly (string | Variable)[];

/** One request in a form that every language is written from. */
export interface SnippetStep {
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  /** As they travelled, without those of the transport. */
  readonly headers: readonly (readonly [name: string, value: Text])[];
  /** The body's characters as they travelled; a variable in it that is not raw stands for a JSON string, quotes and all. */
  readonly body: Text;
  /** Whether `body` is JSON text: what stands for a character in it may be written otherwise. */
  readonly json: boolean;
  /** The same as members; absent where the body is no JSON object. */
  readonly members?: JsonObject;
  /** Variables in it, by RFC 6901 pointer. */
  readonly at: ReadonlyMap<string, Variable>;
  /** All, in the order they come. */
  readonly variables: readonly Variable[];
  /** Whether it needs AWS credentials. */
  readonly signed: boolean;
  /** Whose, where it is said. */
  readonly profile?: string;
  /** Where an SDK sends it: `endpoint` only where it is not the region's own. */
  readonly place: { readonly region: string; readonly endpoint?: string };
}

export interface SnippetSource {
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  /** Masked. */
  readonly headers: HeaderList;
  /** Masked; `secrets` says where. */
  readonly body: Pick<Body, 'text' | 'secrets'>;
  /** The same with real values, where they shall be written. */
  readonly real?: { readonly text: string; readonly headers: HeaderList };
  /** Of the target; empty where it is not known. */
  readonly region: string;
  /** The AWS profile that signs; empty or absent where AWS's tools choose. */
  readonly profile?: string;
}

/** Headers that every client makes itself from the URL and the body. */
const TRANSPORT: ReadonlySet<string> = new Set(['host', 'content-length', 'connection']);
/** What AWS Signature Version 4 adds to a request. */
const SIGNATURE: ReadonlySet<string> = new Set([
  'authorization',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-content-sha256',
]);
const REGION_HOST = /^https:\/\/cognito-idp\.([a-z\d-]+)\.amazonaws\.com(?:\.cn)?\/?$/;
/** Where no region is known: emulators don't look at it, and SDKs don't go without. */
const ANY_REGION = 'us-east-1';

/**
 * Puts a variable in the place of every secret. Without `real` it looks at nothing but what is masked: no secret can get
 * into what is written from it.
 */
export function snippetStep(source: SnippetSource): SnippetStep {
  const { operation, method, url, real } = source;
  const taken = new Set<string>();
  const signed =
    serviceOperation(operation)?.signed ??
    source.headers.some(([name]) => name.toLowerCase() === 'authorization');
  const headers = source.headers.flatMap(([name, masked], index): (readonly [string, Text])[] => {
    if (TRANSPORT.has(name.toLowerCase())) return [];
    // A signature is good for one request and five minutes, and comes with a credential: it is made anew.
    if (signed && SIGNATURE.has(name.toLowerCase())) return [];
    const value = real?.headers[index]?.[1] ?? masked;
    const secret = isSecretHeader(name) || masked.includes(DOTS) || value !== masked;
    if (!secret || value === '') return [[name, [value]]];
    const variable = { name: headerVariableName(name, taken), free: false, raw: false };
    return [[name, [real === undefined ? variable : { ...variable, value }]]];
  });
  const body = bodyOf(source, taken);
  const variables = [...headers.flatMap(([, text]) => text), ...body.text].filter(isVariable);
  return {
    operation,
    method,
    url,
    headers,
    body: body.text,
    json: body.json,
    ...(body.members === undefined ? {} : { members: body.members }),
    at: body.at,
    variables: [...new Set(variables)],
    signed,
    ...(source.profile === undefined || source.profile === '' ? {} : { profile: source.profile }),
    place: placeOf(url, source.region),
  };
}

export function isVariable(piece: string | Variable): piece is Variable {
  return typeof piece !== 'string';
}

function bodyOf({ operation, body, real }: SnippetSource, taken: Set<string>) {
  const text = real?.text ?? body.text;
  const at = new Map<string, Variable>();
  const value = parsed(text);
  if (value === undefined) {
    // Not JSON: nothing can be pointed to, so what is secret in part is one variable as a whole.
    const secret = real === undefined ? body.text.includes(DOTS) : real.text !== body.text;
    const whole = { name: 'BODY', free: false, raw: true, ...(real === undefined ? {} : { value: text }) };
    return { text: secret ? [whole] : [text], json: false, at };
  }
  for (const { pointer } of body.secrets) {
    if (real !== undefined && valueAt(real.text, pointer) === undefined) continue;
    at.set(pointer, variableAt(pointer, taken, operation, real?.text));
  }
  const members = isJsonObject(value) ? { members: value } : {};
  return { text: piecesOf(text, at), json: true, ...members, at };
}

function variableAt(pointer: string, taken: Set<string>, operation: string, real?: string): Variable {
  const name = variableName(pointer, taken);
  const free = mayHoldAnything(pointer);
  const document = operationNamed(operation)?.members.some(
    (member) => member.type === 'document' && `/${member.name}` === pointer,
  );
  if (real === undefined) return { name, free, raw: document ?? false };
  const value = valueAt(real, pointer) ?? '';

  return { name, value, free: free || /["\\\u0000-\u001f]/.test(value), raw: !isText(real, pointer, value) };
}

/** A Session, a token or a hash has no sign that JSON escapes; a password, a typed answer or metadata may have any. */
function mayHoldAnything(pointer: string): boolean {
  const member = pointer.slice(pointer.lastIndexOf('/') + 1);
  const kind = Object.hasOwn(secretMembers, member) ? secretMembers[member as SecretMemberName] : 'short';
  return (
    kind === 'short' ||
    /^(credential|encodeddata)$/i.test(member) ||
    /^\/(ClientMetadata|ValidationData)\//.test(pointer)
  );
}

/** Whether the value at the pointer is a JSON string: `valueAt` gives all else as JSON. */
function isText(text: string, pointer: string, value: string): boolean {
  const names = pointer.split('/').slice(1);
  let at: JsonValue | undefined = parsed(text);
  for (const name of names) {
    const key = name.replaceAll('~1', '/').replaceAll('~0', '~');
    at = Array.isArray(at) ? at[Number(key)] : isJsonObject(at) ? at[key] : undefined;
  }
  return typeof at === 'string' && at === value;
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function placeOf(url: string, region: string): SnippetStep['place'] {
  const own = REGION_HOST.exec(url)?.[1];
  return own === undefined ? { region: region || ANY_REGION, endpoint: url } : { region: own };
}
