import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { MemberRule, Members, NumberRule, TextRule } from './members.ts';
import { refusal } from './refusal.ts';

const MAP_VALUE_MAXIMUM = 131_072;

/**
 * Checks a request against the service model, as the front door does before the operation runs. Unknown members are
 * ignored, as AWS does; a member that is null counts as absent.
 * @throws SerializationException for a wrong JSON type, InvalidParameterException listing every broken constraint.
 */
export function checkMembers(input: JsonObject, members: Members): void {
  checkTypes(input, members);
  const broken = brokenConstraints(input, members, '');
  if (broken.length === 0) return;
  const count = `${String(broken.length)} validation error${broken.length === 1 ? '' : 's'} detected: `;
  throw refusal('InvalidParameterException', count + broken.join('; '));
}

function checkTypes(input: JsonObject, members: Members): void {
  for (const [name, rule] of Object.entries(members)) {
    const value = memberOf(input, name);
    if (value !== undefined) checkType(value, rule);
  }
}

function checkType(value: JsonValue, rule: MemberRule): void {
  if (rule.kind === 'text') return checkIs(value, 'string', 'String');
  if (rule.kind === 'flag') return checkIs(value, 'boolean', 'Boolean');
  if (rule.kind === 'number') return checkIs(value, 'number', 'Integer');
  if (Array.isArray(value)) throw serialization('Start of list found where not expected');
  if (!isJsonObject(value)) throw serialization(`Unexpected field type: ${tokenName(value)}`);
  if (rule.kind === 'structure') return checkTypes(value, rule.members);
  for (const entry of Object.values(value)) if (entry !== null) checkIs(entry, 'string', 'String');
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

function brokenConstraints(input: JsonObject, members: Members, prefix: string): string[] {
  return Object.entries(members).flatMap(([name, rule]) => {
    const at = prefix + name.charAt(0).toLowerCase() + name.slice(1);
    const value = memberOf(input, name);
    if (value === undefined) {
      return rule.required === true
        ? [`Value${shown(rule, 'null')} at '${at}' failed to satisfy constraint: Member must not be null`]
        : [];
    }
    if (rule.kind === 'structure' && isJsonObject(value))
      return brokenConstraints(value, rule.members, `${at}.`);
    if (rule.kind === 'number' && typeof value === 'number') return brokenNumber(value, rule, at);
    if (rule.kind === 'map' && isJsonObject(value)) return brokenMap(value, at);
    if (rule.kind !== 'text' || typeof value !== 'string') return [];
    return brokenText(value, rule).map(
      (constraint) =>
        `Value${shown(rule, `'${value}'`)} at '${at}' failed to satisfy constraint: ${constraint}`,
    );
  });
}

function shown(rule: MemberRule, value: string): string {
  return rule.kind === 'text' && rule.sensitive === true ? '' : ` ${value}`;
}

function brokenText(value: string, rule: TextRule): string[] {
  const broken: string[] = [];
  if (rule.values !== undefined && !rule.values.includes(value)) {
    broken.push(`Member must satisfy enum value set: [${rule.values.join(', ')}]`);
  }
  if (rule.min !== undefined && value.length < rule.min) {
    broken.push(`Member must have length greater than or equal to ${String(rule.min)}`);
  }
  if (rule.max !== undefined && value.length > rule.max) {
    broken.push(`Member must have length less than or equal to ${String(rule.max)}`);
  }
  if (rule.pattern !== undefined && !new RegExp(`^(?:${rule.pattern})$`, 'u').test(value)) {
    broken.push(`Member must satisfy regular expression pattern: ${rule.pattern}`);
  }
  return broken;
}

function brokenNumber(value: number, { min, max }: NumberRule, at: string): string[] {
  if (value >= min && value <= max) return [];
  const limit =
    value < min ? `greater than or equal to ${String(min)}` : `less than or equal to ${String(max)}`;
  return [
    `Value '${String(value)}' at '${at}' failed to satisfy constraint: Member must have value ${limit}`,
  ];
}

function brokenMap(map: JsonObject, at: string): string[] {
  const tooLong = Object.values(map).some(
    (value) => typeof value === 'string' && value.length > MAP_VALUE_MAXIMUM,
  );
  if (!tooLong) return [];
  const limits = `Member must have length less than or equal to ${String(MAP_VALUE_MAXIMUM)}, Member must have length greater than or equal to 0`;
  return [`Value at '${at}' failed to satisfy constraint: Map value must satisfy constraint: [${limits}]`];
}

/** An own member that is not null. `__proto__` and the like in the JSON are plain names here. */
export function memberOf(input: JsonObject, name: string): Exclude<JsonValue, null> | undefined {
  return Object.hasOwn(input, name) ? (input[name] ?? undefined) : undefined;
}
