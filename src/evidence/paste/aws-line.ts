import { computedHeaders } from '../../cognito/headers.ts';
import { operations } from '../../cognito/operations.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { parseJsonText } from '../../chain/json-text.ts';
import { NO_REGION, type ToldRequest } from './cognito-request.ts';

/** Options of every command that take a value and say nothing of the request. */
const GLOBAL = new Set(
  '--profile --output --query --color --ca-bundle --cli-read-timeout --cli-connect-timeout --cli-binary-format'.split(
    ' ',
  ),
);

export interface AwsLine extends ToldRequest {
  readonly operation: string;
}

/**
 * The request of an AWS CLI line, from its words: `aws … cognito-idp OPERATION …`. Maps may be JSON or the CLI's
 * shorthand. What the line reads from files is not there.
 * Source: AWS CLI User Guide, “Specifying parameter values” and “Using shorthand syntax”.
 */
export function awsLineRequest(words: readonly string[], unset: readonly string[]): AwsLine | undefined {
  const service = words.indexOf('cognito-idp');
  if (service < 1 || !/(^|[\\/])aws(\.exe|\.cmd)?$/.test(words[0] ?? '')) return undefined;
  const missing = [...unset];
  const body: JsonObject = {};
  let command: string | undefined;
  let endpoint: string | undefined;
  let region: string | undefined;

  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (at === service) continue;
    if (!word.startsWith('--')) {
      if (at > service) command ??= word;
      continue;
    }
    const equals = word.indexOf('=');
    const option = equals < 0 ? word : word.slice(0, equals);
    const next = words[at + 1];
    const isSwitch = equals < 0 && (next === undefined || next.startsWith('--') || option === '--debug');
    if (isSwitch || /^--no-/.test(option)) {
      if (at > service && !GLOBAL.has(option) && !/^--(debug|no-.*)$/.test(option))
        body[pascal(option.slice(2))] = true;
      continue;
    }
    const values = equals < 0 ? [] : [word.slice(equals + 1)];
    // A list goes as several words up to the next option.
    while (equals < 0 && words[at + 1] !== undefined && !(words[at + 1] ?? '').startsWith('--')) {
      values.push(words[(at += 1)] ?? '');
      if (at < service) break;
    }
    const [value = ''] = values;
    if (option === '--endpoint-url') endpoint = value;
    else if (option === '--region') region = value;
    else if (GLOBAL.has(option)) continue;
    else if (/^(file|fileb):\/\//.test(value)) missing.push(value);
    else if (option === '--cli-input-json') {
      const parsed = parseJsonText(value);
      // What stands in options wins over it.
      if (parsed.ok && isJsonObject(parsed.value))
        for (const [key, own] of Object.entries(parsed.value)) body[key] ??= own;
      else missing.push('--cli-input-json');
    } else if (option === '--cli-input-yaml') missing.push(option);
    else {
      const { name, type } = memberOf(command ?? '', option.slice(2));
      body[name] = valueOf(values, type);
    }
  }
  if (command === undefined) return undefined;
  const operation = operationCalled(command);
  const pool = body['UserPoolId'];
  region ??= typeof pool === 'string' ? /^([a-z]{2}(?:-[a-z]+)+-\d+)_/.exec(pool)?.[1] : undefined;
  if (endpoint === undefined && region === undefined) missing.push(NO_REGION);
  return {
    operation,
    method: 'POST',
    url: endpoint ?? `https://cognito-idp.${region ?? 'region-unknown'}.amazonaws.com/`,
    headers: computedHeaders(operation),
    text: JSON.stringify(body),
    unset: missing,
  };
}

/** `admin-initiate-auth` as `AdminInitiateAuth`. */
export function operationCalled(command: string): string {
  const plain = command.replaceAll('-', '');
  return operations.find(({ name }) => name.toLowerCase() === plain)?.name ?? pascal(command);
}

function memberOf(command: string, option: string): { name: string; type: string } {
  const plain = option.replaceAll('-', '').toLowerCase();
  const operation = operations.find(({ name }) => name.toLowerCase() === command.replaceAll('-', ''));
  const member = operation?.members.find(({ name }) => name.toLowerCase() === plain);
  return member ?? { name: pascal(option), type: 'unknown' };
}

function pascal(kebab: string): string {
  return kebab
    .split('-')
    .map((part) => (part === 'mfa' ? 'MFA' : part.slice(0, 1).toUpperCase() + part.slice(1)))
    .join('');
}

function valueOf(values: readonly string[], type: string): JsonValue {
  const [first = ''] = values;
  if (/^\s*[{[]/.test(first)) {
    const parsed = parseJsonText(first);
    if (parsed.ok) return parsed.value;
  }
  const isMap = type === 'map' || type === 'structure' || (type === 'unknown' && /^[A-Za-z_:]+=/.test(first));
  if (!isMap) return values.length > 1 ? [...values] : first;
  return Object.assign({}, ...values.map(shorthand)) as JsonObject;
}

/** `KEY=value,KEY='with, comma'`. */
function shorthand(text: string): JsonObject {
  const map: JsonObject = {};
  let at = 0;
  while (at < text.length) {
    const equals = text.indexOf('=', at);
    if (equals < 0) break;
    const key = text.slice(at, equals).trim();
    at = equals + 1;
    const quote = text[at];
    let value = '';
    if (quote === "'" || quote === '"') {
      at += 1;
      while (at < text.length && text[at] !== quote) {
        if (text[at] === '\\' && text[at + 1] === quote) at += 1;
        value += text[at++];
      }
      at += 1;
      while (at < text.length && text[at] !== ',') at += 1;
    } else {
      while (at < text.length && text[at] !== ',') {
        if (text[at] === '\\' && text[at + 1] === ',') at += 1;
        value += text[at++];
      }
    }
    at += 1;
    if (key !== '') map[key] = value;
  }
  return map;
}
