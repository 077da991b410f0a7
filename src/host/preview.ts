import { maskOf } from '../chain/mask.ts';
import { redactBody } from '../chain/redact.ts';
import { checkRequest } from '../cognito/check.ts';
import type { Preview } from '../contract.ts';
import type { JsonObject } from '../json.ts';
import { coreFault } from '../form/form.ts';
import type { Draft } from './chains.ts';

/** The request a draft would send, masked, with what was computed and which rules it breaks. */
export function previewOf(draft: Draft): Preview {
  const { operation, body, computed, faults, expected } = draft.composed;
  const text = JSON.stringify(body);
  const challengeName = body['ChallengeName'];
  const redacted = redactBody({
    operation,
    side: 'request',
    text,
    bytes: text.length,
    ...(typeof challengeName === 'string' ? { challengeName } : {}),
  });
  if (redacted.cut) {
    throw coreFault(
      'REQUEST_TOO_LONG',
      'The request is too long to be shown before it is sent. Send it, or shorten a value.',
    );
  }
  const spots = new Map(redacted.secrets.map((spot) => [spot.pointer, spot]));
  return {
    operation,
    url: draft.target.endpoint,
    body: JSON.parse(redacted.text) as JsonObject,
    masked: redacted.secrets.map((spot) => spot.pointer),
    computed: computed.map(({ pointer, key, value, secret, kind, from, overridden }) => {
      const credential = spots.get(pointer)?.credential;
      return {
        pointer,
        key,
        value: secret ? (spots.get(pointer)?.mask ?? maskOf(value, kind ?? 'short')) : value,
        secret,
        from,
        overridden,
        ...(credential === undefined ? {} : { credential }),
      };
    }),
    warnings: checkRequest(operation, body, expected),
    faults,
  };
}
