import type { StepEnded } from '../../chain/event.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { ScenarioResult } from '../result.ts';

/** What a step came to, as two targets can be held against each other: names and shapes, no values that differ by nature. */
export interface Came {
  readonly kind: 'challenge' | 'tokens' | 'done' | 'error' | 'failure';
  /** The challenge's or exception's name; empty for tokens and for what is done. */
  readonly name: string;
  /** An exception's message, with the target's own ids named and not said. */
  readonly message: string;
  readonly status: number | undefined;
  /** Names of ChallengeParameters. */
  readonly parameters: readonly string[];
  readonly available: readonly string[];
  readonly session: boolean;
  /** Members of the response, those of AuthenticationResult with it. */
  readonly members: readonly string[];
  /** Names of claims: `id.email`. */
  readonly claims: readonly string[];
}

/** What one step of a result came to; undefined where nothing was sent. */
export function cameIn(result: ScenarioResult, index: number): Came | undefined {
  const id = result.steps[index]?.stepIds.at(-1);
  if (id === undefined) return undefined;
  for (const events of result.chains) {
    const ended = events.findLast(
      (event): event is StepEnded => event.type === 'step.ended' && event.stepId === id,
    );
    const started = events.find((event) => event.type === 'chain.started');
    if (ended === undefined || started === undefined) continue;
    const { clientId, userPoolId = '', endpoint } = started.target;
    return cameTo(ended, [
      [clientId, '<client>'],
      [userPoolId, '<pool>'],
      [endpoint, '<endpoint>'],
    ]);
  }
  return undefined;
}

function cameTo({ outcome, response }: StepEnded, own: readonly (readonly [string, string])[]): Came {
  const nameless = (text: string) =>
    own.reduce((said, [value, name]) => (value === '' ? said : said.replaceAll(value, name)), text);
  const body = jsonIn(response?.body.text);
  const refused = outcome.kind === 'error' || outcome.kind === 'failure';
  return {
    kind: outcome.kind,
    name: outcome.kind === 'challenge' ? outcome.name : refused ? outcome.code : '',
    message: outcome.kind === 'error' ? nameless(outcome.message) : refused ? outcome.detail : '',
    status: response?.status,
    parameters: outcome.kind === 'challenge' ? Object.keys(outcome.parameters).sort() : [],
    available: outcome.kind === 'challenge' ? [...outcome.available].sort() : [],
    session: 'session' in outcome && outcome.session !== undefined,
    members: refused ? [] : membersOf(body),
    claims: claimsOf(response),
  };
}

function membersOf(body: JsonObject): string[] {
  const tokens = body['AuthenticationResult'];
  // An empty map and none at all are the same to every client.
  const own = Object.keys(body).filter((name) => name !== 'ChallengeParameters' && body[name] !== null);
  const inside = isJsonObject(tokens) ? Object.keys(tokens) : [];
  return [...own, ...inside.map((name) => `AuthenticationResult.${name}`)].sort();
}

const KINDS: Readonly<Record<string, string>> = {
  '/AuthenticationResult/IdToken': 'id',
  '/AuthenticationResult/AccessToken': 'access',
};

function claimsOf(response: StepEnded['response']): string[] {
  return (response?.body.secrets ?? []).flatMap(({ pointer, jwt }) => {
    const kind = KINDS[pointer];
    return kind === undefined || jwt === undefined
      ? []
      : Object.keys(jwt.payload)
          .map((name) => `${kind}.${name}`)
          .sort();
  });
}

function jsonIn(text = ''): JsonObject {
  try {
    const value = JSON.parse(text) as JsonValue;
    return isJsonObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** `SMS_MFA`, `tokens`, `NotAuthorizedException: Incorrect username or password.` */
export function cameText({ kind, name, message }: Came): string {
  if (kind === 'tokens' || kind === 'done') return kind;
  return message === '' ? name : `${name}: ${message}`;
}
