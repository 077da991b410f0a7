import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Target } from '../contract.ts';
import { createSrpSecret, srpA } from '../crypto/srp.ts';
import { createPasskey } from '../crypto/webauthn/passkey.ts';
import type { Tools } from '../form/form.ts';
import { toolsFor } from '../host/tools.ts';
import { challengeNamed, challenges } from './index.ts';
import type { ChallengeSpec, ExampleSetting } from './spec.ts';
import { USER_EXCHANGE } from './srp-exchanges.ts';

const target: Target = {
  id: 'target',
  name: 'Example',
  region: 'us-east-1',
  endpoint: 'http://localhost:9229',
  customEndpoint: true,
  userPoolId: '',
  clientId: '1example23456789',
  hasClientSecret: false,
  fips: false,
  profile: '',
  color: 'none',
  production: false,
  sessionMinutes: 3,
  kind: 'endpoint',
};

/** The host's own tools, with clock, pool and SRP secret of an example. */
function toolsUnder({ at = 0, poolId = '', a }: ExampleSetting = {}): Tools {
  const secret = a === undefined ? createSrpSecret((n) => new Uint8Array(n).fill(7)) : BigInt(`0x${a}`);
  const exchange = { a: secret, A: srpA(secret) };
  return toolsFor({
    target: { ...target, userPoolId: poolId },
    now: at,
    serverNow: at,
    opening: () => exchange,
    opened: exchange,
  });
}

function answer(
  spec: ChallengeSpec,
  parameters: Record<string, string>,
  inputs: Record<string, string>,
  tools?: Tools,
) {
  return spec.respond(
    { asked: { name: spec.name, parameters, available: [] }, inputs },
    tools ?? toolsUnder(),
  );
}

const all = [...challenges, challengeNamed('BRAND_NEW')];

describe.each(all.map((spec) => [spec.name, spec] as const))('%s', (name, spec) => {
  const { example } = spec;
  const asked = { ...example.asked, name };

  it('answers its example as written', () => {
    expect(spec.respond({ asked, inputs: example.inputs }, toolsUnder(example.setting))).toEqual(
      example.responses,
    );
  });

  it('computes what it says it computes, and leaves the envelope to compose', () => {
    const keys = [...Object.keys(example.inputs), ...spec.computed.map(({ key }) => key)];
    expect(keys).toEqual(expect.arrayContaining(Object.keys(example.responses)));
    for (const key of ['USERNAME', 'SECRET_HASH']) expect(example.responses).not.toHaveProperty(key);
  });

  it('has texts for people and fields with distinct keys', () => {
    expect(spec.help).toMatch(/^[A-Z].*\.$/s);
    const fields = spec.fields(asked);
    expect(new Set(fields.map(({ key }) => key)).size).toBe(fields.length);
    for (const field of fields) {
      expect(field.label).not.toBe('');
      expect(field.help).not.toBe('');
      expect(() => new RegExp(field.pattern?.source ?? '', 'u')).not.toThrow();
      const value = example.inputs[field.key];
      if (value !== undefined && field.pattern) expect(value).toMatch(new RegExp(field.pattern.source));
    }
  });

  it('says less when less is given, and nothing it was not given or could compute', () => {
    const responses = spec.respond({ asked, inputs: {} }, toolsUnder(example.setting));
    const computable = new Set([...spec.computed.map(({ key }) => key), 'DEVICE_KEY']);
    expect(Object.keys(responses).filter((key) => !computable.has(key))).toEqual([]);
  });

  it('takes any parameters and inputs: forms open, answers are text, refusals are faults', () => {
    const key = fc.oneof(
      fc.constantFrom(
        ...Object.keys(example.asked.parameters),
        ...Object.keys(example.inputs),
        ...[
          'SALT',
          'MFAS_CAN_CHOOSE',
          'requiredAttributes',
          'DEVICE_KEY',
          'ANSWER',
          'TOTP_SECRET',
          'PASSKEY',
          '__proto__',
        ],
      ),
      fc.string(),
    );
    const value = fc.oneof(
      fc.string(),
      fc.json(),
      fc.bigInt({ min: 0n, max: 2n ** 256n }).map((n) => n.toString(16)),
      fc.base64String(),
      fc.constantFrom(
        'PASSWORD',
        'PASSWORD_SRP',
        'WEB_AUTHN',
        '[null,1,{},"a"]',
        '{"a":[]}',
        '[',
        USER_EXCHANGE.srpB,
      ),
    );
    const texts = fc.dictionary(key, value);
    fc.assert(
      fc.property(texts, texts, fc.array(fc.string()), (parameters, inputs, available) => {
        const asking = { name, parameters, available };
        for (const field of spec.fields(asking)) {
          expect(field.key).not.toBe('');
          for (const choice of field.choices ?? []) expect(typeof choice.value).toBe('string');
        }
        try {
          const responses = spec.respond({ asked: asking, inputs }, toolsUnder(example.setting));
          for (const text of Object.values(responses)) expect(typeof text).toBe('string');
        } catch (error) {
          expect(error).toMatchObject({
            code: expect.stringMatching(/^[A-Z_]+$/),
            detail: expect.any(String),
          });
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('challengeNamed', () => {
  it('knows sixteen challenges, each once', () => {
    expect(new Set(challenges.map(({ name }) => name)).size).toBe(16);
    expect(challenges).toHaveLength(16);
    for (const spec of challenges) expect(challengeNamed(spec.name)).toBe(spec);
  });

  it('gives a name nobody knows the form with free keys', () => {
    const spec = challengeNamed('BRAND_NEW');
    expect(spec).toMatchObject({ name: 'BRAND_NEW', freeKeys: true, answerable: true });
    expect(answer(spec, {}, { PALM: 'print', EMPTY: '' })).toEqual({ PALM: 'print' });
  });

  it('marks the one name that is no valid answer, and still sends it', () => {
    expect(challenges.filter((spec) => !spec.answerable).map(({ name }) => name)).toEqual([
      'ADMIN_NO_SRP_AUTH',
    ]);
    expect(answer(challengeNamed('ADMIN_NO_SRP_AUTH'), {}, { ANY: 'key' })).toEqual({ ANY: 'key' });
  });
});

describe('single rules', () => {
  const fieldsOf = (name: string, parameters: Record<string, string>, available: readonly string[] = []) =>
    challengeNamed(name).fields({ name, parameters, available });

  it('PASSWORD_VERIFIER proves for USER_ID_FOR_SRP, else USERNAME, and says which parameter is missing', () => {
    const spec = challengeNamed('PASSWORD_VERIFIER');
    const { parameters } = spec.example.asked;
    const tools = toolsUnder(spec.example.setting);
    const without = (key: string) =>
      Object.fromEntries(Object.entries(parameters).filter(([name]) => name !== key));
    expect(answer(spec, { ...parameters, USERNAME: 'alias' }, spec.example.inputs, tools)).toEqual(
      spec.example.responses,
    );
    expect(answer(spec, without('USER_ID_FOR_SRP'), spec.example.inputs, tools)).toEqual(
      spec.example.responses,
    );
    for (const key of ['SALT', 'SRP_B', 'SECRET_BLOCK']) {
      expect(() => answer(spec, without(key), spec.example.inputs, tools)).toThrow(`Cognito sent no ${key},`);
    }
    expect(() => answer(spec, parameters, spec.example.inputs, toolsUnder({ at: USER_EXCHANGE.at }))).toThrow(
      expect.objectContaining({ code: 'POOL_ID_NEEDED' }),
    );
  });

  it('PASSWORD_VERIFIER without a password sends the rest', () => {
    const spec = challengeNamed('PASSWORD_VERIFIER');
    expect(answer(spec, { SECRET_BLOCK: 'YQ==' }, {})).toEqual({
      PASSWORD_CLAIM_SECRET_BLOCK: 'YQ==',
      TIMESTAMP: 'Thu Jan 1 00:00:00 UTC 1970',
    });
  });

  it('SOFTWARE_TOKEN_MFA prefers the typed code and names the field of a bad secret', () => {
    const spec = challengeNamed('SOFTWARE_TOKEN_MFA');
    expect(answer(spec, {}, { SOFTWARE_TOKEN_MFA_CODE: '000000', TOTP_SECRET: 'junk' })).toEqual({
      SOFTWARE_TOKEN_MFA_CODE: '000000',
    });
    expect(() => answer(spec, {}, { TOTP_SECRET: '0189' })).toThrow(
      expect.objectContaining({ code: 'TOTP_SECRET_INVALID', field: 'TOTP_SECRET' }),
    );
  });

  it('WEB_AUTHN prefers the pasted credential, signs with a passkey, and names what a bad one lacks', () => {
    const spec = challengeNamed('WEB_AUTHN');
    const { parameters } = spec.example.asked;
    const owner = { rpId: 'auth.example.com', userHandle: 'c3Vi' };
    const PASSKEY = JSON.stringify(createPasskey(owner, (n) => new Uint8Array(n).fill(7)));
    expect(answer(spec, parameters, { CREDENTIAL: '{}', PASSKEY })).toEqual({ CREDENTIAL: '{}' });
    const signed = JSON.parse(String(answer(spec, parameters, { PASSKEY })['CREDENTIAL']));
    const clientData = JSON.parse(Buffer.from(signed.response.clientDataJSON, 'base64url').toString());
    expect(signed.response.userHandle).toBe(owner.userHandle);
    expect(clientData).toMatchObject({ challenge: 'dGVzdA', origin: 'https://auth.example.com' });
    expect(() => answer(spec, parameters, { PASSKEY: '{}' })).toThrow(
      expect.objectContaining({ code: 'PASSKEY_INVALID', field: 'PASSKEY' }),
    );
    expect(() => answer(spec, {}, { PASSKEY })).toThrow(
      expect.objectContaining({ code: 'PASSKEY_OPTIONS_INVALID', field: 'CREDENTIAL' }),
    );
    const broken = JSON.stringify({ ...JSON.parse(PASSKEY), privateKey: 'MIG' });
    expect(() => answer(spec, parameters, { PASSKEY: broken })).toThrow(
      expect.objectContaining({ code: 'PASSKEY_KEY_INVALID', field: 'PASSKEY' }),
    );
  });

  it('MFA_SETUP asks for an address only where email is offered, and for nothing with an authenticator', () => {
    const spec = challengeNamed('MFA_SETUP');
    expect(fieldsOf('MFA_SETUP', { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' })).toEqual([]);
    expect(fieldsOf('MFA_SETUP', { MFAS_CAN_SETUP: '["EMAIL_OTP"]' }).map(({ key }) => key)).toEqual([
      'EMAIL',
    ]);
    expect(fieldsOf('MFA_SETUP', {})).toHaveLength(1);
    expect(answer(spec, {}, {})).toEqual({});
    expect(spec.helpers).toEqual(['AssociateSoftwareToken', 'VerifySoftwareToken']);
  });

  it('SELECT_CHALLENGE sends with each choice what it needs and nothing else', () => {
    const spec = challengeNamed('SELECT_CHALLENGE');
    const inputs = { PASSWORD: 'p', CREDENTIAL: '{}' };
    const tools = toolsUnder({ a: USER_EXCHANGE.a });
    expect(answer(spec, {}, { ...inputs, ANSWER: 'PASSWORD' }, tools)).toEqual({
      ANSWER: 'PASSWORD',
      PASSWORD: 'p',
    });
    expect(answer(spec, {}, { ...inputs, ANSWER: 'EMAIL_OTP' }, tools)).toEqual({ ANSWER: 'EMAIL_OTP' });
    expect(answer(spec, {}, { ...inputs, ANSWER: 'WEB_AUTHN' }, tools)).toEqual({
      ANSWER: 'WEB_AUTHN',
      CREDENTIAL: '{}',
    });
    expect(answer(spec, {}, { ...inputs, ANSWER: 'PASSWORD_SRP' }, tools)).toEqual({
      ANSWER: 'PASSWORD_SRP',
      SRP_A: USER_EXCHANGE.srpA,
    });
  });

  it('DEVICE_ challenges take the key from the parameters when none is given', () => {
    expect(answer(challengeNamed('DEVICE_SRP_AUTH'), { DEVICE_KEY: 'r_1' }, {})).toHaveProperty(
      'DEVICE_KEY',
      'r_1',
    );
    expect(answer(challengeNamed('DEVICE_PASSWORD_VERIFIER'), { DEVICE_KEY: 'r_1' }, {})).toHaveProperty(
      'DEVICE_KEY',
      'r_1',
    );
  });
});
