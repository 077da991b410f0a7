import * as v from 'valibot';
import type { JsonValue } from '../json.ts';

/** What commands take over and over. */
export const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
export const Text = v.pipe(v.string(), v.maxLength(200_000));
/** Any JSON value. */
export const Json: v.GenericSchema<JsonValue> = v.lazy(() =>
  v.union([
    v.null(),
    v.boolean(),
    v.pipe(v.number(), v.finite()),
    Text,
    v.array(Json),
    v.record(v.string(), Json),
  ]),
);
export const none = v.strictObject({});
/** What was typed before something that may harm a real user, or changes a production target: the target's name. */
export const Confirmed = { confirmed: v.optional(v.pipe(v.string(), v.maxLength(200))) };

/** One command: its input is validated in the host, its output is our own and typed only. */
export function command<const S extends v.GenericSchema>(input: S) {
  return { returns: <O>() => ({ input, output: undefined as O }) };
}
