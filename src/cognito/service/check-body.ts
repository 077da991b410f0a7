import type { Fault } from '../../form/form.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { type Broken, brokenMembers } from './broken-members.ts';
import type { Shape } from './service.ts';

/**
 * Where a request differs from the service model: members that are missing, unknown or of another type, and texts that
 * are none of AWS's values. Warnings: a tester may want exactly that. None of them repeats a value.
 * Fields are paths with dots: `UserAttributes.0.Name`.
 */
export function checkBody(operation: string, body: JsonObject): Fault[] {
  return brokenMembers(operation, body, { isLeftOut: (value) => value === '', fits }).map((broken) =>
    faultOf(broken, operation),
  );
}

const WANTED = {
  text: 'a text in double quotes',
  blob: 'a text of Base64',
  number: 'a number',
  time: 'a number: seconds since 1970',
  boolean: 'true or false',
  list: 'a list',
  map: 'an object',
  structure: 'an object',
} as const;

/** A null says that a member is left out. */
function fits({ type }: Shape, value: JsonValue): boolean {
  if (value === null) return true;
  switch (type) {
    case 'text':
    case 'blob':
      return typeof value === 'string';
    case 'number':
    case 'time':
      return typeof value === 'number';
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

function faultOf(broken: Broken, operation: string): Fault {
  const field = broken.path.join('.');
  const name = String(broken.path.at(-1));
  const owner = broken.path.slice(0, -1).join('.') || operation;
  switch (broken.kind) {
    case 'missing':
      return { code: 'MEMBER_MISSING', detail: `${owner} needs ${name}. Fill it in.`, field };
    case 'unknown': {
      const detail = `${owner} has no member ${name}. Cognito ignores it or refuses the request; remove it.`;
      return { code: 'MEMBER_UNKNOWN', detail, field };
    }
    case 'type':
      return { code: 'MEMBER_TYPE', detail: `${field} must be ${WANTED[broken.type]}.`, field };
    case 'value':
      return { code: 'MEMBER_RULE', detail: `${field} is none of ${broken.values.join(', ')}.`, field };
  }
}
