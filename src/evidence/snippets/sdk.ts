import { pointerTo } from '../../chain/json-text.ts';
import { operationNamed } from '../../cognito/operations.ts';
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
}

/** What a member is to a typed SDK. `made-up`: none of an enum's own values. `plain`: whatever JSON it is. */
export type Shape = 'text' | 'enum' | 'made-up' | 'map' | 'structure' | 'document' | 'plain';

export interface SdkCall {
  readonly operation: string;
  readonly members: readonly SdkMember[];
  /** What was sent that no SDK sends, in words that stand in a comment. */
  readonly leftOut: readonly string[];
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
  const known = operationNamed(operation)?.members;
  const leftOut = headers.flatMap(([name]) =>
    OWN_HEADERS.test(name) ? [] : [`header ${JSON.stringify(name)}`],
  );
  const kept: SdkMember[] = [];
  for (const [name, value] of Object.entries(members)) {
    const member = known?.find((candidate) => candidate.name === name);
    const unknown = (known !== undefined && member === undefined) || !IDENTIFIER.test(name);
    if (unknown) leftOut.push(`member ${JSON.stringify(name)}`);
    else if (value !== null)
      kept.push({ name, pointer: pointerTo('', name), value, shape: shapeOf(member, name, value) });
  }
  return { operation, members: kept, leftOut };
}

/** A comment for what an SDK leaves out; empty where that is nothing. */
export function leftOutComment({ leftOut }: SdkCall, comment: string): string[] {
  return leftOut.length === 0 ? [] : [`${comment} The SDK does not send: ${leftOut.join(', ')}`];
}

const IDENTIFIER = /^[A-Za-z][A-Za-z\d]*$/;

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
