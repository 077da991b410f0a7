import type { Shape, Structure } from '@core/cognito/service/service.ts';
import { resultOfOperation, resultStructure } from '@core/cognito/service/results.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '@core/json.ts';
import { plainLines } from '../plain-text.ts';

/**
 * A result as the AWS CLI has it: members in the model's order and no others, and times as ISO 8601 texts by this
 * computer's time zone, which is what version 2 prints and version 1 with `cli_timestamp_format = iso8601`.
 */
export function shownResult(operation: string, result: JsonObject): JsonObject {
  return inStructure(resultOfOperation(operation), result);
}

/** JSON in the AWS CLI's own form; nothing at all for a result without members. */
export function resultText(result: JsonObject): string {
  return Object.keys(result).length === 0 ? '' : `${plainLines(JSON.stringify(result, null, 4))}\n`;
}

function inStructure({ members }: Structure, value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, shape]) => {
      const held = Object.hasOwn(value, name) ? value[name] : undefined;
      return held === undefined || held === null ? [] : [[name, shown(shape, held)]];
    }),
  );
}

function shown(shape: Shape, value: JsonValue): JsonValue {
  if (shape.type === 'time') return typeof value === 'number' ? isoTime(value) : value;
  if (shape.type === 'structure' && isJsonObject(value))
    return inStructure(resultStructure(shape.shape), value);
  if (shape.type === 'list' && Array.isArray(value)) return value.map((each) => shown(shape.of, each));
  if (shape.type === 'map' && isJsonObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shown(shape.of, each)]));
  return value;
}

/** @param seconds since 1970, with microseconds behind the point: more of them Python doesn't keep */
export function isoTime(seconds: number): string {
  const micros = Math.round(seconds * 1_000_000);
  const whole = new Date(Math.floor(micros / 1_000_000) * 1_000);
  const offset = -whole.getTimezoneOffset();
  const local = new Date(whole.getTime() + offset * 60_000).toISOString().slice(0, 19);
  const part = ((micros % 1_000_000) + 1_000_000) % 1_000_000;
  const behind = part === 0 ? '' : `.${String(part).padStart(6, '0')}`;
  const away = Math.abs(offset);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${local}${behind}${offset < 0 ? '-' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`;
}
