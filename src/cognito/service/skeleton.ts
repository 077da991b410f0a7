import type { JsonObject, JsonValue } from '../../json.ts';
import { serviceOperation, type Shape, structureNamed } from './service.ts';

/** What the console knows of where a call goes: it stands in a skeleton in place of empty values. */
export type KnownMembers = Readonly<Record<string, JsonValue>>;

/**
 * A request to fill in, as `aws cognito-idp OPERATION --generate-cli-skeleton` makes it: every member there, empty or
 * with the first of its values. An operation that nobody knows gives an empty one.
 * @param wanted `required`: only what the model requires
 */
export function skeletonOf(operation: string, known: KnownMembers, wanted: 'required' | 'all'): JsonObject {
  const input = serviceOperation(operation)?.input;
  if (input === undefined) return {};
  const names = wanted === 'all' ? Object.keys(input.members) : input.required;
  return Object.fromEntries(
    names.flatMap((name) => {
      const shape = input.members[name];
      return shape === undefined ? [] : [[name, known[name] ?? emptyOf(shape, [])]];
    }),
  );
}

/** @param within structures around it: one inside itself is left out */
function emptyOf(shape: Shape, within: readonly string[]): JsonValue {
  if (shape.type === 'text') return shape.values?.[0] ?? '';
  if (shape.type === 'number' || shape.type === 'time') return 0;
  if (shape.type === 'boolean') return true;
  if (shape.type === 'list') return [emptyOf(shape.of, within)];
  if (shape.type === 'map') return { KeyName: emptyOf(shape.of, within) };
  if (shape.type !== 'structure') return shape.type === 'document' ? {} : '';
  if (within.includes(shape.shape)) return {};
  const { members } = structureNamed(shape.shape);
  return Object.fromEntries(
    Object.entries(members).map(([name, member]) => [name, emptyOf(member, [...within, shape.shape])]),
  );
}
