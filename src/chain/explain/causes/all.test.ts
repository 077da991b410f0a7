import { describe, expect, it } from 'vitest';
import { catalogue } from '../../../errors/catalogue.ts';
import { wireFailures } from '../../../errors/wire-failures.ts';
import { fits } from '../cause.ts';
import { explain } from '../explain.ts';
import { CONSOLE_ENDED } from '../../outcome-words.ts';
import { STORY_START } from '../../testing/story.ts';
import { evidenceOf, type EvidenceStory } from '../testing/evidence.ts';
import { type CauseId, causeNamed, causes } from './all.ts';
import { cases } from '../testing/cases/all.ts';
import { HOUR, INCORRECT, proof, stamp, GOOD } from '../testing/cases/words.ts';

const verdictOf = (id: CauseId, about: EvidenceStory) =>
  explain(evidenceOf(about)).find((cause) => cause.id === id)?.verdict ?? 'not this error';

describe('every cause', () => {
  it.each(causes.map(({ id }) => id))(
    '%s is found in a chain that has it, and not in one that has not',
    (id) => {
      const { has, hasNot } = cases[id];
      expect(verdictOf(id, has)).toBe(id === 'lock-near' ? 'unknown' : 'in');
      expect(['out', 'not this error']).toContain(verdictOf(id, hasNot));
    },
  );
  it.each(causes.map(({ id }) => id))('%s, once found, offers a fix or says what to do', (id) => {
    if (id === 'lock-near') return;
    const found = explain(evidenceOf(cases[id].has)).find((cause) => cause.id === id);
    expect(found?.fix ?? found?.advice).toBeDefined();
    if (found?.advice !== undefined) expect(found.advice).toMatch(/^[A-Z].*\.$/);
  });
  it('tells a console that ended from a wait that was stopped', () => {
    const because = (detail: string) =>
      explain(evidenceOf({ error: ['CANCELLED', detail] })).find(({ id }) => id === 'cancelled')?.because;
    expect(because(CONSOLE_ENDED)).toContain(CONSOLE_ENDED);
    expect(because('Cancelled.')).toContain('Cancel was pressed');
  });
  it('has an id of its own, and words that are sentences', () => {
    expect(new Set(causes.map(({ id }) => id)).size).toBe(causes.length);
    for (const { id } of causes) {
      const { test, title } = causeNamed(id) ?? { test: '', title: '' };
      expect(test).toMatch(/\.$/);
      expect(title).not.toMatch(/\.$/);
      for (const about of [cases[id].has, cases[id].hasNot]) {
        for (const { because } of explain(evidenceOf(about))) expect(because, id).toMatch(/[.”]$/);
      }
    }
  });
});

/** What a step can come to: whatever the service answers, and every way of getting no usable answer. */
const answered = catalogue.filter(
  ({ code, kind }) => kind !== 'own' || wireFailures.some((failure) => failure.code === code),
);
/** Every error by its name alone, in words nobody knows, and in each that is known. */
const worded = answered.flatMap(({ code, messages }) =>
  ['', ...messages.map(({ text }) => text)].map((text) => [code, text] as const),
);

/** A code of a message, answered by an operation beside a sign-in. */
const CONFIRMATION = { answers: 'ConfirmSignUp', operation: 'ConfirmSignUp' };

/** Some messages are known from one place alone. */
function placeOf(code: string, text: string): string {
  return /passkey/i.test(text) || /^WebAuthn/.test(code) ? 'WEB_AUTHN' : 'PASSWORD_VERIFIER';
}

/** Chains in which the error comes from something that can be looked at, where a bare one shows nothing. */
const tellings: Readonly<Record<string, EvidenceStory>> = {
  'NotAuthorizedException ': { error: ['NotAuthorizedException'], passwordIsKnownOne: false },
  'NotAuthorizedException Invalid session for the user.': cases['session-replaced'].has,
  'NotAuthorizedException Incorrect username or password.': cases['password-wrong'].has,
  'NotAuthorizedException Invalid passkey assertion.': cases['passkey-origin'].has,
  'NotAuthorizedException Cannot modify an already provided NAME': cases['attribute-given-already'].has,
  'NotAuthorizedException Unable to verify secret hash for client CLIENTID': cases['hash-from-alias'].has,
  'NotAuthorizedException SecretHash does not match for the client: CLIENTID': cases['hash-from-alias'].has,
  'NotAuthorizedException Invalid Refresh Token.': cases['refresh-without-device'].has,
  'NotAuthorizedException Invalid Access Token': {
    error: ['NotAuthorizedException', 'Invalid Access Token'],
    token: { member: 'AccessToken', use: 'id' },
  },
  'InvalidParameterException ': cases['changed-by-hand'].has,
  'InvalidParameterException Initiate Auth method not supported.': cases['flow-for-administrators'].has,
  'InvalidParameterException Missing required parameter Session': cases['session-left-out'].has,
  'ResourceNotFoundException ': { ...cases['client-unknown'].has, error: ['ResourceNotFoundException'] },
  'ResourceNotFoundException Device does not exist.': cases['device-unknown'].has,
  'CodeMismatchException ': cases['code-typed-wrong'].has,
  'CodeMismatchException Invalid code or auth state for the user.': cases['code-of-earlier-message'].has,
  'CodeMismatchException Invalid code received for user': cases['totp-other-moment'].has,
  'CodeMismatchException Invalid verification code provided, please try again.': {
    ...cases['code-of-earlier-message'].has,
    ...CONFIRMATION,
  },
  'ExpiredCodeException ': cases['code-too-old'].has,
  'ExpiredCodeException Your software token has already been used once.': cases['totp-used-before'].has,
  'ExpiredCodeException Invalid code provided, please request a code again.': {
    ...cases['code-too-old'].has,
    ...CONFIRMATION,
  },
  'EnableSoftwareTokenMFAException ': cases['code-typed-wrong'].has,
  'EnableSoftwareTokenMFAException Code mismatch': cases['totp-other-moment'].has,
  'WebAuthnOriginNotAllowedException ': cases['passkey-origin'].has,
  'WebAuthnRelyingPartyMismatchException ': cases['passkey-relying-party'].has,
  'WebAuthnCredentialNotSupportedException ': cases['passkey-algorithm'].has,
  'UnauthorizedException ': cases['client-secret-left-out'].has,
  'UnsupportedTokenTypeException ': cases['token-of-other-kind'].has,
  'ServiceQuotaExceededException ': cases['quota-below'].has,
  'ForbiddenException ': cases.waf.has,
  'InternalErrorException ': cases['service-fault'].has,
  'InternalServerException ': cases['service-fault'].has,
  'RefreshTokenReuseException ': cases['tokens-ended'].has,
  'PreconditionNotMetException ': cases['import-job-state'].has,
  'SerializationException ': cases['body-unreadable'].has,
  'MissingAuthenticationTokenException ': cases['needs-signature'].has,
  'InvalidSignatureException ': cases['signature-broken'].has,
  'TIMEOUT ': cases['endpoint-stopped'].has,
  'NETWORK ': cases['endpoint-stopped'].has,
};

describe('every error that a step can come to', () => {
  it.each(worded)('%s “%s” has a chain in which an entry of its own is found', (code, text) => {
    const { error: _error, ...about } = tellings[`${code} ${text}`] ?? { error: [code, text] };
    const ranked = explain(evidenceOf({ ...about, error: [code, text] }));
    const [first] = ranked;
    expect(ranked.map(({ id, verdict }) => `${id} ${verdict}`)).not.toEqual([]);
    expect(first?.verdict).toBe('in');
    expect(causeNamed(first?.id ?? '')).toBeDefined();
  });
  it.each(worded)('%s “%s” has an entry that fits it, whatever the chain', (code, text) => {
    const { step, ...rest } = evidenceOf({ error: [code, text], answers: placeOf(code, text) });
    expect(causes.filter((cause) => fits(cause, { ...rest, step }))).not.toEqual([]);
  });
  it.each(worded)('%s “%s” is left without a cause by no chain', (code, text) => {
    expect(explain(evidenceOf({ error: [code, text] })).some(({ verdict }) => verdict !== 'out')).toBe(true);
  });
});

describe('an administrator’s operation that was refused in words nobody knows', () => {
  const titlesOf = (operation: string, code: string) => {
    const evidence = evidenceOf({ error: [code, 'No.'], operation, answers: operation });
    const { clientId: _clientId, ...sent } = evidence.sent;
    return explain({ ...evidence, sent })
      .filter(({ verdict }) => verdict !== 'out')
      .map(({ title }) => title);
  };
  it('is told what that operation names, and nothing of app clients that it does not', () => {
    expect(titlesOf('AdminGetDevice', 'ResourceNotFoundException')).toEqual([
      'DeviceKey is mistyped, of another pool, or what it names was deleted',
      'UserPoolId is mistyped, or of another region or account than the credentials',
    ]);
    expect(titlesOf('DescribeUserPool', 'ResourceNotFoundException').join()).not.toMatch(/client|device/i);
    const refused = titlesOf('AdminSetUserPassword', 'NotAuthorizedException');
    expect(refused.join()).toContain('credentials are of another account');
    expect(refused.join()).not.toMatch(/Session|SRP|SECRET_HASH/);
  });
});

describe('every other error of the catalogue', () => {
  const others = catalogue.filter((entry) => !answered.includes(entry)).map(({ code }) => code);
  it.each(others)('%s is the console’s own: what the catalogue says of it stands', (code) => {
    expect(explain(evidenceOf({ error: [code] })).every(({ id }) => id.startsWith('usual-'))).toBe(true);
  });
  it('nobody knows is shown raw', () => {
    expect(explain(evidenceOf({ error: ['BrandNewException'] }))).toMatchObject([{ verdict: 'unknown' }]);
  });
});

describe('an operation beside a sign-in, refused in words nobody knows', () => {
  it('is not guessed at by what only an answer carries', () => {
    const operation = 'ConfirmDevice';
    const ranked = explain(
      evidenceOf({ error: ['NotAuthorizedException', 'Not today.'], answers: operation, operation }),
    );
    const open = ranked.filter(({ verdict, id }) => verdict !== 'out' && !id.startsWith('usual-'));
    expect(open.map(({ id }) => id)).toEqual([]);
  });
  it('has causes of its own, and none of a sign-in', () => {
    const operation = 'CreateUserPool';
    const error = ['InvalidParameterException', 'Schema: an attribute needs a Name.'] as const;
    const open = explain(evidenceOf({ error, answers: operation, operation })).filter(
      ({ verdict }) => verdict === 'unknown',
    );
    expect(open.map(({ title }) => title)).toContain('A required member is missing or empty');
    expect(open.map(({ title }) => title).join()).not.toMatch(/USERNAME|flow|CUSTOM_AUTH/);
  });
});

describe('a clock that is off', () => {
  const said = (serverDate: number) =>
    explain(
      evidenceOf({
        ...{ error: INCORRECT, timestamp: stamp(GOOD, -3_600_000), response: { serverDate } },
        clock: { aheadMs: 0, uncertaintyMs: 500, samples: 4 },
      }),
    ).find(({ id }) => id === 'clock-skew')?.because;
  it('is this computer’s where the refused exchange itself says so, whatever those before said', () => {
    expect(said(STORY_START + HOUR)).toContain('This computer’s clock is off by as much.');
    expect(said(STORY_START)).toContain('This computer’s clock is right, so it was typed or kept.');
  });
});

describe('the order', () => {
  it('puts what is there first, then what can’t be told by how usual it is, then what is ruled out', () => {
    const ranked = explain(
      evidenceOf({ error: INCORRECT, proof, timestamp: stamp('Tue Sep 08 09:05:07 UTC 2026') }),
    );
    const verdicts = ranked.map(({ verdict }) => verdict);
    expect(ranked[0]?.id).toBe('timestamp-padded');
    expect(verdicts).toEqual(
      verdicts.toSorted((a, b) => ['in', 'unknown', 'out'].indexOf(a) - ['in', 'unknown', 'out'].indexOf(b)),
    );
    const open = ranked
      .filter(({ verdict }) => verdict === 'unknown')
      .map(({ id }) => causeNamed(id)?.prior ?? 0);
    expect(open).toEqual(open.toSorted((a, b) => b - a));
  });
  it('offers a fix only for what is there', () => {
    const ranked = explain(
      evidenceOf({ error: INCORRECT, proof, timestamp: stamp('Tue Sep 08 09:05:07 UTC 2026') }),
    );
    expect(ranked.filter(({ fix }) => fix !== undefined).map(({ verdict }) => verdict)).toEqual(['in']);
  });
});
