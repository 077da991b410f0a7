import type {
  Body,
  Branch,
  ChainEvent,
  ChainTarget,
  Outcome,
  ReceivedResponse,
  SentRequest,
} from '../event.ts';
import { CHAIN_EVENT_VERSION } from '../event.ts';

/** A chain written down for tests: each line of the story becomes the events a host would have recorded. */
export interface StoryStep {
  readonly id: string;
  readonly parent: string | null;
  readonly answers: string;
  readonly operation?: string;
  /** Absent: still under way. */
  readonly outcome?: Outcome;
  /** Milliseconds with the service. */
  readonly took?: number;
  /** Milliseconds that passed before it was sent. */
  readonly after?: number;
  readonly summary?: string;
  readonly response?: Partial<ReceivedResponse>;
  readonly request?: Partial<SentRequest>;
  readonly branch?: Branch;
  readonly replays?: string;
}

export const STORY_START = Date.UTC(2026, 8, 8, 9, 5, 7);

export const storyTarget: ChainTarget = {
  id: 'target-1',
  name: 'staging',
  endpoint: 'https://cognito-idp.eu-west-1.amazonaws.com',
  clientId: '1example23456789',
  userPoolId: 'eu-west-1_Example12',
  production: false,
  sessionMinutes: 3,
  kind: 'endpoint',
};

export function story(
  steps: readonly StoryStep[],
  about: { chainId?: string; target?: ChainTarget; flow?: string; username?: string } = {},
): ChainEvent[] {
  const v = CHAIN_EVENT_VERSION;
  let at = STORY_START;
  const events: ChainEvent[] = [
    {
      v,
      at,
      type: 'chain.started',
      chainId: about.chainId ?? 'chain-1',
      target: about.target ?? storyTarget,
      flow: about.flow ?? 'USER_SRP_AUTH',
      username: about.username ?? 'ann@example.com',
    },
  ];
  for (const step of steps) {
    at += step.after ?? 0;
    const operation = step.operation ?? (step.parent === null ? 'InitiateAuth' : 'RespondToAuthChallenge');
    events.push({
      v,
      at,
      type: 'step.sent',
      stepId: step.id,
      parentId: step.parent,
      operation,
      answers: step.answers,
      summary: step.summary ?? '',
      overridden: [],
      ...(step.branch ? { branch: step.branch } : {}),
      ...(step.replays === undefined ? {} : { replays: step.replays }),
      request: { ...sentRequest(operation), ...step.request },
    });
    if (!step.outcome) continue;
    const total = step.took ?? 80;
    at += total;
    const base = {
      v,
      at,
      type: 'step.ended',
      stepId: step.id,
      outcome: step.outcome,
      timing: { wait: total, total },
    } as const;
    const silent = step.outcome.kind === 'failure' && !step.response;
    events.push(
      silent ? base : { ...base, response: { ...answered(step.outcome, step.id), ...step.response } },
    );
  }
  return events;
}

export function challenge(name: string, session?: string, parameters: Record<string, string> = {}): Outcome {
  return {
    kind: 'challenge',
    name,
    parameters,
    available: [],
    ...(session === undefined ? {} : { session }),
  };
}

export function refused(code: string, message = ''): Outcome {
  return { kind: 'error', code, message };
}

export function bodyOf(value: unknown, secrets: Body['secrets'] = []): Body {
  const text = JSON.stringify(value);
  return { text, bytes: text.length, secrets, cut: false };
}

function sentRequest(operation: string): SentRequest {
  return {
    method: 'POST',
    url: `${storyTarget.endpoint}/`,
    headers: [
      ['Content-Type', 'application/x-amz-json-1.1'],
      ['X-Amz-Target', `AWSCognitoIdentityProviderService.${operation}`],
    ],
    body: bodyOf({ ClientId: storyTarget.clientId }),
  };
}

function answered(outcome: Outcome, stepId: string): ReceivedResponse {
  const failed = outcome.kind === 'error';
  const body =
    outcome.kind === 'error'
      ? { __type: outcome.code, message: outcome.message }
      : outcome.kind === 'challenge'
        ? { ChallengeName: outcome.name, ChallengeParameters: outcome.parameters }
        : {};
  return {
    status: failed ? 400 : 200,
    statusText: failed ? 'Bad Request' : 'OK',
    headers: [['Content-Type', 'application/x-amz-json-1.1']],
    body: bodyOf(body),
    requestId: `request-${stepId}`,
  };
}
