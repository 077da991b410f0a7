import { parseJsonText } from '@core/chain/json-text.ts';
import { checkMembers, meantMembers } from '@core/cognito/service/check-members.ts';
import { cliNameOf, serviceOperation } from '@core/cognito/service/service.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '@core/json.ts';
import type { Surroundings } from '../surroundings.ts';
import { slip } from '@core/cognito/cli-words/slip.ts';
import { memberValue } from '@core/cognito/cli-words/member-value.ts';
import type { TypedOperation } from './operation-command.ts';
import { fromFile, utf8Text } from './param-file.ts';
import { NAMED_ALWAYS } from './where.ts';

/**
 * The request that was typed: what JSON says, and flags over it.
 * @throws CoreFault ADMIN_INPUT
 */
export async function typedBody(
  { members, inputJson }: TypedOperation,
  { env, input }: Pick<Surroundings, 'env' | 'input'>,
): Promise<JsonObject> {
  const from = (text: string) => fromFile(text, env);
  const given = members.map(([{ member, flag, shape }, value]): [string, JsonValue] => {
    if (typeof value === 'boolean') return [member, value];
    return [member, memberValue(flag, shape, typeof value === 'string' ? [value] : value, from)];
  });
  const json = inputJson === undefined ? {} : jsonIn(await textFor(inputJson, input, from));
  return { ...json, ...Object.fromEntries(given) };
}

async function textFor(
  inputJson: string,
  input: AsyncIterable<Uint8Array>,
  from: (text: string) => string,
): Promise<string> {
  if (inputJson === '-') {
    const text = await textOf(input);
    if (text.trim() === '') throw slip('--cli-input-json - reads standard input, and that is empty.');
    return text;
  }
  // A path alone is no JSON: the slip that the AWS CLI tells of the first letter of.
  if (/^[^\s{}[\]"]+\.\w{1,5}$/.test(inputJson) && !inputJson.includes('://'))
    throw slip(`--cli-input-json takes JSON, file://PATH or -. Is file://${inputJson} meant?`);
  try {
    return from(inputJson);
  } catch (error) {
    throw slip(`Error parsing parameter '--cli-input-json': ${error instanceof Error ? error.message : ''}`);
  }
}

/**
 * Refuses what the model has no place for, before anything is sent.
 * @throws CoreFault ADMIN_INPUT
 */
export function checkBody({ operation, inputJson }: TypedOperation, body: JsonObject): void {
  const missing = (serviceOperation(operation)?.input.required ?? []).filter(
    (name) => !Object.hasOwn(body, name),
  );
  if (missing.length > 0 && inputJson === undefined)
    throw slip(
      `the following arguments are required: ${missing.map((name) => `--${cliNameOf(name)}`).join(', ')}${targetsOwn(operation, missing)}`,
    );
  const slips = [...checkMembers(operation, body), ...emptyNames(body)];
  if (slips.length > 0)
    throw slip(['Parameter validation failed:', ...slips, ...meantMembers(operation, body)].join('\n'));
}

/** What a target would bring, in a line below the AWS CLI's own. */
function targetsOwn(operation: string, missing: readonly string[]): string {
  const brought = NAMED_ALWAYS.has(operation)
    ? []
    : ['UserPoolId', 'ClientId'].filter((name) => missing.includes(name));
  const flags = brought.map((name) => `--${cliNameOf(name)}`).join(' and ');
  return flags === '' ? '' : `\n--target NAME brings ${flags}: a target saved in the window, or sandbox.`;
}

/** Names of what a call is about. Minimum length of 1: API Reference of every operation that has them. */
const NAMES = ['UserPoolId', 'ClientId', 'Username', 'GroupName', 'DeviceKey'] as const;

/** Those that are empty, as a variable that is not set leaves them, worded as the AWS CLI words it. */
function emptyNames(body: JsonObject): readonly string[] {
  return NAMES.filter((name) => Object.hasOwn(body, name) && body[name] === '').map(
    (name) => `Invalid length for parameter ${name}, value: 0, valid min length: 1`,
  );
}

function jsonIn(text: string): JsonObject {
  // As Windows writes files: a mark of order is no part of JSON.
  const read = parseJsonText(text.replace(/^\uFEFF/, ''));
  if (!read.ok) throw slip(`Error parsing parameter 'cli-input-json': Invalid JSON: ${read.detail}`);
  if (!isJsonObject(read.value)) throw slip('--cli-input-json takes one JSON object, the request.');
  return read.value;
}

async function textOf(input: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(chunk);
  const text = utf8Text(Buffer.concat(chunks));
  if (text === undefined) throw slip('--cli-input-json - reads standard input, and that is no UTF-8 text.');
  return text;
}
