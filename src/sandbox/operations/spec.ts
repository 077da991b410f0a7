import type { JsonObject } from '../../json.ts';
import type { Context } from '../context.ts';

/** One operation of the API. What its members must hold to is the service model's to say. */
export interface Operation {
  readonly name: string;
  /** Runs with members that hold to the service model. Throws `refusal`s. */
  readonly run: (input: JsonObject, context: Context) => JsonObject | Promise<JsonObject>;
}
