import type { Answer } from '@core/contract.ts';
import type { Field } from '@core/form/form.ts';
import type { JsonObject, JsonValue } from '@core/json.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerFromBody, jsonText } from './json-answer.ts';

const code: Field = { key: 'SMS_MFA_CODE', label: 'Code', kind: 'code', required: true };
const MASK = '••••••';

/** The host in small: fields and computed keys, then the overrides, then masks over what is secret. */
function compose(answer: Answer): JsonObject {
  const responses: Record<string, string> = { USERNAME: 'ann', SECRET_HASH: 'hash' };
  const typed = answer.inputs[code.key];
  if (typed !== undefined && typed !== '') put(responses, code.key, typed);
  for (const [key, value] of Object.entries(answer.responses)) {
    if (value === null) delete responses[key];
    else put(responses, key, value);
  }
  const body: JsonObject = { ClientId: 'client', ChallengeName: answer.name, ChallengeResponses: responses };
  for (const [key, value] of Object.entries(answer.members)) {
    if (value === null) delete body[key];
    else put(body, key, value);
  }
  return body;
}

function put<T>(object: Record<string, T>, key: string, value: T): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}

function masked(body: JsonObject): JsonObject {
  const responses = body['ChallengeResponses'];
  if (typeof responses !== 'object' || responses === null || Array.isArray(responses)) return body;
  const shown = { ...responses };
  for (const key of ['SECRET_HASH', code.key]) if (Object.hasOwn(shown, key)) shown[key] = MASK;
  return { ...body, ChallengeResponses: shown };
}

function applied(answer: Answer, edited: JsonObject, shown: JsonObject): Answer {
  const change = answerFromBody(edited, { body: shown, answer }, [code]);
  return {
    ...answer,
    inputs: { ...answer.inputs, ...change.inputs },
    responses: change.responses,
    members: change.members,
  };
}

const key = fc.oneof(fc.constantFrom('USERNAME', 'SECRET_HASH', code.key, '__proto__', 'X'), fc.string());
const json = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>;
const withoutMap = (members: Record<string, JsonValue | null>): Record<string, JsonValue | null> => {
  const { ChallengeResponses: _, AuthParameters: __, ...rest } = members;
  return rest;
};
const answers: fc.Arbitrary<Answer> = fc.record({
  name: fc.constant('SMS_MFA'),
  inputs: fc.dictionary(fc.constant(code.key), fc.string(), { maxKeys: 1 }),
  responses: fc.dictionary(key, fc.option(fc.string()), { maxKeys: 4 }),
  members: fc
    .dictionary(fc.oneof(fc.constant('ClientId'), fc.string()), fc.option(json), { maxKeys: 3 })
    .map(withoutMap),
});

const plain: Answer = { name: 'SMS_MFA', inputs: { [code.key]: '123456' }, responses: {}, members: {} };

describe('answerFromBody', () => {
  it('changes nothing when the JSON comes back as it was shown', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const shown = masked(compose(answer));
        const read = JSON.parse(jsonText(shown)) as JsonObject;
        expect(applied(answer, read, shown)).toEqual(answer);
      }),
    );
  });

  it('makes what is sent equal to what is written, masks standing for the real values', () => {
    const edits = fc.dictionary(key, fc.option(fc.oneof(fc.string(), json)), { maxKeys: 4 });
    fc.assert(
      fc.property(answers, edits, (answer, made) => {
        // As JSON writes it: a zero has no sign there.
        const changes = JSON.parse(JSON.stringify(made)) as typeof made;
        const sent = compose(answer);
        const shown = masked(sent);
        const want = { ...(sent['ChallengeResponses'] as JsonObject) };
        const written = { ...(shown['ChallengeResponses'] as JsonObject) };
        for (const [name, value] of Object.entries(changes)) {
          if (value === null) {
            delete want[name];
            delete written[name];
          } else if (value !== MASK) {
            put(want, name, value);
            put(written, name, value);
          }
        }
        const edited = JSON.parse(jsonText({ ...shown, ChallengeResponses: written })) as JsonObject;
        expect(compose(applied(answer, edited, shown))).toEqual({ ...sent, ChallengeResponses: want });
      }),
    );
  });

  it('gives a typed code back to its field', () => {
    const shown = masked(compose(plain));
    const edited = {
      ...shown,
      ChallengeResponses: { USERNAME: 'ann', SECRET_HASH: MASK, SMS_MFA_CODE: '999999' },
    };
    const answer = applied(plain, edited, shown);
    expect(answer.inputs).toEqual({ SMS_MFA_CODE: '999999' });
    expect(answer.responses).toEqual({});
  });

  it('leaves out what was taken out', () => {
    const shown = masked(compose(plain));
    const edited = { ChallengeName: 'SMS_MFA', ChallengeResponses: { SMS_MFA_CODE: MASK, USERNAME: 'ann' } };
    const answer = applied(plain, edited, shown);
    expect(answer.responses).toEqual({ SECRET_HASH: null });
    expect(answer.members).toEqual({ ClientId: null });
  });

  it('changes only the key that got another type, and no mask travels', () => {
    const shown = masked(compose(plain));
    const edited = { ...shown, ChallengeResponses: { USERNAME: 5, SECRET_HASH: MASK, SMS_MFA_CODE: MASK } };
    const answer = applied(plain, edited, shown);
    expect(answer.responses).toEqual({ USERNAME: 5 });
    expect(answer.members).toEqual({});
    expect(JSON.stringify(compose(answer))).not.toContain(MASK);
  });

  it('sends the map as written once it is no map', () => {
    const shown = masked(compose(plain));
    const answer = applied(plain, { ...shown, ChallengeResponses: [1] }, shown);
    expect(compose(answer)['ChallengeResponses']).toEqual([1]);
  });

  it('keeps a secret inside a member when something beside it changes', () => {
    const answer: Answer = {
      ...plain,
      members: { UserContextData: { IpAddress: '10.0.0.1', EncodedData: 'secret' } },
    };
    const shown = { ...compose(answer), UserContextData: { IpAddress: '10.0.0.1', EncodedData: MASK } };
    const edited = { ...shown, UserContextData: { IpAddress: '10.0.0.2', EncodedData: MASK } };
    expect(applied(answer, edited, shown).members).toEqual({
      UserContextData: { IpAddress: '10.0.0.2', EncodedData: 'secret' },
    });
  });
});
