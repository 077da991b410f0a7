import { describe, expect, it } from 'vitest';
import { chainOf, type Chain } from './model.ts';
import { challenge, refused, story, STORY_START, type StoryStep } from './testing/story.ts';

function chain(steps: readonly StoryStep[]): Chain {
  const shown = chainOf(story(steps));
  if (!shown) throw new Error('the story did not start a chain');
  return shown;
}

const first: StoryStep = {
  id: 'a',
  parent: null,
  answers: 'USER_SRP_AUTH',
  outcome: challenge('PASSWORD_VERIFIER'),
  took: 84,
};
const proved: StoryStep = {
  id: 'b',
  parent: 'a',
  answers: 'PASSWORD_VERIFIER',
  outcome: challenge('SOFTWARE_TOKEN_MFA', 's1'),
  took: 91,
  after: 500,
};

describe('chainOf', () => {
  it('is nothing before the chain has started', () => {
    expect(chainOf([])).toBeUndefined();
    expect(chainOf(story([first]).slice(1))).toBeUndefined();
  });

  it('waits for the challenge the last reply asked, with the Session it brought', () => {
    const shown = chain([first, proved]);
    expect(shown.status).toBe('waiting');
    expect(shown.failure).toBeUndefined();
    const askedAt = STORY_START + 84 + 500 + 91;
    expect(shown.pending).toMatchObject({
      stepId: 'b',
      name: 'SOFTWARE_TOKEN_MFA',
      hasSession: true,
      spent: false,
      askedAt,
      expiresAt: askedAt + 180_000,
    });
  });

  it('knows no expiry where no Session came', () => {
    const shown = chain([first]);
    expect(shown.pending?.hasSession).toBe(false);
    expect(shown.pending).not.toHaveProperty('expiresAt');
  });

  it('tells service time from think time', () => {
    const shown = chain([first, proved]);
    expect(shown.serviceMs).toBe(175);
    expect(shown.thinkMs).toBe(500);
    expect(shown.steps.map((step) => step.thinkMs)).toEqual([0, 500]);
  });

  it('is sending while a step has no end', () => {
    const { outcome: _, ...open } = proved;
    const shown = chain([first, open]);
    expect(shown.status).toBe('sending');
    expect(shown.steps.at(-1)?.status).toBe('sending');
  });

  it('ends in tokens and says where they went', () => {
    const events = story([first, { ...proved, outcome: { kind: 'tokens', newDevice: false } }]);
    events.push({ v: 1, at: STORY_START, type: 'tokens.stored', stepId: 'b', where: 'keychain' });
    const shown = chainOf(events);
    expect(shown?.status).toBe('tokens');
    expect(shown?.pending).toBeUndefined();
    expect(shown?.tokens).toEqual({ stepId: 'b', where: 'keychain' });
  });

  it('keeps waiting after a wrong code and counts the tries', () => {
    const wrong: StoryStep = {
      id: 'c',
      parent: 'b',
      answers: 'SOFTWARE_TOKEN_MFA',
      outcome: refused('CodeMismatchException'),
    };
    const shown = chain([first, proved, wrong, { ...wrong, id: 'd' }]);
    expect(shown.status).toBe('waiting');
    expect(shown.failure).toBe('CodeMismatchException');
    expect(shown.pending).toMatchObject({ stepId: 'b', spent: false });
    expect(shown.steps.map((step) => [step.attempt, step.lane])).toEqual([
      [1, 0],
      [1, 0],
      [1, 1],
      [2, 1],
    ]);
  });

  it('calls the challenge spent after an error that ends the sign-in', () => {
    const wrong = {
      ...proved,
      outcome: refused('NotAuthorizedException', 'Incorrect username or password.'),
    };
    const shown = chain([first, wrong]);
    expect(shown.pending?.spent).toBe(true);
    expect(shown.status).toBe('failed');
  });

  it.each([
    ['ForbiddenException', 'Request not allowed due to WAF block.'],
    ['UnexpectedLambdaException', 'VerifyAuthChallengeResponse invocation failed due to error X.'],
    ['NotAuthorizedException', 'Unable to verify secret hash for client 1example23456789'],
    ['BrandNewException', ''],
  ])('does not call it spent after %s %s: nobody knows the Session to be lost', (code, message) => {
    const shown = chain([first, { ...proved, outcome: refused(code, message) }]);
    expect(shown.pending?.spent).toBe(false);
    expect(shown.status).toBe('waiting');
  });

  it('does not call it spent when no answer came at all', () => {
    const shown = chain([
      first,
      { ...proved, outcome: { kind: 'failure', code: 'TIMEOUT', detail: 'No answer within 30 s.' } },
    ]);
    expect(shown.pending?.spent).toBe(false);
    expect(shown.failure).toBe('TIMEOUT');
  });

  it('fails without a challenge when the first step is refused', () => {
    const shown = chain([{ ...first, outcome: refused('ResourceNotFoundException') }]);
    expect(shown.status).toBe('failed');
    expect(shown.pending).toBeUndefined();
    expect(shown.steps[0]?.lane).toBe(0);
  });

  it('keeps operations beside the chain on its rail and takes their Session as the newest', () => {
    const setup: StoryStep = { ...first, outcome: challenge('MFA_SETUP', 's1') };
    const associate: StoryStep = {
      id: 'b',
      parent: 'a',
      answers: 'AssociateSoftwareToken',
      operation: 'AssociateSoftwareToken',
      outcome: { kind: 'done', session: 's2' },
    };
    const verify: StoryStep = {
      ...associate,
      id: 'c',
      answers: 'VerifySoftwareToken',
      operation: 'VerifySoftwareToken',
      outcome: { kind: 'done', session: 's3' },
      after: 20_000,
    };
    const shown = chain([setup, associate, verify]);
    expect(shown.status).toBe('waiting');
    expect(shown.pending?.expiresAt).toBe((shown.steps.at(-1)?.endedAt ?? 0) + 180_000);
    expect(shown.steps.map((step) => step.lane)).toEqual([0, 0, 0]);

    const refusedVerify = chain([
      setup,
      associate,
      { ...verify, outcome: refused('EnableSoftwareTokenMFAException') },
    ]);
    expect(refusedVerify.pending?.spent).toBe(false);
    expect(refusedVerify.failure).toBeUndefined();
    expect(refusedVerify.steps.at(-1)?.lane).toBe(1);
  });

  it('is done when its operations bring neither challenge nor tokens', () => {
    const shown = chain([
      { ...first, answers: 'RevokeToken', operation: 'RevokeToken', outcome: { kind: 'done' } },
    ]);
    expect(shown.status).toBe('done');
  });

  it('gives a second way on from a step a lane of its own', () => {
    const shown = chain([
      { ...first, outcome: challenge('SELECT_CHALLENGE', 's0') },
      { ...proved, answers: 'SELECT_CHALLENGE' },
      { ...proved, id: 'c', answers: 'SELECT_CHALLENGE', outcome: challenge('EMAIL_OTP', 's2') },
    ]);
    expect(shown.steps.map((step) => step.lane)).toEqual([0, 0, 1]);
  });

  it('can’t be answered where it was imported, until it is adopted on a target of here', () => {
    const [started, ...rest] = story([first, { ...proved, outcome: challenge('SMS_MFA', 's1') }]);
    if (started?.type !== 'chain.started') throw new Error('the story did not start a chain');
    const imported = [{ ...started, imported: { kind: 'har', name: 'a.har' } as const }, ...rest];
    expect(chainOf(imported)).toMatchObject({ readOnly: true, imported: { kind: 'har' }, status: 'waiting' });
    const target = { ...started.target, id: 'here', name: 'here', sessionMinutes: 5 };
    const adopted = chainOf([...imported, { v: started.v, at: STORY_START, type: 'chain.adopted', target }]);
    expect(adopted).toMatchObject({ readOnly: false, target: { id: 'here' } });
    expect(adopted?.pending?.expiresAt).toBe((adopted?.pending?.askedAt ?? 0) + 300_000);
  });

  it('tells of each step what its source did not hold, before, within and after', () => {
    const events = story([first, proved]).map((event) => {
      if (event.type === 'step.sent' && event.stepId === 'b')
        return { ...event, holes: [{ kind: 'before', detail: 'Its Session came from nowhere.' } as const] };
      if (event.type === 'step.ended' && event.stepId === 'b')
        return { ...event, holes: [{ kind: 'response', detail: 'It has no body.' } as const] };
      return event;
    });
    expect(chainOf(events)?.steps.map(({ holes }) => holes.map(({ kind }) => kind))).toEqual([
      [],
      ['before', 'response'],
    ]);
  });
});
