import { isJsonObject, type JsonObject, type JsonValue } from '@core/json.ts';
import { inOrder, isSingle, pythonWord } from './python-word.ts';

/**
 * `--output text` of the AWS CLI: a line for each object, its single values by their names' order with tabs between, and
 * below it what it holds, each line led by the member's name. Objects of one list have the same columns.
 */
export function textOutput(result: JsonObject): string {
  return linesOf(result)
    .map((line) => `${line}\n`)
    .join('');
}

function linesOf(value: JsonValue, name?: string, columns?: readonly string[]): string[] {
  if (Array.isArray(value)) return listLines(value, name);
  return isJsonObject(value) ? objectLines(value, name, columns) : [pythonWord(value)];
}

function objectLines(value: JsonObject, name: string | undefined, columns?: readonly string[]): string[] {
  const own = inOrder(Object.keys(value).filter((key) => isSingle(value[key] ?? null)));
  const words = (columns ?? own).map((key) =>
    Object.hasOwn(value, key) ? pythonWord(value[key] ?? null) : '',
  );
  const line = [...(name === undefined ? [] : [name.toUpperCase()]), ...words].join('\t');
  const within = inOrder(Object.keys(value)).filter((key) => !(columns ?? own).includes(key));
  return [
    ...(words.length === 0 ? [] : [line]),
    ...within.flatMap((key) => linesOf(value[key] ?? null, key)),
  ];
}

function listLines(list: readonly JsonValue[], name: string | undefined): string[] {
  if (list.length === 0) return [];
  const objects = list.filter(isJsonObject);
  if (objects.length > 0) {
    const columns = inOrder(
      new Set(objects.flatMap((each) => Object.keys(each).filter((key) => isSingle(each[key] ?? null)))),
    );
    return list.flatMap((each) => linesOf(each, name, columns));
  }
  const words = list.filter(isSingle).map(pythonWord);
  const lines =
    words.length === 0
      ? []
      : name === undefined
        ? [words.join('\t')]
        : words.map((word) => `${name.toUpperCase()}\t${word}`);
  return [...lines, ...list.filter((each) => !isSingle(each)).flatMap((each) => linesOf(each, name))];
}
