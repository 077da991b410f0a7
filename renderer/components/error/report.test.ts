import { chainOf } from '@core/chain/model.ts';
import { challenge, refused, story } from '@core/chain/testing/story.ts';
import { describe, expect, it } from 'vitest';
import { reportOf } from './report.ts';

const asked = { id: 'a', parent: null, answers: 'USER_SRP_AUTH', outcome: challenge('SMS_MFA', 's') };
const reported = (outcome: ReturnType<typeof refused>): string => {
  const chain = chainOf(story([asked, { id: 'b', parent: 'a', answers: 'SMS_MFA', outcome }]));
  return chain ? reportOf(chain) : '';
};

describe('what an administrator is told', () => {
  it('names error, user, pool, time and request id, a line each', () => {
    const lines = reported(refused('NotAuthorizedException', 'User is disabled.')).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'Error: NotAuthorizedException: User is disabled.',
        'Operation: RespondToAuthChallenge (SMS_MFA)',
        'User: ann@example.com',
        'User pool: eu-west-1_Example12',
        'Sent: 2026-09-08T09:05:07.080Z',
        'Request id: request-b',
        'What helps: Enable the user: AdminEnableUser.',
      ]),
    );
  });
  it('is nothing for a step that was not refused', () => {
    expect(reported(challenge('SOFTWARE_TOKEN_MFA', 't'))).toBe('');
  });
});
