import * as v from 'valibot';

/** What someone wrote, read; or what is wrong with it, in words that name the field and the fix. */
export type Read<T> =
  { readonly value: T; readonly problem?: never } | { readonly problem: string; readonly value?: never };

/** Runs a schema. Of several mistakes the first is told: `match.step: must be a whole number from 1 up`. */
export function readWith<S extends v.GenericSchema>(schema: S, input: unknown): Read<v.InferOutput<S>> {
  const result = v.safeParse(schema, input);
  if (result.success) return { value: result.output };
  const [issue] = result.issues;
  const field = (issue.path ?? []).map(({ key }) => String(key)).join('.');
  return { problem: field === '' ? issue.message : `${field}: ${issue.message}` };
}

/** An object with these fields and no others, whose messages are for people. */
export function fields<const E extends v.ObjectEntries>(entries: E) {
  return v.strictObject(entries, ({ expected, received }) => {
    if (expected === 'never') return `is unknown here; the fields are ${Object.keys(entries).join(', ')}`;
    return received === 'undefined' && expected !== 'Object' ? 'is missing' : 'must be an object';
  });
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
