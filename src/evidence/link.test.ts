import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exchange } from './exchange.ts';
import { linkExchanges, LONGEST_CHAIN } from './link.ts';
import { call, challenge, jwt, signedIn } from './testing/calls.ts';

const CLIENT = { ClientId: '1example23456789' };

/** What each chain is, in one line a step: operation or challenge, and where it hangs. */
function shape(exchanges: readonly Exchange[]): string[][] {
  return linkExchanges(exchanges).chains.map((chain) =>
    chain.map(({ exchange, after, holes }) => {
      const members = JSON.parse(exchange.request.text ?? '{}') as Record<string, unknown>;
      const name = members['AuthFlow'] ?? members['ChallengeName'] ?? exchange.operation;
      return `${String(name)} ${after === null ? '-' : String(after)}${holes.map(({ kind }) => ` ${kind}`).join('')}`;
    }),
  );
}

/** A password, then a code. @param session in place of the Sessions that travel */
function signIn(
  user: string,
  at: number,
  session = (n: number) => `Session-${user}-${String(n)}-aaaaaaaaaa`,
) {
  const responses = { USERNAME: user };
  return [
    call(
      'InitiateAuth',
      at,
      { ...CLIENT, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: user } },
      challenge('SMS_MFA', session(1)),
    ),
    call(
      'RespondToAuthChallenge',
      at + 5_000,
      {
        ...CLIENT,
        ChallengeName: 'SMS_MFA',
        Session: session(1),
        ChallengeResponses: { ...responses, SMS_MFA_CODE: '1' },
      },
      { status: 400, body: { __type: 'CodeMismatchException', message: 'x' } },
    ),
    call(
      'RespondToAuthChallenge',
      at + 9_000,
      {
        ...CLIENT,
        ChallengeName: 'SMS_MFA',
        Session: session(1),
        ChallengeResponses: { ...responses, SMS_MFA_CODE: '2' },
      },
      signedIn(user),
    ),
    call('GetUser', at + 10_000, { AccessToken: jwt(user, 'access') }, { Username: user }),
  ] as const;
}

const ONE = ['USER_PASSWORD_AUTH -', 'SMS_MFA 0', 'SMS_MFA 0', 'GetUser 2'];

describe('linkExchanges', () => {
  it('keeps interleaved users apart, and retries at the step they answer', () => {
    expect(shape([...signIn('ann', 0), ...signIn('bob', 2_000), ...signIn('cy', 4_500)])).toEqual([
      ONE,
      ONE,
      ONE,
    ]);
  });

  it('goes by names and challenges where Sessions were taken out', () => {
    const redacted = () => '[REDACTED]';
    expect(shape([...signIn('ann', 0, redacted), ...signIn('bob', 2_000, redacted)])).toEqual([ONE, ONE]);
  });

  it('knows a SECRET_BLOCK where the first reply has no Session', () => {
    const srp = call(
      'InitiateAuth',
      0,
      { ...CLIENT, AuthFlow: 'USER_SRP_AUTH', AuthParameters: { USERNAME: 'ann@x.io', SRP_A: 'aa' } },
      {
        ChallengeName: 'PASSWORD_VERIFIER',
        ChallengeParameters: { SECRET_BLOCK: 'block-of-ann', USERNAME: 'sub-1', USER_ID_FOR_SRP: 'sub-1' },
      },
    );
    const other = {
      ...srp,
      sentAt: 1,
      request: { ...srp.request, text: srp.request.text?.replace('ann@x.io', 'bob@x.io') ?? '' },
      response: {
        ...(srp.response as never as object),
        text: srp.response?.text?.replaceAll('ann', 'bob').replaceAll('sub-1', 'sub-2'),
      },
    } as Exchange;
    const verify = call(
      'RespondToAuthChallenge',
      2,
      {
        ...CLIENT,
        ChallengeName: 'PASSWORD_VERIFIER',
        ChallengeResponses: { USERNAME: 'sub-1', PASSWORD_CLAIM_SECRET_BLOCK: 'block-of-ann' },
      },
      signedIn('sub-1'),
    );
    expect(shape([srp, other, verify])).toEqual([
      ['USER_SRP_AUTH -', 'PASSWORD_VERIFIER 0'],
      ['USER_SRP_AUTH -'],
    ]);
  });

  it('marks what is missing in the middle, and goes on at the same user', () => {
    const [first, , , last] = signIn('ann', 0);
    const gap = call(
      'RespondToAuthChallenge',
      7_000,
      {
        ...CLIENT,
        ChallengeName: 'SOFTWARE_TOKEN_MFA',
        Session: 'Session-of-a-step-not-recorded',
        ChallengeResponses: { USERNAME: 'ann' },
      },
      signedIn('ann'),
    );
    expect(shape([first, gap, last])).toEqual([
      ['USER_PASSWORD_AUTH -', 'SOFTWARE_TOKEN_MFA 0 before', 'GetUser 1'],
    ]);
  });

  it('begins a chain at a Session or a token that comes from nowhere', () => {
    const [, , answer, user] = signIn('ann', 0);
    expect(shape([answer, user])).toEqual([['SMS_MFA - before', 'GetUser 0']]);
    expect(shape([user, { ...user, sentAt: 20_000 }])).toEqual([['GetUser - before', 'GetUser -']]);
  });

  it('keeps operations of one challenge at that challenge', () => {
    const s = (n: number) => `Session-number-${String(n)}-of-a-set-up`;
    expect(
      shape([
        call(
          'InitiateAuth',
          0,
          { ...CLIENT, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'eve' } },
          challenge('MFA_SETUP', s(1)),
        ),
        call('AssociateSoftwareToken', 1, { Session: s(1) }, { SecretCode: 'A', Session: s(2) }),
        call(
          'VerifySoftwareToken',
          2,
          { Session: s(2), UserCode: '1' },
          { Status: 'SUCCESS', Session: s(3) },
        ),
        call(
          'RespondToAuthChallenge',
          3,
          { ...CLIENT, ChallengeName: 'MFA_SETUP', Session: s(3), ChallengeResponses: { USERNAME: 'eve' } },
          signedIn('eve'),
        ),
      ]),
    ).toEqual([['USER_PASSWORD_AUTH -', 'AssociateSoftwareToken 0', 'VerifySoftwareToken 0', 'MFA_SETUP 0']]);
  });

  it('finds a device by its key where the token was taken out', () => {
    const ann = signIn('ann', 0);
    const device = { NewDeviceMetadata: { DeviceKey: 'eu-west-1_d1', DeviceGroupKey: 'g' } };
    const tokens = signedIn('ann') as { AuthenticationResult: object };
    const bringing = call('RespondToAuthChallenge', 9_000, JSON.parse(ann[2].request.text ?? ''), {
      AuthenticationResult: { ...tokens.AuthenticationResult, ...device },
    });
    const confirm = call('ConfirmDevice', 9_500, { AccessToken: '***', DeviceKey: 'eu-west-1_d1' }, {});
    expect(shape([ann[0], bringing, ...signIn('bob', 100), confirm])[0]).toEqual([
      'USER_PASSWORD_AUTH -',
      'SMS_MFA 0',
      'ConfirmDevice 1',
    ]);
  });

  describe('where tokens were taken out', () => {
    const masked = (user: string, at: number, mask: string) =>
      [
        signIn(user, at)[0],
        call('RespondToAuthChallenge', at + 9_000, JSON.parse(signIn(user, at)[2].request.text ?? ''), {
          AuthenticationResult: { AccessToken: mask, RefreshToken: `${mask} too` },
        }),
      ] as const;
    const signOut = (at: number, mask: string) => call('GlobalSignOut', at, { AccessToken: mask }, {});
    const revoke = (at: number, mask: string) => call('RevokeToken', at, { ...CLIENT, Token: mask }, {});
    const refresh = (at: number, mask: string) =>
      call(
        'InitiateAuth',
        at,
        { ...CLIENT, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: mask } },
        { AuthenticationResult: { AccessToken: '[REDACTED]' } },
      );
    const TWO = ['USER_PASSWORD_AUTH -', 'SMS_MFA 0'];

    it('goes by the only sign-in that brought such a one', () => {
      const ann = masked('ann', 0, 'eyJr… 1,034 chars');
      expect(
        shape([
          ...ann,
          refresh(20_000, 'eyJr… 1,034 chars too'),
          revoke(30_000, 'eyJr… 1,034 chars too'),
          signOut(40_000, '[REDACTED]'),
        ]),
      ).toEqual([[...TWO, 'REFRESH_TOKEN_AUTH 1', 'RevokeToken 1', 'GlobalSignOut 2']]);
      expect(
        shape([...ann, ...masked('bob', 1_000, 'eyJr… 1,036 chars'), signOut(20_000, 'eyJr… 1,036 chars')]),
      ).toEqual([TWO, [...TWO, 'GlobalSignOut 1']]);
    });

    it('guesses nothing where two did, where none has, and where it was another’s', () => {
      const [ann, bob] = [masked('ann', 0, '***'), masked('bob', 1_000, '***')];
      const alone = ['GlobalSignOut - before'];
      expect(shape([...ann, ...bob, signOut(20_000, '***')])).toEqual([TWO, TWO, alone]);
      expect(shape([signOut(-1, '***'), ...ann])).toEqual([alone, TWO]);
      expect(shape([...ann, signOut(20_000, 'eyJr… 1,034 chars')])).toEqual([TWO, alone]);
      const other = call('GetUser', 20_000, { AccessToken: '***' }, { Username: 'cy' });
      expect(shape([...ann, other])[0]).toEqual(TWO);
    });

    it('takes who signed out for gone', () => {
      const [ann, bob] = [masked('ann', 0, '***'), masked('bob', 30_000, '***')];
      expect(shape([...ann, signOut(20_000, '***'), ...bob, signOut(50_000, '***')])).toEqual([
        [...TWO, 'GlobalSignOut 1'],
        [...TWO, 'GlobalSignOut 1'],
      ]);
    });
  });

  it('puts a refresh into the sign-in whose token it carries', () => {
    const refresh = call(
      'InitiateAuth',
      3_600_000,
      { ...CLIENT, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: 'refresh-of-ann' } },
      {
        AuthenticationResult: { AccessToken: jwt('ann', 'access-2') },
      },
    );
    expect(shape([...signIn('ann', 0), refresh])).toEqual([[...ONE, 'REFRESH_TOKEN_AUTH 2']]);
    expect(shape([refresh, { ...refresh, sentAt: refresh.sentAt + 1 }])).toEqual([
      ['REFRESH_TOKEN_AUTH -', 'REFRESH_TOKEN_AUTH -'],
    ]);
  });

  it('takes the same request after a throttled one for a retry, and after a refused one for a new try', () => {
    const body = {
      ...CLIENT,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: 'ann', PASSWORD: 'x' },
    };
    const refused = (at: number, type: string) =>
      call('InitiateAuth', at, body, { status: 400, body: { __type: type } });
    expect(
      shape([
        refused(0, 'TooManyRequestsException'),
        refused(200, 'NotAuthorizedException'),
        refused(900, 'NotAuthorizedException'),
      ]),
    ).toEqual([['USER_PASSWORD_AUTH -', 'USER_PASSWORD_AUTH -'], ['USER_PASSWORD_AUTH -']]);
  });

  it('keeps what belongs to no sign-in together, without a hole', () => {
    const list = (at: number) => call('ListUsers', at, { UserPoolId: 'eu-west-1_a' }, { Users: [] });
    expect(shape([list(0), ...signIn('ann', 1), list(2)])).toEqual([['ListUsers -', 'ListUsers -'], ONE]);
  });

  it('cuts what nobody can look at into pieces, and says so', () => {
    const [first, , last, user] = signIn('ann', 0);
    const many = Array.from({ length: 2 * LONGEST_CHAIN }, (_, at) => ({ ...user, sentAt: 20_000 + at }));
    const { chains, notes } = linkExchanges([{ ...first, place: 'entry 1' }, last, ...many]);
    expect(chains.map((chain) => chain.length)).toEqual([LONGEST_CHAIN, LONGEST_CHAIN, 2]);
    expect(chains[1]?.[0]).toMatchObject({ after: null, holes: [{ kind: 'before' }] });
    expect(notes).toEqual([
      {
        code: 'IMPORT_IN_PIECES',
        detail:
          'The sign-in that begins at entry 1 has 1,002 calls. They came as 3 chains of at most 500 steps; none was left out.',
      },
    ]);
  });

  it('loses nothing, and points backwards only, whatever the order', () => {
    const all = [...signIn('ann', 0), ...signIn('bob', 3_000), ...signIn('ann', 60_000)];
    fc.assert(
      fc.property(fc.shuffledSubarray(all), (some) => {
        const { chains, notes } = linkExchanges(some);
        expect(notes).toEqual([]);
        const kept = chains.flat().map(({ exchange }) => exchange);
        expect(new Set(kept)).toEqual(new Set(some));
        expect(kept).toHaveLength(some.length);
        for (const chain of chains)
          for (const [index, { after }] of chain.entries()) expect(after ?? -1).toBeLessThan(index);
      }),
    );
  });
});
