import { pointerTo } from '../../chain/json-text.ts';
import { operationNamed } from '../../cognito/operations.ts';
import { serviceOperation, type Shape as ModelShape, structureNamed } from '../../cognito/service/service.ts';
import type { Member } from '../../cognito/members.ts';
import { coreFault } from '../../form/form.ts';
import { isJsonObject, type JsonValue } from '../../json.ts';
import type { SnippetStep, Variable } from './step.ts';

// What the snippets for AWS's SDKs share: they take members, not bytes.

/** One member of a request as an SDK takes it. */
export interface SdkMember {
  /** AWS's name. */
  readonly name: string;
  readonly pointer: string;
  readonly value: JsonValue;
  readonly shape: Shape;
  /** As the service model has it, where it knows the member. */
  readonly model?: ModelShape;
}

/** What a member is to a typed SDK. `made-up`: none of an enum's own values. `plain`: whatever JSON it is. */
export type Shape = 'text' | 'enum' | 'made-up' | 'map' | 'structure' | 'document' | 'plain';

export interface SdkCall {
  readonly operation: string;
  readonly members: readonly SdkMember[];
  /** What was sent that no SDK sends, in words that stand in a comment. */
  readonly leftOut: readonly string[];
  /** Where Base64 stands that an SDK takes as bytes, by RFC 6901 pointer. */
  readonly blobs: ReadonlySet<string>;
}

/** Maps of operations that the console itself does not send. */
const MAPS: ReadonlySet<string> = new Set(['AuthParameters', 'ChallengeResponses', 'ClientMetadata']);
/** Headers that every SDK writes itself. */
const OWN_HEADERS =
  /^(content-type|x-amz-(target|date|user-agent|security-token|content-sha256)|authorization|user-agent|accept.*|amz-sdk-.*|origin|referer|sec-.*|cache-control|pragma|dnt|priority|te|:.*)$/i;

/** @throws CoreFault COPY_UNSUITED where the request is none that an SDK could make */
export function sdkCall({ operation, members, headers }: SnippetStep): SdkCall {
  // The name becomes code: one that came out of a file may be anything.
  if (members === undefined || !/^[A-Z][A-Za-z\d]{1,80}$/.test(operation))
    throw coreFault(
      'COPY_UNSUITED',
      'An SDK sends operations of Cognito with members of a JSON object, and this request is none. Copy it as cURL.',
    );
  const own = operationNamed(operation)?.members;
  const modelled = serviceOperation(operation)?.input.members;
  const known = own?.map(({ name }) => name) ?? (modelled && Object.keys(modelled));
  const blobs = new Set<string>();
  const leftOut = headers.flatMap(([name]) =>
    OWN_HEADERS.test(name) ? [] : [`header ${JSON.stringify(name)}`],
  );
  const kept: SdkMember[] = [];
  for (const [name, value] of Object.entries(members)) {
    const member = own?.find((candidate) => candidate.name === name);
    const model = modelled && Object.hasOwn(modelled, name) ? modelled[name] : undefined;
    const unknown = (known !== undefined && !known.includes(name)) || !IDENTIFIER.test(name);
    if (unknown) leftOut.push(`member ${JSON.stringify(name)}`);
    else if (value !== null) {
      const pointer = pointerTo('', name);
      const shape = member === undefined && model ? modelShape(model, value) : shapeOf(member, name, value);
      kept.push({ name, pointer, value, shape, ...(model === undefined ? {} : { model }) });
      if (model !== undefined) findBlobs(model, value, pointer, blobs);
    }
  }
  return { operation, members: kept, leftOut, blobs };
}

/** A comment for what an SDK leaves out; empty where that is nothing. */
export function leftOutComment({ leftOut }: SdkCall, comment: string): string[] {
  return leftOut.length === 0 ? [] : [`${comment} The SDK does not send: ${leftOut.join(', ')}`];
}

const IDENTIFIER = /^[A-Za-z][A-Za-z\d]*$/;

/** A value that is not what the model says is written as the JSON it is: whoever copies it meant that. */
function modelShape(model: ModelShape, value: JsonValue): Shape {
  if (model.type === 'document') return 'document';
  if (model.type === 'text' && typeof value === 'string') {
    if (model.values === undefined) return 'text';
    return model.values.includes(value) ? 'enum' : 'made-up';
  }
  if (model.type === 'map' && isJsonObject(value) && model.of.type === 'text') return 'map';
  return isJsonObject(value) ? 'structure' : 'plain';
}

function findBlobs(model: ModelShape, value: JsonValue, pointer: string, blobs: Set<string>): void {
  if (model.type === 'blob' && typeof value === 'string') blobs.add(pointer);
  if (model.type === 'list' && Array.isArray(value))
    for (const [index, item] of value.entries()) findBlobs(model.of, item, pointerTo(pointer, index), blobs);
  if (model.type !== 'structure' || !isJsonObject(value)) return;
  const { members } = structureNamed(model.shape);
  for (const [name, item] of Object.entries(value)) {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    if (member !== undefined) findBlobs(member, item, pointerTo(pointer, name), blobs);
  }
}

function shapeOf(member: Member | undefined, name: string, value: JsonValue): Shape {
  if (member?.type === 'text') {
    const values = member.rule?.oneOf;
    if (values === undefined) return 'text';
    return typeof value === 'string' && values.includes(value) ? 'enum' : 'made-up';
  }
  if (member !== undefined) return member.type === 'list' ? 'plain' : member.type;
  if (MAPS.has(name) && isJsonObject(value)) return 'map';
  return isJsonObject(value) ? 'structure' : 'plain';
}

/** `SMSMfaSettings` as `smsMfaSettings`, as the SDKs for Java and Swift name members. */
export function camelCase(name: string): string {
  const words = name.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g) ?? [name];
  return words
    .map((word, index) => {
      const lower = word.toLowerCase();
      return index === 0 ? lower : lower.charAt(0).toUpperCase() + lower.slice(1);
    })
    .join('');
}

/** An operation as a method of the SDKs for Java and Swift: only its first letter changes, `setUserMFAPreference`. */
export function operationMethod(operation: string): string {
  return operation.charAt(0).toLowerCase() + operation.slice(1);
}

/** How a language writes values. */
export interface Writing {
  readonly text: (text: string) => string;
  readonly variable: (variable: Variable) => string;
  readonly words: { readonly true: string; readonly false: string };
  readonly list: readonly [open: string, close: string];
  readonly map: readonly [open: string, close: string];
  /** A map without entries, where it is not just the two. */
  readonly emptyMap?: string;
  readonly key: (name: string) => string;
  readonly indent: number;
  /** Bytes from Base64, where they stand; absent: as the text. */
  readonly blobs?: ReadonlySet<string>;
  readonly blob?: (base64: string) => string;
}

/** JSON as a literal of the language. Members that hold null are left out: to an SDK they are not there. */
export function literal(
  value: JsonValue,
  pointer: string,
  at: ReadonlyMap<string, Variable>,
  writing: Writing,
  depth: number,
): string {
  const variable = at.get(pointer);
  if (variable !== undefined) return writing.variable(variable);
  const inner = (child: JsonValue, name: string | number) =>
    literal(child, pointerTo(pointer, name), at, writing, depth + 1);
  if (Array.isArray(value)) return block(writing.list, value.map(inner), writing.indent, depth);
  if (isJsonObject(value)) {
    const lines = Object.entries(value).flatMap(([name, child]) =>
      child === null ? [] : [`${writing.key(name)}${inner(child, name)}`],
    );
    if (lines.length === 0 && writing.emptyMap !== undefined) return writing.emptyMap;
    return block(writing.map, lines, writing.indent, depth);
  }
  if (typeof value === 'string' && writing.blobs?.has(pointer) === true)
    return writing.blob?.(value) ?? writing.text(value);
  if (typeof value === 'string') return writing.text(value);
  if (typeof value === 'boolean') return writing.words[`${value}`];
  return String(value);
}

function block(
  [open, close]: readonly [string, string],
  lines: readonly string[],
  indent: number,
  depth: number,
): string {
  if (lines.length === 0) return `${open}${close}`;
  const pad = ' '.repeat(indent * (depth + 1));
  return `${open}\n${lines.map((line) => `${pad}${line},\n`).join('')}${' '.repeat(indent * depth)}${close}`;
}
