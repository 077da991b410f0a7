import { parseJsonText } from '@core/chain/json-text.ts';
import { checkMembers } from '@core/cognito/service/check-members.ts';
import { cliNameOf, serviceOperation } from '@core/cognito/service/service.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '@core/json.ts';
import type { Surroundings } from '../surroundings.ts';
import { slip } from '@core/cognito/cli-words/slip.ts';
import { memberValue } from '@core/cognito/cli-words/member-value.ts';
import type { TypedOperation } from './operation-command.ts';
import { fromFile } from './param-file.ts';

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
  const json =
    inputJson === undefined ? {} : jsonIn(inputJson === '-' ? await textOf(input) : from(inputJson));
  return { ...json, ...Object.fromEntries(given) };
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
      `the following arguments are required: ${missing.map((name) => `--${cliNameOf(name)}`).join(', ')}`,
    );
  const slips = checkMembers(operation, body);
  if (slips.length > 0) throw slip(`Parameter validation failed:\n${slips.join('\n')}`);
}

function jsonIn(text: string): JsonObject {
  const read = parseJsonText(text);
  if (!read.ok) throw slip(`Error parsing parameter 'cli-input-json': Invalid JSON: ${read.detail}`);
  if (!isJsonObject(read.value)) throw slip('--cli-input-json takes one JSON object, the request.');
  return read.value;
}

async function textOf(input: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
