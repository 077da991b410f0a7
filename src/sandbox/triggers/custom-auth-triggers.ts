import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import type { CustomFlow } from '../custom-flow.ts';
import { metadataPart, sessionPart, userParts } from './events.ts';
import { noCreateTrigger, noCustomTriggers, noSuchTrigger } from './refuse-run.ts';
import { readCreated, readDecision, readVerdict, type CreatedChallenge, type Decision } from './responses.ts';
import { runTrigger } from './run-trigger.ts';
import type { Pool } from '../state.ts';

/** @throws InvalidParameterException for a pool that has none of the three. */
export function requireCustomTriggers({ triggers }: Pool): void {
  const names = ['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse'];
  if (!names.some((name) => triggers.has(name))) throw noCustomTriggers();
}

/** What comes next, as DefineAuthChallenge decides it from the rounds so far. */
export async function runDefine(context: Context, subject: Subject, flow: CustomFlow): Promise<Decision> {
  const response = await runTrigger(context, subject, {
    trigger: 'DefineAuthChallenge',
    source: 'DefineAuthChallenge_Authentication',
    request: { ...userParts(subject), ...sessionPart(flow.rounds), ...metadata(context) },
    response: { challengeName: null, issueTokens: null, failAuthentication: null },
  });
  if (response === undefined) throw noSuchTrigger();
  return readDecision(response);
}

export async function runCreate(
  context: Context,
  subject: Subject,
  flow: CustomFlow,
): Promise<CreatedChallenge> {
  const response = await runTrigger(context, subject, {
    trigger: 'CreateAuthChallenge',
    source: 'CreateAuthChallenge_Authentication',
    request: {
      ...userParts(subject),
      challengeName: 'CUSTOM_CHALLENGE',
      ...sessionPart(flow.rounds),
      ...metadata(context),
    },
    response: { publicChallengeParameters: null, privateChallengeParameters: null, challengeMetadata: null },
  });
  if (response === undefined) throw noCreateTrigger();
  return readCreated(response);
}

/** Whether the answer is right, as VerifyAuthChallengeResponse sees it. */
export async function runVerify(
  context: Context,
  subject: Subject,
  parameters: ReadonlyMap<string, string>,
  answer: string,
): Promise<boolean> {
  const response = await runTrigger(context, subject, {
    trigger: 'VerifyAuthChallengeResponse',
    source: 'VerifyAuthChallengeResponse_Authentication',
    request: {
      ...userParts(subject),
      privateChallengeParameters: Object.fromEntries(parameters),
      challengeAnswer: answer,
      ...metadata(context),
    },
    response: { answerCorrect: null },
    secrets: [answer, ...parameters.values()],
  });
  if (response === undefined) throw noSuchTrigger();
  return readVerdict(response);
}

/** These three never see what InitiateAuth was given (protocol reference 8.3). */
function metadata({ asked }: Context): JsonObject {
  return metadataPart(asked.operation.endsWith('RespondToAuthChallenge') ? asked.metadata : undefined);
}
