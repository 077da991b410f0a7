import type { JsonObject } from '../../json.ts';
import type { Context } from '../context.ts';
import type { Members } from '../members.ts';
import type { Settings } from '../settings.ts';

/** One operation of the API. */
export interface Operation {
  readonly name: string;
  readonly members: (settings: Settings) => Members;
  /** Runs with members that hold to the service model. Throws `refusal`s. */
  readonly run: (input: JsonObject, context: Context) => JsonObject | Promise<JsonObject>;
}
