import type { JsonObject } from '../../json.ts';
import type { Context } from '../context.ts';
import type { TextMap } from '../read-members.ts';
import type { Pool } from '../state.ts';
import type { Client } from '../pool/client.ts';

export interface Start {
  readonly context: Context;
  readonly pool: Pool;
  readonly client: Client;
  readonly parameters: TextMap;
  /** Of a sign-up: USER_AUTH alone looks at it. */
  readonly session: string | undefined;
}

/** One AuthFlow of InitiateAuth. */
export interface Flow {
  readonly names: readonly string[];
  /** Value in ExplicitAuthFlows that allows it. */
  readonly allowedBy: string;
  /** The service words each refusal differently (protocol reference 1.2). */
  readonly notAllowed: string;
  readonly start: (start: Start) => JsonObject | Promise<JsonObject>;
}
