import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { nearestName } from '../../nearest.ts';
import { type Broken, brokenMembers, type MemberPath } from './broken-members.ts';
import type { Shape } from './service.ts';

/**
 * What of a request breaks the service's model: members that are missing, that nobody knows, or of another type. Each is
 * one line, worded as the AWS CLI words it; a secret value is not in it. What a text may hold is left to the service.
 */
export function checkMembers(operation: string, body: JsonObject): readonly string[] {
  return brokenMembers(operation, body, { isLeftOut: () => false, fits }).flatMap(lineOf);
}

/** Which member each of those that nobody knows was probably meant for, one line each; nothing where none is near. */
export function meantMembers(operation: string, body: JsonObject): readonly string[] {
  return brokenMembers(operation, body, { isLeftOut: () => false, fits }).flatMap((broken) => {
    if (broken.kind !== 'unknown') return [];
    const name = String(broken.path.at(-1));
    const near = nearestName(name, broken.known);
    return near === undefined ? [] : [`"${name}": is ${near} meant?`];
  });
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

function lineOf(broken: Broken): string[] {
  const where = textOf(broken.path.slice(0, -1)) || 'input';
  const name = `"${String(broken.path.at(-1))}"`;
  switch (broken.kind) {
    case 'missing':
      return [`Missing required parameter in ${where}: ${name}`];
    case 'unknown':
      return [`Unknown parameter in ${where}: ${name}, must be one of: ${broken.known.join(', ')}`];
    case 'type': {
      const { path, type, value, secret } = broken;
      const told = secret ? '' : `, value: ${JSON.stringify(value)}`;
      const types = `type: ${typeOf(value)}, valid types: ${WANTED[type]}`;
      return [`Invalid type for parameter ${textOf(path)}${told}, ${types}`];
    }
    case 'value':
      return [];
  }
}

/** `UserAttributes[0].Name` */
function textOf(path: MemberPath): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${String(part)}]` : index === 0 ? part : `.${part}`))
    .join('');
}

function typeOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'string' ? 'text' : typeof value;
}
