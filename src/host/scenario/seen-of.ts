import type { StepEnded } from '../../chain/event.ts';
import { decodeJwt } from '../../chain/jwt.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { isJsonObject } from '../../json.ts';
import { sessionOf } from '../../scenario/checks.ts';
import { hiddenWithin } from '../../scenario/hiding.ts';
import type { Seen } from '../../scenario/seen.ts';
import type { LiveChain, StepRecord } from '../live-chain.ts';

interface Of {
  readonly chain: LiveChain;
  readonly step: StepRecord;
}

/** What a step came to, as it travelled: a check may look at what nobody is shown. */
export function seenOf({ chain, step }: Of): Seen {
  const ended = endOf(chain, step);
  const outcome = ended?.outcome;
  const body = jsonOf(step.responseText);
  const sent = jsonOf(step.requestText);
  const sessionSent = isJsonObject(sent) ? textOf(sent['Session']) : undefined;
  const id = claimsOf(step.tokens?.IdToken);
  const access = claimsOf(step.tokens?.AccessToken);
  return {
    ...(outcome?.kind === 'error'
      ? { came: 'error', name: outcome.code, message: outcome.message }
      : outcome?.kind === 'failure'
        ? { came: 'failure', name: outcome.code, message: outcome.detail }
        : outcome?.kind === 'challenge'
          ? { came: 'challenge', name: outcome.name, message: '' }
          : outcome?.kind === 'tokens'
            ? { came: 'tokens', name: 'TOKENS', message: '' }
            : { came: 'done', name: 'DONE', message: '' }),
    ...(ended?.response === undefined ? {} : { status: ended.response.status }),
    parameters: step.asked?.parameters ?? {},
    available: step.asked?.available ?? [],
    ...(sessionSent === undefined ? {} : { sessionSent }),
    ...(step.session === undefined ? {} : { sessionCame: step.session }),
    claims: { ...(id === undefined ? {} : { id }), ...(access === undefined ? {} : { access }) },
    body,
    text: step.responseText,
    headers: ended?.response?.headers ?? [],
    ms: ended?.timing.total ?? 0,
  };
}

/** What a check in JavaScript gets as `step`: no secret in it, claims of tokens but no token. */
export function scriptInput(of: Of, seen: Seen, hide: (text: string) => string): JsonObject {
  const response = endOf(of.chain, of.step)?.response;
  const { came, name, message, status, available, claims, ms } = seen;
  return hiddenWithin<JsonObject>(
    {
      operation: of.step.operation,
      answers: of.step.answers,
      challenge: came === 'challenge' ? name : null,
      tokens: came === 'tokens',
      error: came === 'error' || came === 'failure' ? { code: name, message } : null,
      status: status ?? null,
      parameters: { ...seen.parameters },
      available: [...available],
      session: sessionOf(seen),
      claims: { ...claims },
      headers: Object.fromEntries(seen.headers.map(([key, value]) => [key.toLowerCase(), value])),
      body: jsonOf(response?.body.text ?? '') ?? response?.body.text ?? null,
      ms,
    },
    hide,
  );
}

export function endOf(chain: LiveChain, { id }: StepRecord): StepEnded | undefined {
  return chain.events.findLast(
    (event): event is StepEnded => event.type === 'step.ended' && event.stepId === id,
  );
}

function claimsOf(token: string | undefined): JsonObject | undefined {
  return token === undefined ? undefined : decodeJwt(token)?.payload;
}

/** Undefined for a text that is no JSON. */
export function jsonOf(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
