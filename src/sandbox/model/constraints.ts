import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { memberOf, type MemberLimits } from './check-members.ts';
import type { ListRule, MemberRule, Members, NumberRule, TextRule } from './member-rule.ts';

/** Every broken constraint of a request in the service's words, in the order of the model's members. */
export function brokenConstraints(
  input: JsonObject,
  members: Members,
  prefix: string,
  limits: MemberLimits,
): string[] {
  return Object.entries(members).flatMap(([name, { rule, required }]) => {
    const at = prefix + name.charAt(0).toLowerCase() + name.slice(1);
    const value = memberOf(input, name);
    if (value !== undefined) return brokenValue(value, rule, at, limits);
    return required
      ? [`Value${shown(rule, 'null')} at '${at}' failed to satisfy constraint: Member must not be null`]
      : [];
  });
}

function brokenValue(value: JsonValue, rule: MemberRule, at: string, limits: MemberLimits): string[] {
  if (rule.kind === 'structure' && isJsonObject(value)) {
    return brokenConstraints(value, rule.members, `${at}.`, limits);
  }
  if (rule.kind === 'number' && typeof value === 'number') {
    return sentences(at, ` '${String(value)}'`, brokenNumber(value, rule));
  }
  if (rule.kind === 'list' && Array.isArray(value)) return brokenList(value, rule, at, limits);
  if (rule.kind === 'map' && isJsonObject(value)) return brokenMap(value, rule.of, at, limits);
  if (rule.kind !== 'text' || typeof value !== 'string') return [];
  return sentences(at, shown(rule, `'${value}'`), brokenText(value, rule, limits));
}

function sentences(at: string, value: string, constraints: readonly string[]): string[] {
  return constraints.map(
    (constraint) => `Value${value} at '${at}' failed to satisfy constraint: ${constraint}`,
  );
}

function shown(rule: MemberRule, value: string): string {
  return rule.kind === 'text' && rule.sensitive === true ? '' : ` ${value}`;
}

function brokenText(value: string, rule: TextRule, { sessionMaximum }: MemberLimits): string[] {
  const broken: string[] = [];
  const max = rule.session === true ? sessionMaximum : rule.max;
  if (rule.values !== undefined && !rule.values.includes(value)) {
    broken.push(`Member must satisfy enum value set: [${rule.values.join(', ')}]`);
  }
  if (rule.min !== undefined && value.length < rule.min) {
    broken.push(`Member must have length greater than or equal to ${String(rule.min)}`);
  }
  if (max !== undefined && value.length > max) {
    broken.push(`Member must have length less than or equal to ${String(max)}`);
  }
  if (rule.matches !== undefined && !rule.matches.test(value)) {
    broken.push(`Member must satisfy regular expression pattern: ${String(rule.pattern)}`);
  }
  return broken;
}

function brokenNumber(value: number, { min, max }: NumberRule): string[] {
  if (min !== undefined && value < min)
    return [`Member must have value greater than or equal to ${String(min)}`];
  if (max !== undefined && value > max)
    return [`Member must have value less than or equal to ${String(max)}`];
  return [];
}

function brokenList(value: readonly JsonValue[], rule: ListRule, at: string, limits: MemberLimits): string[] {
  const { min, max } = rule;
  const size: string[] = [];
  if (min !== undefined && value.length < min) {
    size.push(`Member must have length greater than or equal to ${String(min)}`);
  }
  if (max !== undefined && value.length > max) {
    size.push(`Member must have length less than or equal to ${String(max)}`);
  }
  const entries = value.flatMap((entry, index) =>
    entry === null ? [] : brokenValue(entry, rule.of, `${at}.${String(index + 1)}.member`, limits),
  );
  return [...sentences(at, '', size), ...entries];
}

/** The service prints a map's value without saying under which key it stands. */
function brokenMap(map: JsonObject, of: MemberRule, at: string, limits: MemberLimits): string[] {
  if (of.kind !== 'text') return [];
  const broken = Object.values(map).some(
    (value) => typeof value === 'string' && brokenText(value, of, limits).length > 0,
  );
  if (!broken) return [];
  const constraints = [
    ...(of.max === undefined ? [] : [`Member must have length less than or equal to ${String(of.max)}`]),
    ...(of.min === undefined ? [] : [`Member must have length greater than or equal to ${String(of.min)}`]),
    ...(of.pattern === undefined ? [] : [`Member must satisfy regular expression pattern: ${of.pattern}`]),
  ];
  return [
    `Value at '${at}' failed to satisfy constraint: Map value must satisfy constraint: [${constraints.join(', ')}]`,
  ];
}
