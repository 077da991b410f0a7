import * as v from 'valibot';
import type { JsonValue } from '../../json.ts';
import { DURATION, isLimit } from '../duration.ts';

// What the schema of a scenario file is made of. Descriptions are what editors show while one types; a message of a
// pattern ends the sentence “This must be …”.

export const described = <S extends v.GenericSchema>(schema: S, text: string) =>
  v.pipe(schema, v.description(text));

/** A name that is one of these, or one that came later: editors offer them. */
export const named = (text: string, names: readonly string[]) =>
  v.pipe(v.string(), v.minLength(1), v.maxLength(200), v.description(text), v.examples([...names]));

export const Text = v.pipe(v.string(), v.maxLength(20_000));
export const Name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
/** Of variables, captures, secrets and codes: what `${NAME}` can say. */
export const Key = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z_][\w-]*$/, 'a name of letters, digits, _ and -'),
  v.maxLength(100),
);
export const Json: v.GenericSchema<JsonValue> = v.lazy(() =>
  v.union([v.null(), v.boolean(), v.number(), Text, v.array(Json), v.record(v.string(), Json)]),
);
export const Duration = v.pipe(v.string(), v.regex(DURATION, 'a duration such as 500ms, 2s, 4m, 1h or 30d'));
/** How long something may take: no limit of nothing. */
export const Limit = v.pipe(Duration, v.check(isLimit, 'longer than nothing, such as 30s'));
export const Pattern = v.pipe(
  v.string(),
  v.maxLength(2_000),
  v.check(isPattern, 'a regular expression as JavaScript has them'),
);
export const Pointer = v.pipe(
  v.string(),
  v.maxLength(2_048),
  v.regex(/^(\/([^~]|~[01])*)?$/, 'a JSON Pointer such as /AuthenticationResult/ExpiresIn'),
);

export const maps = <S extends v.GenericSchema>(value: S) =>
  v.record(v.pipe(v.string(), v.maxLength(2_048)), value);

/** What a step is given for a field: a text with `${NAME}` in it, or a text that is wrong on purpose. */
export const Given = v.union([
  Text,
  v.strictObject({
    wrong: described(
      Text,
      'A value that is wrong on purpose. Plain text in a secret field is refused otherwise.',
    ),
  }),
]);

const asked = {
  matches: v.optional(described(Pattern, 'A regular expression that fits the value or a part of it.')),
  contains: v.optional(described(Text, 'A text that stands in it, or one entry of a list.')),
  exists: v.optional(described(v.boolean(), 'true: it has to be there, whatever it is. false: it must not.')),
};

/** A text, or what is asked of one. */
export const Match = v.union([
  Text,
  v.strictObject({ ...asked, not: v.optional(described(Text, 'Anything but this.')) }),
]);

/** For claims: texts, numbers, lists … are compared as JSON. */
export const ClaimMatch = v.union([
  v.strictObject({ ...asked, not: v.optional(described(Json, 'Anything but this.')) }),
  Json,
]);

/** What `${NAME}` stands for is part of the pattern once it runs. */
function isPattern(source: string): boolean {
  try {
    return new RegExp(source.replaceAll(/\$\{[\w.-]+\}/g, 'x'), 'u') instanceof RegExp;
  } catch {
    return false;
  }
}
