import { DOTS } from '@core/chain/mask.ts';
import { redactBody } from '@core/chain/redact.ts';
import type { Shape, Structure } from '@core/form/shape.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '@core/json.ts';

/** Names of members and indexes of lists, from the top of a request. */
export type Path = readonly (string | number)[];

/** `AYAB… 1,563 chars`, or dots alone. */
const MASK = /^(?:••••••|[\w+/=.-]{4}…)(?: [\d,]+ chars)?$/;

/** Whether a text stands for a value that the page never had. */
export function looksMasked(text: string): boolean {
  return text === DOTS || MASK.test(text);
}

/** A request as it is shown: secrets that were typed masked like those that came masked, and where they are. */
export function shownBody(
  operation: string,
  body: JsonObject,
): { readonly body: JsonObject; readonly masks: ReadonlySet<string> } {
  const text = JSON.stringify(body);
  const { text: masked, cut, secrets } = redactBody({ operation, side: 'request', text, bytes: text.length });
  if (cut) return { body, masks: new Set() };
  const masks = new Set(secrets.map(({ mask }) => mask));
  const keep = (real: JsonValue, shown: JsonValue): JsonValue => {
    if (typeof real === 'string') {
      if (!looksMasked(real)) return shown;
      masks.add(real);
      return real;
    }
    if (Array.isArray(real) && Array.isArray(shown))
      return real.map((item, index) => keep(item, shown[index] ?? null));
    if (!isJsonObject(real) || !isJsonObject(shown)) return shown;
    return Object.fromEntries(
      Object.entries(real).map(([name, item]) => [name, keep(item, shown[name] ?? null)]),
    );
  };
  return { body: keep(body, JSON.parse(masked) as JsonObject) as JsonObject, masks };
}

/** What was edited as it was shown, real values back where their masks were left as they stood. */
export function realBody(edited: JsonObject, shown: JsonObject, real: JsonObject): JsonObject {
  const back = (now: JsonValue, was: JsonValue | undefined, is: JsonValue | undefined): JsonValue => {
    if (is !== undefined && JSON.stringify(now) === JSON.stringify(was)) return is;
    if (Array.isArray(now) && Array.isArray(was) && Array.isArray(is))
      return now.map((item, index) => back(item, was[index], is[index]));
    if (!isJsonObject(now) || !isJsonObject(was) || !isJsonObject(is)) return now;
    return Object.fromEntries(
      Object.entries(now).map(([name, item]) => [name, back(item, was[name], is[name])]),
    );
  };
  return back(edited, shown, real) as JsonObject;
}

/** The same with another value at a place; undefined takes the member or the entry out. */
export function withAt(value: JsonValue, path: Path, put: JsonValue | undefined): JsonValue {
  const [first, ...rest] = path;
  if (first === undefined) return put ?? null;
  if (Array.isArray(value)) {
    const index = Number(first);
    if (rest.length === 0 && put === undefined) return value.filter((_item, at) => at !== index);
    const items = [...value];
    items[index] = withAt(items[index] ?? null, rest, put);
    return items;
  }
  const object = isJsonObject(value) ? value : {};
  const name = String(first);
  if (rest.length === 0 && put === undefined)
    return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
  return { ...object, [name]: withAt(object[name] ?? null, rest, put) };
}

/** Members in the model's order; those that it doesn't know come last. */
export function inOrder(body: JsonObject, { members }: Structure): JsonObject {
  const order = Object.keys(members);
  const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  return Object.fromEntries(Object.entries(body).sort(([a], [b]) => rank(a) - rank(b)));
}

/** What a member holds when it is added: required members inside it, one entry of a list. */
export function emptyOf(shape: Shape, structures: Readonly<Record<string, Structure>>): JsonValue {
  switch (shape.type) {
    case 'text':
      return shape.values?.[0] ?? '';
    case 'blob':
      return '';
    case 'number':
    case 'time':
      return 0;
    case 'boolean':
      return true;
    case 'list':
      return [emptyOf(shape.of, structures)];
    case 'structure': {
      const { required = [], members = {} } = structures[shape.shape] ?? {};
      return Object.fromEntries(
        required.flatMap((name) => {
          const member = members[name];
          return member === undefined ? [] : [[name, emptyOf(member, structures)]];
        }),
      );
    }
    default:
      return {};
  }
}

/** Whether the form has a control for a value of this kind; what is otherwise is shown as the JSON it is. */
export function fits(shape: Shape | undefined, value: JsonValue): boolean {
  switch (shape?.type) {
    case 'text':
    case 'blob':
      return typeof value === 'string';
    case 'number':
    case 'time':
      return typeof value === 'number' || looksMaskedValue(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    case 'structure':
      return isJsonObject(value);
    case 'map':
      return (
        isJsonObject(value) &&
        shape.of.type === 'text' &&
        Object.values(value).every((item) => typeof item === 'string')
      );
    default:
      return false;
  }
}

function looksMaskedValue(value: JsonValue): boolean {
  return typeof value === 'string' && looksMasked(value);
}

/** `UserAttributes.0.Name`, as warnings name a place. */
export function fieldAt(path: Path): string {
  return path.join('.');
}
