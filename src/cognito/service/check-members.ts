import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { serviceOperation, type Shape, type Structure, structureNamed } from './service.ts';

/**
 * What of a request breaks the service's model: members that are missing, that nobody knows, or of another type. Each is
 * one line, worded as the AWS CLI words it. What a text may hold is left to the service.
 */
export function checkMembers(operation: string, body: JsonObject): readonly string[] {
  const input = serviceOperation(operation)?.input;
  return input === undefined ? [] : inStructure(input, body, { at: '', secret: false });
}

/** Where a value stands, and whether anything around it is secret: then it is not printed. */
interface Place {
  readonly at: string;
  readonly secret: boolean;
}

function inStructure({ required, members }: Structure, value: JsonObject, { at, secret }: Place): string[] {
  const where = at === '' ? 'input' : at;
  const lines = required
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => `Missing required parameter in ${where}: "${name}"`);
  for (const [name, held] of Object.entries(value)) {
    const shape = Object.hasOwn(members, name) ? members[name] : undefined;
    if (shape === undefined) {
      const known = Object.keys(members).join(', ');
      lines.push(`Unknown parameter in ${where}: "${name}", must be one of: ${known}`);
    } else lines.push(...inValue(shape, held, { at: at === '' ? name : `${at}.${name}`, secret }));
  }
  return lines;
}

function inValue(shape: Shape, value: JsonValue, around: Place): string[] {
  if (shape.type === 'document') return [];
  const { at } = around;
  const secret = around.secret || shape.secret === true;
  if (!fits(shape, value)) {
    const told = secret ? '' : `, value: ${JSON.stringify(value)}`;
    return [
      `Invalid type for parameter ${at}${told}, type: ${typeOf(value)}, valid types: ${WANTED[shape.type]}`,
    ];
  }
  if (shape.type === 'structure' && isJsonObject(value))
    return inStructure(structureNamed(shape.shape), value, { at, secret });
  if (shape.type === 'list' && Array.isArray(value))
    return value.flatMap((each, index) => inValue(shape.of, each, { at: `${at}[${String(index)}]`, secret }));
  if (shape.type === 'map' && isJsonObject(value))
    return Object.entries(value).flatMap(([key, each]) =>
      inValue(shape.of, each, { at: `${at}.${key}`, secret }),
    );
  return [];
}

const WANTED = {
  text: 'text',
  time: 'number or text',
  blob: 'base64 text',
  number: 'whole number',
  boolean: 'true or false',
  list: 'list',
  map: 'object',
  structure: 'object',
} as const;

function fits({ type }: Shape, value: JsonValue): boolean {
  switch (type) {
    case 'text':
    case 'blob':
      return typeof value === 'string';
    case 'time':
      return typeof value === 'string' || typeof value === 'number';
    case 'number':
      return typeof value === 'number' && Number.isInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    case 'map':
    case 'structure':
      return isJsonObject(value);
    case 'document':
      return true;
  }
}

function typeOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'string' ? 'text' : typeof value;
}
