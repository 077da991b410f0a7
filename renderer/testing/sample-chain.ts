import type { ChainEvent, Outcome, SecretSpot, StepEnded, StepSent } from '@core/chain/event.ts';
import type { JsonObject } from '@core/json.ts';
import { sandboxTarget, tokenSet } from './fixtures.ts';

export interface SampleStep {
  readonly stepId: string;
  readonly parentId: string | null;
  readonly operation: string;
  readonly answers: string;
  readonly summary: string;
  readonly request: JsonObject;
  readonly requestSecrets?: readonly SecretSpot[];
  readonly outcome: Outcome;
  readonly response: JsonObject;
  readonly responseSecrets?: readonly SecretSpot[];
  readonly status?: number;
  readonly at: number;
  readonly totalMs: number;
  readonly sessionIn?: string;
}

export function chainStarted(chainId: string, username: string, flow: string, at: number): ChainEvent {
  return { v: 1, type: 'chain.started', at, chainId, target: sandboxTarget, flow, username };
}

/** The two events of one finished step. */
export function stepEvents(step: SampleStep): [StepSent, StepEnded] {
  const { endpoint } = sandboxTarget;
  const request = JSON.stringify(step.request);
  const response = JSON.stringify(step.response);
  const type: [string, string] = ['Content-Type', 'application/x-amz-json-1.1'];
  return [
    {
      v: 1,
      type: 'step.sent',
      at: step.at,
      stepId: step.stepId,
      parentId: step.parentId,
      operation: step.operation,
      answers: step.answers,
      summary: step.summary,
      overridden: [],
      ...(step.sessionIn === undefined ? {} : { session: step.sessionIn }),
      request: {
        method: 'POST',
        url: `${endpoint}/`,
        headers: [type, ['X-Amz-Target', `AWSCognitoIdentityProviderService.${step.operation}`]],
        body: { text: request, bytes: request.length, secrets: step.requestSecrets ?? [], cut: false },
      },
    },
    {
      v: 1,
      type: 'step.ended',
      at: step.at + step.totalMs,
      stepId: step.stepId,
      outcome: step.outcome,
      timing: { dns: 0, connect: 1, wait: step.totalMs - 3, download: 2, total: step.totalMs },
      response: {
        status: step.status ?? 200,
        statusText: step.status === 400 ? 'Bad Request' : 'OK',
        headers: [type, ['x-amzn-RequestId', `00000000-0000-4000-8000-${step.stepId.padStart(12, '0')}`]],
        body: { text: response, bytes: response.length, secrets: step.responseSecrets ?? [], cut: false },
        requestId: `00000000-0000-4000-8000-${step.stepId.padStart(12, '0')}`,
        serverDate: Math.floor(step.at / 1_000) * 1_000,
      },
    },
  ];
}

const SESSION = 'AYAB… 1,563 chars';
const session = (pointer: string): SecretSpot => ({ pointer, kind: 'opaque', mask: SESSION, length: 1_563 });
const short = (pointer: string): SecretSpot => ({ pointer, kind: 'short', mask: '••••••' });

/**
 * SRP, then TOTP with one wrong code: challenge, challenge, exception, tokens. `upTo` cuts it: 2 leaves
 * SOFTWARE_TOKEN_MFA waiting, 3 after the wrong code, 4 is the whole chain.
 */
export function sampleChain(chainId: string, startedAt: number, upTo = 4): ChainEvent[] {
  const username = 'ann@example.com';
  const steps: SampleStep[] = [
    {
      stepId: 'step-1',
      parentId: null,
      operation: 'InitiateAuth',
      answers: 'USER_SRP_AUTH',
      summary: 'ann@example.com',
      at: startedAt + 4,
      totalMs: 84,
      request: {
        AuthFlow: 'USER_SRP_AUTH',
        AuthParameters: { USERNAME: username, SRP_A: 'b1c2d3…' },
        ClientId: sandboxTarget.clientId,
      },
      response: {
        ChallengeName: 'PASSWORD_VERIFIER',
        ChallengeParameters: {
          USERNAME: 'ann',
          USER_ID_FOR_SRP: 'ann',
          SALT: '5f1c',
          SRP_B: 'a7e1',
          SECRET_BLOCK: 'q83v… 1,200 chars',
        },
      },
      responseSecrets: [
        {
          pointer: '/ChallengeParameters/SECRET_BLOCK',
          kind: 'opaque',
          mask: 'q83v… 1,200 chars',
          length: 1_200,
        },
      ],
      outcome: {
        kind: 'challenge',
        name: 'PASSWORD_VERIFIER',
        parameters: {
          USERNAME: 'ann',
          USER_ID_FOR_SRP: 'ann',
          SALT: '5f1c',
          SRP_B: 'a7e1',
          SECRET_BLOCK: 'q83v… 1,200 chars',
        },
        available: [],
      },
    },
    {
      stepId: 'step-2',
      parentId: 'step-1',
      operation: 'RespondToAuthChallenge',
      answers: 'PASSWORD_VERIFIER',
      summary: 'password proved by SRP',
      at: startedAt + 9_300,
      totalMs: 91,
      request: {
        ChallengeName: 'PASSWORD_VERIFIER',
        ChallengeResponses: {
          USERNAME: 'ann',
          PASSWORD_CLAIM_SIGNATURE: 'mQ3x… 44 chars',
          TIMESTAMP: 'Mon Nov 3 14:03:29 UTC 2025',
        },
        ClientId: sandboxTarget.clientId,
      },
      requestSecrets: [
        {
          pointer: '/ChallengeResponses/PASSWORD_CLAIM_SIGNATURE',
          kind: 'opaque',
          mask: 'mQ3x… 44 chars',
          length: 44,
        },
      ],
      response: {
        ChallengeName: 'SOFTWARE_TOKEN_MFA',
        ChallengeParameters: { FRIENDLY_DEVICE_NAME: 'Authenticator' },
        Session: SESSION,
      },
      responseSecrets: [session('/Session')],
      outcome: {
        kind: 'challenge',
        name: 'SOFTWARE_TOKEN_MFA',
        parameters: { FRIENDLY_DEVICE_NAME: 'Authenticator' },
        available: [],
        session: 's:7c1e',
      },
    },
    {
      stepId: 'step-3',
      parentId: 'step-2',
      operation: 'RespondToAuthChallenge',
      answers: 'SOFTWARE_TOKEN_MFA',
      summary: 'code ••••••',
      at: startedAt + 28_000,
      totalMs: 77,
      sessionIn: 's:7c1e',
      request: {
        ChallengeName: 'SOFTWARE_TOKEN_MFA',
        ChallengeResponses: { USERNAME: 'ann', SOFTWARE_TOKEN_MFA_CODE: '••••••' },
        ClientId: sandboxTarget.clientId,
        Session: SESSION,
      },
      requestSecrets: [short('/ChallengeResponses/SOFTWARE_TOKEN_MFA_CODE'), session('/Session')],
      status: 400,
      response: { __type: 'CodeMismatchException', message: 'Invalid code received for user' },
      outcome: { kind: 'error', code: 'CodeMismatchException', message: 'Invalid code received for user' },
    },
    {
      stepId: 'step-4',
      parentId: 'step-2',
      operation: 'RespondToAuthChallenge',
      answers: 'SOFTWARE_TOKEN_MFA',
      summary: 'code ••••••',
      at: startedAt + 41_000,
      totalMs: 112,
      sessionIn: 's:7c1e',
      request: {
        ChallengeName: 'SOFTWARE_TOKEN_MFA',
        ChallengeResponses: { USERNAME: 'ann', SOFTWARE_TOKEN_MFA_CODE: '••••••' },
        ClientId: sandboxTarget.clientId,
        Session: SESSION,
      },
      requestSecrets: [short('/ChallengeResponses/SOFTWARE_TOKEN_MFA_CODE'), session('/Session')],
      response: {
        AuthenticationResult: {
          AccessToken: 'eyJr… 1,021 chars',
          ExpiresIn: 3_600,
          IdToken: 'eyJr… 1,082 chars',
          RefreshToken: 'eyJj… 1,784 chars',
          TokenType: 'Bearer',
        },
      },
      responseSecrets: tokenSet(startedAt + 41_112).tokens.map((token) => ({
        pointer: `/AuthenticationResult/${token.name}`,
        kind: token.jwt ? ('jwt' as const) : ('opaque' as const),
        mask: token.mask,
        length: token.length,
        ...(token.jwt ? { jwt: token.jwt } : {}),
      })),
      outcome: { kind: 'tokens', newDevice: false },
    },
  ];
  const events: ChainEvent[] = [chainStarted(chainId, username, 'USER_SRP_AUTH', startedAt)];
  for (const step of steps.slice(0, upTo)) events.push(...stepEvents(step));
  if (upTo >= steps.length) {
    events.push({ v: 1, type: 'tokens.stored', at: startedAt + 41_120, stepId: 'step-4', where: 'keychain' });
  }
  return events;
}
