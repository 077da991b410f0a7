import { describe, expect, it } from 'vitest';
import { challenge, story } from '../../chain/testing/story.ts';
import type { Target } from '../../contract.ts';
import { liveChainOf } from './live-from.ts';

const target: Target = {
  id: 'target-1',
  name: 'staging',
  region: 'eu-west-1',
  endpoint: 'https://cognito-idp.eu-west-1.amazonaws.com/',
  customEndpoint: false,
  userPoolId: 'eu-west-1_Example12',
  clientId: '1example23456789',
  hasClientSecret: false,
  fips: false,
  profile: '',
  color: 'none',
  production: false,
  sessionMinutes: 3,
  kind: 'endpoint',
};
const events = story([
  { id: 'one', parent: null, answers: 'USER_SRP_AUTH', outcome: challenge('SMS_MFA', 'f1') },
]);
const responseText = JSON.stringify({
  ChallengeName: 'SMS_MFA',
  ChallengeParameters: { USER_ID_FOR_SRP: 'ann' },
  Session: 'AYABeFixtureSession',
});

describe('liveChainOf', () => {
  it('knows again what a step brought', () => {
    const srp = { a: 'ff', A: 'abcd' };
    const kept = { stepId: 'one', requestText: '{}', requestHeaders: [], responseText, srp };
    const chain = liveChainOf(events, [kept], target);
    expect(chain.events).toEqual(events);
    expect(chain.steps.get('one')).toMatchObject({
      session: 'AYABeFixtureSession',
      asked: { name: 'SMS_MFA', parameters: { USER_ID_FOR_SRP: 'ann' } },
      srp: { a: 255n, A: 'abcd' },
    });
  });

  it('is there without its secrets, too', () => {
    const step = liveChainOf(events, [], target).steps.get('one');
    expect(step?.session).toBeUndefined();
    expect(step?.responseText).toBe('');
  });

  it('is no chain without a beginning', () => {
    expect(() => liveChainOf(events.slice(1), [], target)).toThrow('no beginning');
  });
});
