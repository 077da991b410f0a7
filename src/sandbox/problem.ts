import * as v from 'valibot';

/** What someone wrote, read; or what is wrong with it, in words that name the field and the fix. */
export type Read<T> =
  { readonly value: T; readonly problem?: never } | { readonly problem: string; readonly value?: never };

/** Runs a schema. Of several mistakes one is told, an unknown name before what is missing, which it may stand for: `match.step: must be a whole number from 1 up`. */
export function readWith<S extends v.GenericSchema>(schema: S, input: unknown): Read<v.InferOutput<S>> {
  const result = v.safeParse(schema, input);
  if (result.success) return { value: result.output };
  const issue = result.issues.find(({ expected }) => expected === 'never') ?? result.issues[0];
  const field = (issue.path ?? []).map(({ key }) => String(key)).join('.');
  return { problem: field === '' ? issue.message : `${field}: ${issue.message}` };
}

/** valibot takes a list for an object without fields. */
const PlainObject = v.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'must be an object',
);

/** An object with these fields and no others, whose messages are for people. */
export function fields<const E extends v.ObjectEntries>(entries: E) {
  const known = Object.keys(entries).join(', ');
  return v.pipe(
    PlainObject,
    v.strictObject(entries, ({ expected }) =>
      expected === 'never' ? `is unknown here; the fields are ${known}` : 'is missing',
    ),
  );
}

/** A whole number within limits, both included. */
export function whole(min: number, max: number, what = 'a whole number') {
  const message = `must be ${what} from ${String(min)} to ${String(max)}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(min, message), v.maxValue(max, message));
}

/** Text that a pattern allows; `hint` says what it should look like. */
export function textLike(pattern: RegExp, hint: string) {
  const message = `must be ${hint}`;
  return v.pipe(v.string(message), v.regex(pattern, message));
}

export function oneOf<const T extends readonly string[]>(choices: T) {
  return v.picklist(choices, `must be one of ${choices.join(', ')}`);
}
