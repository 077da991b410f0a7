import type { JsonObject } from '../../json.ts';
import type { Context } from '../context.ts';
import type { Client } from '../pool/client.ts';
import { requiredText, text, textMap } from '../read-members.ts';
import { refusal } from '../refusal.ts';
import type { Pool } from '../state.ts';
import { refreshTokenAuth } from './refresh-token-auth.ts';
import type { Flow } from './spec.ts';

/** InitiateAuth and AdminInitiateAuth differ in the flows they know. */
export function startFlow(
  context: Context,
  { pool, client }: { readonly pool: Pool; readonly client: Client },
  input: JsonObject,
  flows: readonly Flow[],
): JsonObject | Promise<JsonObject> {
  const name = requiredText(input, 'AuthFlow');
  const flow = flows.find(({ names }) => names.includes(name));
  if (flow === undefined) {
    throw refusal('InvalidParameterException', 'Initiate Auth method not supported.');
  }
  if (!client.explicitAuthFlows.includes(flow.allowedBy)) {
    const isRotated = flow === refreshTokenAuth && client.rotation !== undefined;
    throw refusal(
      isRotated ? context.settings.rotatedRefreshRefusal : 'InvalidParameterException',
      flow.notAllowed,
    );
  }
  const parameters = textMap(input, 'AuthParameters');
  return flow.start({ context, pool, client, parameters, session: text(input, 'Session') });
}
