import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject, JsonValue } from '../json.ts';
import { checkRequest } from './check.ts';

const answer: JsonObject = {
  ClientId: '6abc+_1',
  ChallengeName: 'SMS_MFA',
  Session: 'x'.repeat(20),
  ChallengeResponses: { USERNAME: 'ann', SMS_MFA_CODE: '123456' },
  AnalyticsMetadata: { AnalyticsEndpointId: 'e' },
  UserContextData: { IpAddress: '203.0.113.9', EncodedData: 'abc' },
  ClientMetadata: { a: '' },
};
const respond = (changed: JsonObject) => checkRequest('RespondToAuthChallenge', { ...answer, ...changed });

function without(name: string): JsonObject {
  return Object.fromEntries(Object.entries(answer).filter(([key]) => key !== name));
}

describe('checkRequest', () => {
  it('finds nothing wrong with a full request, nor with an operation it does not know', () => {
    expect(respond({})).toEqual([]);
    expect(checkRequest('SomethingNew', { a: 1 })).toEqual([]);
  });

  it.each<[string, JsonValue, string, string]>([
    ['ClientId', '', 'MEMBER_RULE', 'ClientId'],
    ['ClientId', 'a'.repeat(129), 'MEMBER_RULE', 'ClientId'],
    ['ClientId', 'a-b', 'MEMBER_RULE', 'ClientId'],
    ['ClientId', 5, 'MEMBER_TYPE', 'ClientId'],
    ['ChallengeName', 'SMS', 'MEMBER_RULE', 'ChallengeName'],
    ['ChallengeName', 'ADMIN_NO_SRP_AUTH', 'CHALLENGE_NOT_ANSWERABLE', 'ChallengeName'],
    ['Session', 'x'.repeat(19), 'MEMBER_RULE', 'Session'],
    ['Session', 'x'.repeat(2_049), 'MEMBER_RULE', 'Session'],
    ['ChallengeResponses', [], 'MEMBER_TYPE', 'ChallengeResponses'],
    ['ChallengeResponses', { SMS_MFA_CODE: 123456 }, 'MEMBER_TYPE', 'ChallengeResponses.SMS_MFA_CODE'],
    ['ChallengeResponses', { USERNAME: 'a b' }, 'MEMBER_RULE', 'USERNAME'],
    ['ChallengeResponses', { NEW_PASSWORD: 'a b' }, 'MEMBER_RULE', 'NEW_PASSWORD'],
    ['ChallengeResponses', { DEVICE_KEY: 'nonsense' }, 'MEMBER_RULE', 'DEVICE_KEY'],
    ['ClientMetadata', { a: { b: 'c' } }, 'MEMBER_TYPE', 'ClientMetadata.a'],
    ['ClientMetadata', { a: 'x'.repeat(131_073) }, 'MEMBER_RULE', 'ClientMetadata.a'],
    ['UserContextData', { IpAddress: 1 }, 'MEMBER_TYPE', 'UserContextData.IpAddress'],
    ['UserContextData', { Ip: '1' }, 'MEMBER_UNKNOWN', 'UserContextData.Ip'],
    ['AnalyticsMetadata', 'e', 'MEMBER_TYPE', 'AnalyticsMetadata'],
    ['Sesion', 'x', 'MEMBER_UNKNOWN', 'Sesion'],
  ])('%s %j', (member, value, code, field) => {
    const faults = respond({ [member]: value });
    expect(faults.map((fault) => [fault.code, fault.field])).toEqual([[code, field]]);
    // Says what is at fault and what to do about it.
    expect(faults[0]?.detail).toMatch(new RegExp(`${field.split('.').at(-1)}|${String(value)}`));
  });

  it('names what is missing', () => {
    expect(checkRequest('RespondToAuthChallenge', without('ClientId'))).toMatchObject([
      { code: 'MEMBER_MISSING', field: 'ClientId' },
    ]);
    expect(
      checkRequest('RespondToAuthChallenge', answer, ['/ChallengeResponses/SECRET_HASH', '/Session']),
    ).toMatchObject([{ code: 'MEMBER_MISSING', field: 'SECRET_HASH' }]);
  });

  it('knows the newest length of Sessions', () => {
    expect(respond({ Session: 'x'.repeat(3_000) })[0]?.detail).toContain('4,096');
  });

  it('looks into the lists of a structure', () => {
    const known = { UserPoolId: 'eu-west-1_a', ClientId: 'a', AuthFlow: 'ADMIN_NO_SRP_AUTH' };
    const admin = (ContextData: JsonValue) =>
      checkRequest('AdminInitiateAuth', { ...known, ContextData }).map(({ code, field }) => [code, field]);
    const context = { IpAddress: '203.0.113.9', ServerName: 'a', ServerPath: '/', HttpHeaders: [] };
    expect(admin(context)).toEqual([]);
    expect(admin({})).toEqual(
      ['IpAddress', 'ServerName', 'ServerPath', 'HttpHeaders'].map((name) => [
        'MEMBER_MISSING',
        `ContextData.${name}`,
      ]),
    );
    expect(admin({ ...context, HttpHeaders: {} })).toEqual([['MEMBER_TYPE', 'ContextData.HttpHeaders']]);
    expect(admin({ ...context, HttpHeaders: ['a', { headerName: 1, name: 'b' }] })).toEqual([
      ['MEMBER_TYPE', 'ContextData.HttpHeaders.0'],
      ['MEMBER_TYPE', 'ContextData.HttpHeaders.1.headerName'],
      ['MEMBER_UNKNOWN', 'ContextData.HttpHeaders.1.name'],
    ]);
    expect(checkRequest('AdminInitiateAuth', { ...known, UserPoolId: 'a' })).toMatchObject([
      { code: 'MEMBER_RULE', field: 'UserPoolId' },
    ]);
  });

  it('knows which flows are for administrators', () => {
    const signed = { UserPoolId: 'eu-west-1_a', ClientId: 'a', AuthFlow: 'USER_PASSWORD_AUTH' };
    expect(checkRequest('AdminInitiateAuth', signed)).toMatchObject([
      { code: 'FLOW_NOT_ADMIN', field: 'AuthFlow' },
    ]);
    expect(checkRequest('AdminInitiateAuth', { ...signed, AuthFlow: 'USER_SRP_AUTH' })).toEqual([]);
    const body = { AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', ClientId: 'a' };
    expect(checkRequest('InitiateAuth', body)).toMatchObject([
      { code: 'FLOW_NEEDS_ADMIN', field: 'AuthFlow' },
    ]);
  });

  it('wants a Session or an access token, and one of them', () => {
    const token = { AccessToken: 'a.b.c' };
    const session = { Session: 'x'.repeat(20) };
    const codes = (body: JsonObject) => checkRequest('AssociateSoftwareToken', body).map(({ code }) => code);
    expect(codes({})).toEqual(['TOKEN_OR_SESSION']);
    expect(codes({ ...token, ...session })).toEqual(['TOKEN_OR_SESSION']);
    expect(codes(token)).toEqual([]);
    expect(codes(session)).toEqual([]);
  });

  it('takes any body without throwing, and repeats no value of it', () => {
    const member = fc.constantFrom(...Object.keys(answer), 'ContextData', 'Odd');
    const key = fc.constantFrom('USERNAME', 'PASSWORD', 'DEVICE_KEY', 'SECRET_HASH', 'ODD');
    const planted = fc.string({ minLength: 3 }).map((text) => `pl4nted ${text}`);
    const value: fc.Arbitrary<unknown> = fc.oneof(
      planted,
      fc.jsonValue(),
      fc.dictionary(key, fc.oneof(planted, fc.jsonValue())),
    );
    fc.assert(
      fc.property(fc.dictionary(member, value), (body) => {
        for (const operation of [
          'InitiateAuth',
          'RespondToAuthChallenge',
          'AdminRespondToAuthChallenge',
          'VerifySoftwareToken',
        ]) {
          for (const { detail, field } of checkRequest(operation, body as JsonObject)) {
            expect(detail).not.toContain('pl4nted');
            expect(field).not.toBe('');
          }
        }
      }),
    );
  });
});
