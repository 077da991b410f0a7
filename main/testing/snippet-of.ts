import { redactBody } from '@core/chain/redact.ts';
import { encodeRequest } from '@core/cognito/wire.ts';
import { snippetStep, type SnippetStep } from '@core/evidence/snippets/step.ts';
import type { JsonObject } from '@core/json.ts';

/** A request of the console to be copied: masked, and with its values, as the host has it. */
export interface ToCopy {
  readonly masked: SnippetStep;
  readonly revealed: SnippetStep;
  /** What the environment has to hold for `masked`. */
  readonly environment: Readonly<Record<string, string>>;
}

export function toCopy(url: string, operation: string, members: JsonObject, region = 'us-east-1'): ToCopy {
  const { method, headers, body: bytes } = encodeRequest({ url, operation, body: members });
  const text = new TextDecoder().decode(bytes);
  const body = redactBody({ operation, side: 'request', text, bytes: bytes.length });
  const source = { operation, method, url, headers, body, region };
  const revealed = snippetStep({ ...source, real: { text, headers } });
  return {
    masked: snippetStep(source),
    revealed,
    environment: Object.fromEntries(revealed.variables.map(({ name, value = '' }) => [name, value])),
  };
}
