import { computedHeaders } from '../../cognito/headers.ts';
import { type MemberFlag, memberFlags } from '../../cognito/cli-words/member-flags.ts';
import { memberValue } from '../../cognito/cli-words/member-value.ts';
import { readShorthand } from '../../cognito/cli-words/shorthand.ts';
import { cliNameOf, serviceOperationNames } from '../../cognito/service/service.ts';
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
 * The request of an AWS CLI line, from its words: `aws … cognito-idp OPERATION …`. Names and types are those of the
 * service's model; structures may be JSON or the CLI's shorthand. What the line reads from files is not there.
 * Source: AWS CLI User Guide, “Specifying parameter values” and “Using shorthand syntax”.
 * @param settings the region of the environment, where the text sets one
 */
export function awsLineRequest(
  given: readonly string[],
  unset: readonly string[],
  settings?: string,
): AwsLine | undefined {
  // `docker run … amazon/aws-cli cognito-idp …`
  const image = given.findIndex((word) => /(^|\/)aws-cli(:\S*)?$/.test(word));
  const words = image > 0 ? given.slice(image) : given;
  const service = words.indexOf('cognito-idp');
  if (service < 1 || !/(^|[\\/])(?:aws(\.exe|\.cmd)?|aws-cli(:\S*)?)$/.test(words[0] ?? '')) return undefined;
  const missing = [...unset];
  const body: JsonObject = {};
  let command: string | undefined;
  const flagOf = (flag: string) =>
    memberFlags(operationCalled(command ?? '')).find((each) => each.flag === flag);
  const from = (text: string) => {
    if (/^fileb?:\/\//.test(text)) missing.push(text);
    return text;
  };
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
      if (at < service || GLOBAL.has(option) || option === '--debug') continue;
      const [, no, name = ''] = /^--(no-)?(.*)$/.exec(option) ?? [];
      const known = flagOf(name);
      if (no === undefined) body[known?.member ?? pascal(name)] = true;
      else if (known?.shape.type === 'boolean') body[known.member] = false;
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
      const known = flagOf(option.slice(2));
      if (known === undefined) body[pascal(option.slice(2))] = guessed(values, from);
      else body[known.member] = modelled(known, values, from);
    }
  }
  if (command === undefined) return undefined;
  const operation = operationCalled(command);
  const pool = body['UserPoolId'];
  region ??=
    settings ?? (typeof pool === 'string' ? /^([a-z]{2}(?:-[a-z]+)+-\d+)_/.exec(pool)?.[1] : undefined);
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
function operationCalled(command: string): string {
  return serviceOperationNames.find((name) => cliNameOf(name) === command) ?? pascal(command);
}

function pascal(kebab: string): string {
  return kebab
    .split('-')
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join('');
}

/**
 * Words as the operation's model has them: lists, numbers, switches, JSON and shorthand. A text stays as it stands
 * where it is none of what is meant, for what came of it is shown to a person.
 */
function modelled(flag: MemberFlag, words: readonly string[], from: (text: string) => string): JsonValue {
  try {
    return memberValue(flag.flag, flag.shape, words, from);
  } catch {
    return asWritten(words);
  }
}

/** Of an operation or option that no model knows: what the words themselves look like. */
function guessed(words: readonly string[], from: (text: string) => string): JsonValue {
  if (words.every((word) => /^\s*[{[]/.test(word) || !/^[A-Za-z_:]+@?=/.test(word))) return asWritten(words);
  try {
    const maps = words.map((word) => readShorthand(word, from) as JsonObject);
    return maps.length === 1 ? (maps[0] ?? {}) : maps;
  } catch {
    return asWritten(words);
  }
}

function asWritten(words: readonly string[]): JsonValue {
  const values = words.map((word) => {
    const parsed = /^\s*[{[]/.test(word) ? parseJsonText(word) : undefined;
    return parsed?.ok === true ? parsed.value : word;
  });
  return values.length === 1 ? (values[0] ?? '') : values;
}
