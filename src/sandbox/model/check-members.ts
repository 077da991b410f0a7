import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { refusal } from '../refusal.ts';
import { brokenConstraints } from './constraints.ts';
import type { MemberRule, Members } from './member-rule.ts';

/** What the check takes from the settings. */
export interface MemberLimits {
  readonly sessionMaximum: number;
}

/**
 * Checks a request against the service model, as the front door does before the operation runs. Unknown members are
 * ignored, as AWS does; a member that is null counts as absent.
 * @throws SerializationException for a wrong JSON type, InvalidParameterException listing every broken constraint.
 */
export function checkMembers(input: JsonObject, members: Members, limits: MemberLimits): void {
  checkTypes(input, members);
  const broken = brokenConstraints(input, members, '', limits);
  if (broken.length === 0) return;
  const count = `${String(broken.length)} validation error${broken.length === 1 ? '' : 's'} detected: `;
  throw refusal('InvalidParameterException', count + broken.join('; '));
}

function checkTypes(input: JsonObject, members: Members): void {
  for (const [name, { rule }] of Object.entries(members)) {
    const value = memberOf(input, name);
    if (value !== undefined) checkType(value, rule);
  }
}

function checkType(value: JsonValue, rule: MemberRule): void {
  if (rule.kind === 'document') return;
  if (rule.kind === 'text') return checkIs(value, 'string', 'String');
  if (rule.kind === 'flag') return checkIs(value, 'boolean', 'Boolean');
  if (rule.kind === 'number') return checkIs(value, 'number', 'Integer');
  if (rule.kind === 'list') return checkList(value, rule.of);
  if (Array.isArray(value)) throw serialization('Start of list found where not expected');
  if (!isJsonObject(value)) throw serialization(`Unexpected field type: ${tokenName(value)}`);
  if (rule.kind === 'structure') return checkTypes(value, rule.members);
  for (const entry of Object.values(value)) if (entry !== null) checkType(entry, rule.of);
}

function checkList(value: JsonValue, of: MemberRule): void {
  if (isJsonObject(value)) throw serialization('Start of structure or map found where not expected.');
  if (!Array.isArray(value)) throw serialization(`Unexpected field type: ${tokenName(value)}`);
  for (const entry of value) if (entry !== null) checkType(entry, of);
}

function checkIs(value: JsonValue, type: 'string' | 'boolean' | 'number', javaType: string): void {
  if (typeof value === type) return;
  if (Array.isArray(value)) throw serialization('Start of list found where not expected');
  if (isJsonObject(value)) throw serialization('Start of structure or map found where not expected.');
  throw serialization(`${tokenName(value)} can not be converted to a ${javaType}`);
}

function tokenName(value: JsonValue): string {
  if (typeof value === 'string') return 'STRING_VALUE';
  if (typeof value === 'number') return 'NUMBER_VALUE';
  return value === true ? 'TRUE_VALUE' : 'FALSE_VALUE';
}

function serialization(message: string): Error {
  return refusal('SerializationException', message);
}

/** An own member that is not null. `__proto__` and the like in the JSON are plain names here. */
export function memberOf(input: JsonObject, name: string): Exclude<JsonValue, null> | undefined {
  return Object.hasOwn(input, name) ? (input[name] ?? undefined) : undefined;
}
