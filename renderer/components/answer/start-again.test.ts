import { chainOf, type Chain } from '@core/chain/model.ts';
import { bodyOf, challenge, story } from '@core/chain/testing/story.ts';
import { describe, expect, it } from 'vitest';
import { answerAgain } from './start-again.ts';

function started(
  flow: string,
  authParameters: Record<string, string>,
  secret: readonly string[] = [],
): Chain {
  const secrets = secret.map(
    (key) => ({ pointer: `/AuthParameters/${key}`, kind: 'short', mask: '••••••' }) as const,
  );
  const body = bodyOf({ AuthFlow: flow, AuthParameters: authParameters }, secrets);
  const events = story(
    [{ id: 'a', parent: null, answers: flow, outcome: challenge('X', 's'), request: { body } }],
    {
      flow,
      username: 'ann@example.com',
    },
  );
  const chain = chainOf(events);
  if (!chain) throw new Error('the story did not start a chain');
  return chain;
}

describe('answerAgain', () => {
  it('takes over what was sent openly and leaves secrets to the host', () => {
    const chain = started(
      'USER_AUTH',
      {
        USERNAME: 'ann',
        PREFERRED_CHALLENGE: 'PASSWORD',
        PASSWORD: '••••••',
        DEVICE_KEY: '••••••',
        SRP_A: 'ab',
      },
      ['PASSWORD', 'DEVICE_KEY'],
    );
    expect(answerAgain(chain)).toEqual({
      name: 'USER_AUTH',
      inputs: { USERNAME: 'ann', PREFERRED_CHALLENGE: 'PASSWORD' },
      responses: {},
      members: {},
    });
  });

  it('knows the username where the request hides it', () => {
    const chain = started('USER_PASSWORD_AUTH', { USERNAME: '••••••', PASSWORD: '••••••' }, [
      'USERNAME',
      'PASSWORD',
    ]);
    expect(answerAgain(chain)?.inputs).toEqual({ USERNAME: 'ann@example.com' });
  });

  it('is nothing for chains that no flow starts', () => {
    expect(answerAgain(started('RevokeToken', {}))).toBeUndefined();
  });
});
