import { chainOf, type Chain } from '../../model.ts';
import { challenge, refused, story, STORY_START, storyTarget, type StoryStep } from '../../testing/story.ts';
import type { Evidence } from '../evidence.ts';

export interface EvidenceStory extends Omit<Partial<Evidence>, 'chain' | 'step' | 'code' | 'message'> {
  /** The exception or failure, and its words. */
  readonly error: readonly [code: string, message?: string];
  /** What the refused step answers; a flow makes it the first step. */
  readonly answers?: string;
  readonly operation?: string;
  readonly parameters?: Record<string, string>;
  readonly overridden?: readonly string[];
  readonly flow?: string;
  readonly first?: boolean;
  readonly response?: StoryStep['response'];
  readonly request?: StoryStep['request'];
}

/** Evidence about the last step of a chain: nothing is wrong in it but the error and what the test says. */
export function evidenceOf(about: EvidenceStory): Evidence {
  const {
    error,
    answers = 'PASSWORD_VERIFIER',
    parameters = {},
    overridden = [],
    flow,
    first,
    operation,
    response,
    request,
    ...facts
  } = about;
  const [code, message = ''] = error;
  const asked: StoryStep = {
    id: 'a',
    parent: null,
    answers: flow ?? 'USER_SRP_AUTH',
    outcome: challenge(answers, 's1', parameters),
  };
  const last: StoryStep = {
    id: 'b',
    parent: first === true ? null : 'a',
    answers,
    outcome: /^[A-Z_]+$/.test(code)
      ? { kind: 'failure', code: code as 'TIMEOUT', detail: message }
      : refused(code, message),
    ...(operation === undefined ? {} : { operation }),
    ...(response === undefined ? {} : { response }),
    ...(request === undefined ? {} : { request }),
  };
  const chain = shown(first === true ? [last] : [asked, last], flow);
  const step = chain.steps.at(-1);
  if (step === undefined) throw new Error('the story has no step');
  return {
    chain,
    step: { ...step, overridden },
    code,
    message,
    now: STORY_START + 10_000,
    targetAheadMs: 0,
    session: { sent: true, came: true, fromStep: 1, fromAsker: true, ageMs: 20_000, limitMs: 180_000 },
    tries: { failed: 0 },
    rules: [],
    callsInLastSecond: 1,
    ...facts,
    sent: {
      answers: { USERNAME: 'ann' },
      members: ['ClientId', 'ChallengeName', 'Session', 'ChallengeResponses'],
      clientId: storyTarget.clientId,
      targetClientId: storyTarget.clientId,
      targetHasSecret: true,
      challengeName: answers,
      asked: answers,
      ...facts.sent,
    },
  };
}

function shown(steps: readonly StoryStep[], flow: string | undefined): Chain {
  const chain = chainOf(story(steps, flow === undefined ? {} : { flow }));
  if (chain === undefined) throw new Error('the story did not start a chain');
  return chain;
}
