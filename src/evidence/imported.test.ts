import { describe, expect, it } from 'vitest';
import { chainOf } from '../chain/model.ts';
import type { Exchange, LinkedExchange } from './exchange.ts';
import { importedChain } from './imported.ts';

const SESSION = 'AYABeFixtureSessionFixtureSession';

function exchange(operation: string, at: number, request: unknown, response?: unknown): Exchange {
  return {
    operation,
    sentAt: at,
    timing: { total: 80 },
    request: {
      method: 'POST',
      url: 'https://cognito-idp.eu-west-1.amazonaws.com/',
      headers: [],
      text: JSON.stringify(request),
    },
    ...(response === undefined
      ? {}
      : {
          response: {
            status: 200,
            statusText: 'OK',
            headers: [['x-amzn-requestid', 'r-1']],
            text: JSON.stringify(response),
          },
        }),
    holes: [],
    place: 'entry 1',
  };
}

const linked: LinkedExchange[] = [
  {
    exchange: exchange(
      'InitiateAuth',
      1_000,
      {
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: '1example23456789',
        AuthParameters: { USERNAME: 'ann@example.com', PASSWORD: 'Fixture-Password-1' },
      },
      { ChallengeName: 'SMS_MFA', ChallengeParameters: {}, Session: SESSION },
    ),
    after: null,
    holes: [],
  },
  {
    exchange: exchange('RespondToAuthChallenge', 5_000, {
      ChallengeName: 'SMS_MFA',
      ClientId: '1example23456789',
      Session: SESSION,
      ChallengeResponses: { USERNAME: 'ann@example.com', SMS_MFA_CODE: '492017' },
    }),
    after: 0,
    holes: [],
  },
];

function imported() {
  let serial = 0;
  return importedChain(
    linked,
    { kind: 'har', name: 'session.har' },
    { uuid: () => `id-${++serial}`, fingerprint: (secret) => `f${secret.length}` },
  );
}

describe('importedChain', () => {
  it('is a chain like one that ran here', () => {
    const chain = chainOf(imported().events);
    expect(chain).toMatchObject({
      username: 'ann@example.com',
      flow: 'USER_PASSWORD_AUTH',
      target: { name: 'cognito-idp.eu-west-1.amazonaws.com', clientId: '1example23456789' },
      readOnly: true,
      imported: { kind: 'har', name: 'session.har' },
      steps: [
        { answers: 'USER_PASSWORD_AUTH', status: 'ok', sessionOut: 'f33', holes: [], number: 1 },
        { answers: 'SMS_MFA', status: 'failure', sessionIn: 'f33', number: 2 },
      ],
    });
    expect(chain?.steps[1]?.parentId).toBe(chain?.steps[0]?.id);
  });

  it('marks an answer that the source does not hold', () => {
    const step = chainOf(imported().events)?.steps[1];
    expect(step?.outcome).toMatchObject({ kind: 'failure', code: 'NOT_RECORDED' });
    expect(step?.holes.map(({ kind }) => kind)).toEqual(['response']);
  });

  it('has its secrets beside its events and not in them', () => {
    const { events, secrets } = imported();
    const told = JSON.stringify(events);
    for (const secret of [SESSION, 'Fixture-Password-1', '492017']) {
      expect(told).not.toContain(secret);
      expect(JSON.stringify(secrets)).toContain(secret);
    }
  });
});
