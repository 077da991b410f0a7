import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { serviceOperation, type Shape, structureNamed, type Structure } from './service.ts';

/** From the outermost member on; numbers are places in lists. */
export type MemberPath = readonly (string | number)[];

/** Where a request breaks the service's model. `path` leads to the member, its last part is the member's name. */
export type Broken =
  | { readonly kind: 'missing'; readonly path: MemberPath }
  | { readonly kind: 'unknown'; readonly path: MemberPath; readonly known: readonly string[] }
  | {
      /** Not of this type; `value` may be shown unless it is `secret`. */
      readonly kind: 'type';
      readonly path: MemberPath;
      readonly type: Exclude<Shape['type'], 'document'>;
      readonly value: JsonValue;
      readonly secret: boolean;
    }
  | {
      /** A text that is none of the model's. */
      readonly kind: 'value';
      readonly path: MemberPath;
      readonly values: readonly string[];
    };

/** How strictly a request is read. */
export interface Reading {
  /** Whether a required member with this value counts as left out. */
  readonly isLeftOut: (value: JsonValue) => boolean;
  readonly fits: (shape: Shape, value: JsonValue) => boolean;
}

/** Every place where a request breaks the model of its operation; none for an operation that nobody knows. */
export function brokenMembers(operation: string, body: JsonObject, reading: Reading): Broken[] {
  const input = serviceOperation(operation)?.input;
  return input === undefined ? [] : inStructure(input, body, [], false);

  function inStructure(
    { required, members }: Structure,
    value: JsonObject,
    at: MemberPath,
    secret: boolean,
  ): Broken[] {
    const isLeftOut = (name: string): boolean => {
      const held = Object.hasOwn(value, name) ? value[name] : undefined;
      return held === undefined || reading.isLeftOut(held);
    };
    const missing = required
      .filter(isLeftOut)
      .map((name): Broken => ({ kind: 'missing', path: [...at, name] }));
    const rest = Object.entries(value).flatMap(([name, held]): Broken[] => {
      const path = [...at, name];
      const shape = Object.hasOwn(members, name) ? members[name] : undefined;
      if (shape === undefined) return [{ kind: 'unknown', path, known: Object.keys(members) }];
      return required.includes(name) && isLeftOut(name) ? [] : inValue(shape, held, path, secret);
    });
    return [...missing, ...rest];
  }

  function inValue(shape: Shape, value: JsonValue, path: MemberPath, around: boolean): Broken[] {
    if (shape.type === 'document') return [];
    const secret = around || shape.secret === true;
    if (!reading.fits(shape, value)) return [{ kind: 'type', path, type: shape.type, value, secret }];
    if (shape.type === 'structure' && isJsonObject(value))
      return inStructure(structureNamed(shape.shape), value, path, secret);
    if (shape.type === 'list' && Array.isArray(value))
      return value.flatMap((each, index) => inValue(shape.of, each, [...path, index], secret));
    if (shape.type === 'map' && isJsonObject(value))
      return Object.entries(value).flatMap(([key, each]) => inValue(shape.of, each, [...path, key], secret));
    if (shape.type === 'text' && typeof value === 'string' && shape.values?.includes(value) === false)
      return [{ kind: 'value', path, values: shape.values }];
    return [];
  }
}
