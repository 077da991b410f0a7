import { parseJsonText, pointerTo } from '@core/chain/json-text.ts';
import { isAdmins } from '@core/chain/sign-in-operations.ts';
import type { Chain } from '@core/chain/model.ts';
import type { Answer } from '@core/contract.ts';
import { flowNamed } from '@core/flows/flows.ts';
import { isSecretField } from '@core/form/form.ts';
import { isJsonObject, type JsonValue } from '@core/json.ts';

/**
 * The answer that starts the same sign-in again: the flow, the username, and what else was sent openly at the start.
 * What was secret is left empty, for the host to fill in from what it remembers. Undefined for chains that no flow
 * starts (RevokeToken, GlobalSignOut).
 */
export function answerAgain(chain: Chain): Answer | undefined {
  const flow = flowNamed(chain.flow);
  const first = chain.steps[0];
  if (!flow || !first) return undefined;
  const parsed = parseJsonText(first.request.body.text);
  const body: JsonValue = parsed.ok ? parsed.value : {};
  const map = isJsonObject(body) ? body['AuthParameters'] : undefined;
  const masked = new Set(first.request.body.secrets.map((spot) => spot.pointer));

  const inputs: Record<string, string> = chain.username === '' ? {} : { USERNAME: chain.username };
  for (const field of flow.fields) {
    const value = isJsonObject(map) ? map[field.key] : undefined;
    const hidden = isSecretField(field) || masked.has(pointerTo('/AuthParameters', field.key));
    if (!hidden && typeof value === 'string' && value !== '') inputs[field.key] = value;
  }
  const admin = isAdmins(first.operation) ? { admin: true } : {};
  return { name: flow.name, ...admin, inputs, responses: {}, members: {} };
}
