import { maskOf } from '../chain/mask.ts';
import { redactBody } from '../chain/redact.ts';
import { checkRequest } from '../cognito/check.ts';
import type { Preview } from '../contract.ts';
import type { Fault } from '../form/form.ts';
import type { JsonObject } from '../json.ts';
import type { Draft } from './chains.ts';

/** The request a draft would send, masked, with what was computed and which rules it breaks. */
export function previewOf(draft: Draft, missing: readonly Fault[]): Preview {
  const { operation, body, computed, faults } = draft.composed;
  const text = JSON.stringify(body);
  const challengeName = body['ChallengeName'];
  const redacted = redactBody({
    operation,
    side: 'request',
    text,
    bytes: text.length,
    ...(typeof challengeName === 'string' ? { challengeName } : {}),
  });
  const masks = new Map(redacted.secrets.map((spot) => [spot.pointer, spot.mask]));
  return {
    operation,
    url: draft.target.endpoint,
    body: JSON.parse(redacted.text) as JsonObject,
    masked: redacted.secrets.map((spot) => spot.pointer),
    computed: computed.map((entry) => ({
      ...entry,
      value: masks.get(entry.pointer) ?? (entry.secret ? maskOf(entry.value, 'opaque') : entry.value),
    })),
    warnings: [...missing, ...checkRequest(operation, body)],
    faults,
  };
}
