import { chainOf, type Chain } from '@core/chain/model.ts';
import { challenge, refused, story, storyTarget, type StoryStep } from '@core/chain/testing/story.ts';
import { describe, expect, it } from 'vitest';
import { nextActions, nextMove } from './next-actions.ts';

type Failed = StoryStep['outcome'];
const asked: StoryStep = {
  id: 'a',
  parent: null,
  answers: 'USER_SRP_AUTH',
  outcome: challenge('SMS_MFA', 's'),
};

function chain(
  steps: readonly StoryStep[],
  kind: 'sandbox' | 'endpoint' = 'endpoint',
  flow = 'USER_SRP_AUTH',
): Chain {
  const shown = chainOf(story(steps, { flow, target: { ...storyTarget, kind } }));
  if (!shown) throw new Error('the story did not start a chain');
  return shown;
}
const atAnswer = (outcome: Failed, kind?: 'sandbox' | 'endpoint'): Chain =>
  chain([asked, { id: 'b', parent: 'a', answers: 'SMS_MFA', ...(outcome ? { outcome } : {}) }], kind);
const atStart = (outcome: Failed, kind?: 'sandbox' | 'endpoint', flow = 'USER_SRP_AUTH'): Chain =>
  chain([{ id: 'a', parent: null, answers: flow, ...(outcome ? { outcome } : {}) }], kind, flow);
const labels = (shown: Chain): string[] => nextActions(shown).map(({ label }) => label);

const disabled = refused('NotAuthorizedException', 'User is disabled.');
const wrongPassword = refused('NotAuthorizedException', 'Incorrect username or password.');
const unknownClient = refused('ResourceNotFoundException', 'User pool client x does not exist.');

describe('nextActions', () => {
  it.each([
    ['a wrong code', atAnswer(refused('CodeMismatchException')), ['Try again']],
    ['throttling', atAnswer(refused('TooManyRequestsException')), ['Try again']],
    ['throttling at the start', atStart(refused('TooManyRequestsException')), ['Start again']],
    ['a wrong proof', atAnswer(wrongPassword), ['Start again', 'Open this user']],
    [
      'a wrong password at the start',
      atStart(wrongPassword),
      ['Change and start again', 'Start again', 'Open this user'],
    ],
    [
      'a disabled user',
      atAnswer(disabled),
      ['Open this user', 'Copy for the administrator', 'Start again after that'],
    ],
    [
      'a disabled user of the sandbox',
      atAnswer(disabled, 'sandbox'),
      ['Open this user', 'Open the sandbox', 'Start again after that'],
    ],
    [
      'a factor that the pool lacks',
      atAnswer(
        refused(
          'SoftwareTokenMFANotFoundException',
          'Software Token MFA has not been enabled by the userPool',
        ),
      ),
      ['Copy for the administrator', 'Try again', 'Open this user'],
    ],
    ['an unknown client', atStart(unknownClient), ['Open the target', 'Start again']],
    [
      'an unknown client of the sandbox',
      atStart(unknownClient, 'sandbox'),
      ['Open the sandbox', 'Start again'],
    ],
    [
      'an unknown name',
      atStart(refused('UserNotFoundException')),
      ['Change and start again', 'Start again', 'Open this user'],
    ],
    [
      'a dead refresh token',
      atStart(
        refused('NotAuthorizedException', 'Refresh Token has expired'),
        'endpoint',
        'REFRESH_TOKEN_AUTH',
      ),
      ['Sign in again', 'Start again'],
    ],
    [
      'a refused RevokeToken',
      atStart(refused('UnsupportedTokenTypeException'), 'endpoint', 'RevokeToken'),
      ['Open the tokens'],
    ],
    [
      'a refused call of an operation',
      chain(
        [
          {
            ...{ id: 'a', parent: null, answers: 'AdminGetUser', operation: 'AdminGetUser' },
            outcome: refused('InvalidParameterException'),
          },
        ],
        'endpoint',
        'AdminGetUser',
      ),
      ['Edit and send again'],
    ],
    ['a code nobody knows', atAnswer(refused('BrandNewException')), ['Try again']],
    ['a challenge that came', chain([asked]), []],
    ['a step under way', atAnswer(undefined), []],
  ] as const)('after %s', (_what, shown, expected) => {
    expect(labels(shown)).toEqual(expected);
  });

  it('has nothing to offer where what was asked for is so already, or tokens stand below', () => {
    const tokens: StoryStep = { ...asked, outcome: { kind: 'tokens', newDevice: true } };
    const confirm = (code: string): Chain =>
      chain([
        tokens,
        {
          id: 'b',
          parent: 'a',
          answers: 'ConfirmDevice',
          operation: 'ConfirmDevice',
          outcome: refused(code),
        },
      ]);
    expect(nextMove(confirm('DeviceKeyExistsException'))).toBe('nothing');
    expect(labels(confirm('DeviceKeyExistsException'))).toEqual([]);
    expect(labels(confirm('TooManyRequestsException'))).toEqual([]);
  });
});
