import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { pointerTo } from './json-text.ts';
import { redactBody, redactHeaders, redactParameters, SHOWN_CHARACTERS, valueAt } from './redact.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = `${part({ alg: 'RS256' })}.${part({ sub: 'u-1' })}.c2lnbmF0dXJl`;

function redact(body: unknown, options: { known?: string[]; challengeName?: string } = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return redactBody({ operation: 'InitiateAuth', side: 'request', text, bytes: text.length, ...options });
}

describe('redactBody by members', () => {
  it('masks passwords, hashes and sessions of a request and leaves the rest as it travelled', () => {
    const text =
      '{ "AuthFlow":"USER_PASSWORD_AUTH",\n "AuthParameters" : {"USERNAME":"ann\\u0040x.io", "PASSWORD":"hunt\\"er2!",\t' +
      '"SECRET_HASH":"W3anGd+cNKfGdsr5Qp3WQe9M015wmUvtXbIA3PcxhZk="}, "ClientId":"6abc" }';
    expect(redact(text)).toEqual({
      text:
        '{ "AuthFlow":"USER_PASSWORD_AUTH",\n "AuthParameters" : {"USERNAME":"ann\\u0040x.io", "PASSWORD":"••••••",\t' +
        '"SECRET_HASH":"W3an… 44 chars"}, "ClientId":"6abc" }',
      bytes: text.length,
      cut: false,
      secrets: [
        { pointer: '/AuthParameters/PASSWORD', kind: 'short', mask: '••••••' },
        { pointer: '/AuthParameters/SECRET_HASH', kind: 'opaque', mask: 'W3an… 44 chars', length: 44 },
      ],
    });
  });

  it('masks tokens and shows the claims of those that are JWTs', () => {
    const body = redact({
      AuthenticationResult: {
        AccessToken: jwt,
        RefreshToken: 'x'.repeat(30),
        ExpiresIn: 3600,
        TokenType: 'Bearer',
      },
    });
    expect(body.secrets).toEqual([
      {
        pointer: '/AuthenticationResult/AccessToken',
        kind: 'jwt',
        mask: `eyJh… ${jwt.length} chars`,
        length: jwt.length,
        jwt: { header: { alg: 'RS256' }, payload: { sub: 'u-1' } },
      },
      { pointer: '/AuthenticationResult/RefreshToken', kind: 'opaque', mask: 'xxxx… 30 chars', length: 30 },
    ]);
    expect(body.text).toContain('"ExpiresIn":3600,"TokenType":"Bearer"');
    expect(body.text).not.toContain('c2lnbmF0dXJl');
  });

  it.each([
    [
      'an unknown key of an answer',
      { ChallengeResponses: { FAVOURITE_PET: 'rex' } },
      '/ChallengeResponses/FAVOURITE_PET',
    ],
    [
      'ANSWER of CUSTOM_CHALLENGE',
      { ChallengeName: 'CUSTOM_CHALLENGE', ChallengeResponses: { ANSWER: 'BLUE' } },
      '/ChallengeResponses/ANSWER',
    ],
    [
      'a free text as ANSWER of a choice',
      { ChallengeName: 'SELECT_MFA_TYPE', ChallengeResponses: { ANSWER: 'hunter2' } },
      '/ChallengeResponses/ANSWER',
    ],
    ['a name that sounds secret, anywhere', { Something: { apiKey: 'k', ok: 1 } }, '/Something/apiKey'],
    ['a whole container that sounds secret', { MySecrets: { a: 'b' } }, '/MySecrets'],
    ['a code sent as a number', { UserCode: 123456 }, '/UserCode'],
    ['answers that are no map', { AuthParameters: 'hunter2' }, '/AuthParameters'],
    ['answers that are a list', { AuthParameters: ['hunter2'] }, '/AuthParameters/0'],
    ['values of ClientMetadata', { ClientMetadata: { ref: 'abc' } }, '/ClientMetadata/ref'],
    [
      'SECRET_BLOCK',
      { ChallengeParameters: { SECRET_BLOCK: 'NVbm', SALT: 'af2a' } },
      '/ChallengeParameters/SECRET_BLOCK',
    ],
  ])('masks %s', (_, body, pointer) => {
    const masked = redact(body);
    expect(masked.secrets.map((secret) => secret.pointer)).toEqual([pointer]);
    expect(masked.text).not.toContain(JSON.stringify(valueAt(JSON.stringify(body), pointer)));
    expect(() => JSON.parse(masked.text) as unknown).not.toThrow();
  });

  it('shows what a person needs to see', () => {
    const body = {
      ChallengeName: 'SELECT_CHALLENGE',
      ChallengeResponses: {
        USERNAME: 'ann',
        ANSWER: 'EMAIL_OTP',
        'userAttributes.email': 'a@b.c',
        SRP_A: 'ff',
        TIMESTAMP: 'Tue',
      },
      ChallengeParameters: { CODE_DELIVERY_DESTINATION: '+***1', SALT: 'af', SRP_B: 'c0' },
      UserContextData: { IpAddress: '203.0.113.9' },
      Session: '',
    };
    expect(redact(body, { challengeName: 'SELECT_CHALLENGE' })).toMatchObject({
      text: JSON.stringify(body),
      secrets: [],
    });
  });

  it('hides ANSWER when what is sent and what the form was for disagree', () => {
    const body = { ChallengeName: 'SELECT_MFA_TYPE', ChallengeResponses: { ANSWER: 'BLUE' } };
    expect(redact(body, { challengeName: 'CUSTOM_CHALLENGE' }).secrets).toHaveLength(1);
  });

  it('masks every copy of a repeated name', () => {
    expect(redact('{"Session":"first-session-text-1","Session":"second-session-text"}').text).not.toMatch(
      /session-text/,
    );
  });
});

describe('redactBody by known values', () => {
  it('finds what Cognito repeats in a message, escapes included', () => {
    const text =
      '{"__type":"InvalidParameterException","message":"Value \'p\\u00e4ss\\"w\\u00f6rd\' at \\u0027password\\u0027 failed"}';
    const body = redact(text, { known: ['päss"wörd'] });
    expect(body.text).toBe(
      '{"__type":"InvalidParameterException","message":"Value \'••••••\' at \\u0027password\\u0027 failed"}',
    );
    expect(body.secrets).toEqual([
      { pointer: '/message', kind: 'short', mask: "Value '••••••' at 'password' failed" },
    ]);
    expect(valueAt(text, '/message')).toContain('päss"wörd');
  });

  it('finds them in names, numbers and inside JSON within a text', () => {
    const inner = JSON.stringify({ typed: 'say "open"' });
    const body = redact(
      { 'hunter-2222': 'x', count: 123456, inner },
      { known: ['hunter-2222', '123456', 'say "open"'] },
    );
    expect(body.text).toBe('{"••••••":"x","count":"••••••","inner":"{\\"typed\\":\\"••••••\\"}"}');
  });

  it('finds a token in a text that should hold none', () => {
    expect(redact({ message: `bad token ${jwt}.` }).text).toBe('{"message":"bad token ••••••"}');
  });

  it('leaves short values alone', () => {
    expect(redact({ message: 'on 1234' }, { known: ['1234'] }).secrets).toEqual([]);
  });
});

describe('redactBody on what is not JSON', () => {
  it('masks a body that broke off', () => {
    const text = `{"AuthenticationResult":{"AccessToken":"${jwt}","Note":"ok","RefreshToken":"short-refr`;
    const body = redact(text);
    expect(body.text).toBe(
      '{"AuthenticationResult":{"AccessToken":"••••••","Note":"ok","RefreshToken":"••••••',
    );
    expect(body.secrets).toEqual([]);
  });

  it('masks known values in their HTML and URL spellings, and long Base64', () => {
    const known = ['a<b>&"c"d'];
    const text = `<p>a&lt;b&gt;&amp;"c"d</p><a href="?p=a%3Cb%3E%26%22c%22d">${'Ab1/'.repeat(12)}</a>`;
    expect(redact(text, { known }).text).toBe('<p>••••••</p><a href="?p=••••••">••••••</a>');
  });

  it('cuts what is very long, with secrets hidden first', () => {
    const text = `{"filler":"${'x y '.repeat(SHOWN_CHARACTERS.request / 4 - 6)}","Session":"AYABe-this-one-crosses-the-end"}`;
    const body = redact(text);
    expect(body.cut).toBe(true);
    expect(body.text).toHaveLength(SHOWN_CHARACTERS.request);
    expect(body.text).not.toContain('AYABe-');
  });

  it('masks ten megabytes within two seconds', () => {
    const text = JSON.stringify({
      Session: jwt,
      items: Array.from({ length: 400_000 }, () => '\\"PASSWORD\\": x'),
    });
    const started = performance.now();
    const body = redact(text, { known: ['some-known-value'] });
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(body.text).not.toContain(jwt);
  });
});

describe('redaction, for any body', () => {
  const secret = fc.string({ unit: 'grapheme', minLength: 4, maxLength: 24 }).map((text) => `S3c${text}Z`);
  const plant = fc.record({
    secret,
    json: fc.json({ maxDepth: 3 }),
    indent: fc.constantFrom(0, 1, 2, '\t'),
    place: fc.constantFrom('known', 'member', 'answer', 'metadata'),
  });

  it('never leaves a planted secret', () => {
    fc.assert(
      fc.property(plant, ({ secret, json, indent, place }) => {
        const rest = JSON.parse(json) as unknown;
        const bodies = {
          known: { rest, message: `1 validation error: '${secret}' is bad`, [secret]: [secret] },
          member: { rest, Session: secret, AuthenticationResult: { IdToken: secret } },
          answer: { AuthParameters: { PASSWORD: secret, rest, ODD: { USERNAME: secret } } },
          metadata: { rest, ClientMetadata: { a: secret, b: [secret] } },
        };
        const text = JSON.stringify(bodies[place], null, indent);
        const masked = JSON.stringify(redact(text, place === 'known' ? { known: [secret] } : {}));
        expect(masked.includes(secret)).toBe(false);
        expect(masked.includes(JSON.stringify(secret).slice(1, -1))).toBe(false);
      }),
    );
  });

  it('never leaves a known secret in a body that broke off', () => {
    fc.assert(
      fc.property(secret, fc.nat(60), (value, drop) => {
        const text = JSON.stringify({ a: value, AuthParameters: { PASSWORD: value }, tail: 'x'.repeat(50) });
        expect(redact(text.slice(0, text.length - drop - 1), { known: [value] }).text).not.toContain(value);
      }),
    );
  });

  it('changes nothing when there is nothing secret, and nothing else when there is', () => {
    const harmless = fc.dictionary(
      fc.string({ unit: fc.constantFrom('a', 'b', 'é', '"', '\\', ' ') }),
      fc.string(),
    );
    fc.assert(
      fc.property(harmless, harmless, fc.constantFrom(0, 2), (before, after, indent) => {
        const text = JSON.stringify({ before, Session: 'AYABe-planted-session-text', after }, null, indent);
        const { text: masked, secrets } = redact(text);
        expect(masked.replace('"AYAB… 26 chars"', '"AYABe-planted-session-text"')).toBe(text);
        expect(secrets.map((spot) => spot.pointer)).toEqual(['/Session']);
      }),
    );
  });
});

describe('headers and parameters', () => {
  it('hides credential headers and known values in others', () => {
    const headers = [
      ['Authorization', 'Bearer abc'],
      ['x-amzn-ErrorMessage', 'bad hunter2!'],
      ['Content-Type', 'application/x-amz-json-1.1'],
    ] as const;
    expect(redactHeaders(headers, ['hunter2!'])).toEqual([
      ['Authorization', '••••••'],
      ['x-amzn-ErrorMessage', 'bad ••••••'],
      ['Content-Type', 'application/x-amz-json-1.1'],
    ]);
  });

  it('masks SECRET_BLOCK and keeps what forms are made from', () => {
    const parameters = {
      SECRET_BLOCK: 'NVbmhZR/qaEMO0kiYcfpta',
      SALT: 'af2a',
      MFAS_CAN_CHOOSE: '["SMS_MFA"]',
      hint: 'it is hunter2!',
    };
    expect(redactParameters(parameters, ['hunter2!'])).toEqual({
      SECRET_BLOCK: 'NVbm… 22 chars',
      SALT: 'af2a',
      MFAS_CAN_CHOOSE: '["SMS_MFA"]',
      hint: 'it is ••••••',
    });
  });
});

describe('valueAt', () => {
  it('finds texts, other values as JSON, and nothing where there is nothing', () => {
    const text = '{"a/b":{"~":["x",{"n":5}]},"":"empty"}';
    expect(valueAt(text, '/a~1b/~0/0')).toBe('x');
    expect(valueAt(text, '/a~1b/~0/1')).toBe('{"n":5}');
    expect(valueAt(text, '/')).toBe('empty');
    expect(valueAt(text, '')).toBe(text);
    expect(valueAt(text, '/a~1b/~0/2')).toBeUndefined();
    expect(valueAt(text, '/toString')).toBeUndefined();
    expect(valueAt('not json', '/a')).toBeUndefined();
  });

  it('finds any member under the pointer made for it', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (name, value) => {
        const text = JSON.stringify({ outer: { [name]: [value] } });
        expect(valueAt(text, pointerTo(pointerTo('/outer', name), 0))).toBe(value);
      }),
    );
  });
});

test('what a set has learned since it was last asked is masked, too', () => {
  const known = new Set(['first-secret']);
  const headers = [['X-Told', 'first-secret and later-secret']] as const;
  expect(redactHeaders(headers, known)).toEqual([['X-Told', '•••••• and later-secret']]);
  known.add('later-secret');
  expect(redactHeaders(headers, known)).toEqual([['X-Told', '•••••• and ••••••']]);
});

describe('what stands behind masks', () => {
  const behind = (text: string, known: string[] = []) => {
    const told: string[] = [];
    const masked = (value: string) => void told.push(value);
    const body = redactBody({ operation: 'X', side: 'request', text, bytes: text.length, known, masked });
    return { told, body };
  };

  it('is told as it is, of every copy of a repeated name, and other values as JSON', () => {
    const text =
      '{ "Password": "hunt\\"er2!", "Session": "first-session-text-1", "Session": "second-session-text",\n' +
      '  "SecretCode": 123456, "ChallengeResponses": { "PET": { "name" : "rex" } }, "Empty": "" }';
    expect(behind(text).told.toSorted()).toEqual(
      ['hunt"er2!', 'first-session-text-1', 'second-session-text', '123456', '{"name":"rex"}'].toSorted(),
    );
  });

  it('is not told where a text only repeats it', () => {
    expect(behind('{"message":"No user secret-name here"}', ['secret-name']).told).toEqual([]);
  });

  it('is what is found again at the places that are told', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('Password', 'Session', 'Note', 'UserCode'), fc.json()),
        (of) => {
          const text = JSON.stringify(of);
          const { told, body } = behind(text);
          expect(told).toEqual(body.secrets.map(({ pointer }) => valueAt(text, pointer)));
        },
      ),
    );
  });
});
