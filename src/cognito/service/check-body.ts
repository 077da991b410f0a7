import type { Fault } from '../../form/form.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { serviceOperation, type Shape, structureNamed, type Structure } from './service.ts';

/**
 * Where a request differs from the service model: members that are missing, unknown or of another type, and texts that
 * are none of AWS's values. Warnings: a tester may want exactly that. None of them repeats a value.
 * Fields are paths with dots: `UserAttributes.0.Name`.
 */
export function checkBody(operation: string, body: JsonObject): Fault[] {
  const input = serviceOperation(operation)?.input;
  return input === undefined ? [] : checkStructure(input, body, '', operation);
}

function checkStructure(
  { required, members }: Structure,
  value: JsonObject,
  path: string,
  owner: string,
): Fault[] {
  const missing = required
    .filter((name) => !Object.hasOwn(value, name) || value[name] === '')
    .map((name) => missingMember(path + name, owner));
  const rest = Object.entries(value).flatMap(([name, member]) => {
    const shape = Object.hasOwn(members, name) ? members[name] : undefined;
    if (shape === undefined) return [unknownMember(path + name, owner)];
    return member === '' && required.includes(name) ? [] : checkValue(shape, member, path + name);
  });
  return [...missing, ...rest];
}

function checkValue(shape: Shape, value: JsonValue, path: string): Fault[] {
  if (value === null) return [];
  switch (shape.type) {
    case 'text':
      if (typeof value !== 'string') return [wrongType(path, 'a text in double quotes')];
      return shape.values === undefined || shape.values.includes(value) ? [] : [noValue(path, shape.values)];
    case 'blob':
      return typeof value === 'string' ? [] : [wrongType(path, 'a text of Base64')];
    case 'number':
      return typeof value === 'number' ? [] : [wrongType(path, 'a number')];
    case 'time':
      return typeof value === 'number' ? [] : [wrongType(path, 'a number: seconds since 1970')];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [wrongType(path, 'true or false')];
    case 'document':
      return [];
    case 'list':
      return Array.isArray(value)
        ? value.flatMap((item, index) => checkValue(shape.of, item, `${path}.${String(index)}`))
        : [wrongType(path, 'a list')];
    case 'map':
      return isJsonObject(value)
        ? Object.entries(value).flatMap(([key, item]) => checkValue(shape.of, item, `${path}.${key}`))
        : [wrongType(path, 'an object')];
    case 'structure':
      return isJsonObject(value)
        ? checkStructure(structureNamed(shape.shape), value, `${path}.`, path)
        : [wrongType(path, 'an object')];
  }
}

function missingMember(field: string, owner: string): Fault {
  return { code: 'MEMBER_MISSING', detail: `${owner} needs ${lastOf(field)}. Fill it in.`, field };
}

function unknownMember(field: string, owner: string): Fault {
  const detail = `${owner} has no member ${lastOf(field)}. Cognito ignores it or refuses the request; remove it.`;
  return { code: 'MEMBER_UNKNOWN', detail, field };
}

function wrongType(field: string, wanted: string): Fault {
  return { code: 'MEMBER_TYPE', detail: `${field} must be ${wanted}.`, field };
}

function noValue(field: string, values: readonly string[]): Fault {
  return { code: 'MEMBER_RULE', detail: `${field} is none of ${values.join(', ')}.`, field };
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}
