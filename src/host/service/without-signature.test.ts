import { describe, expect, it } from 'vitest';
import { encodeRequest, readReply, type Reply } from '../../cognito/wire.ts';
import type { JsonObject } from '../../json.ts';
import { signatureIn, withoutSignature } from './without-signature.ts';

const KEYS = {
  id: 'ASIAWITHOUTSIGNATURE',
  secret: 'secret/of+the/fixture',
  token: 'session//token+"of"/the+fixture==',
};
const SECRETS = Object.values(KEYS);
const TOKENS = { AccessToken: 'eyJraWQiOiJ0ZXN0In0.eyJzdWIiOiJhbm4ifQ.c2ln', ExpiresIn: 3_600 };

function reply(operation: string, body: JsonObject, status = 200): Reply {
  const { headers } = encodeRequest({ url: 'http://127.0.0.1:9/', operation, body: {} });
  return readReply(operation, {
    ...{ ok: true, status, statusText: '', timing: { total: 1 }, sentHeaders: headers },
    headers: [['x-amzn-RequestId', KEYS.token]],
    body: new TextEncoder().encode(JSON.stringify(body)),
  });
}
const found = (text: string): string[] =>
  SECRETS.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]).filter((form) =>
    text.includes(form),
  );

describe('a reply', () => {
  it('that looks taken is told without what signed its request, wherever it stands', () => {
    const repeated = `token:${KEYS.token} as ${KEYS.id}, ${KEYS.secret}`;
    const read = reply('ListUsers', { Users: [{ Username: repeated, Attributes: [{ Value: repeated }] }] });
    expect(found(JSON.stringify(read))).not.toEqual([]);
    const told = withoutSignature(read, SECRETS);
    expect(found(JSON.stringify(told))).toEqual([]);
    expect(JSON.stringify(told)).toContain('"Username":"token:••••••');
  });

  it('keeps the tokens that it gives, also where it repeats what signed', () => {
    const AuthenticationResult = { ...TOKENS, NewDeviceMetadata: { DeviceKey: KEYS.token } };
    const told = withoutSignature(reply('AdminInitiateAuth', { AuthenticationResult }), SECRETS);
    expect(told).toMatchObject({ kind: 'tokens', tokens: { AccessToken: TOKENS.AccessToken } });
    expect(found(JSON.stringify(told))).toEqual([]);
  });

  it('that repeats nothing is the same', () => {
    const read = reply('AdminInitiateAuth', { AuthenticationResult: TOKENS });
    expect(withoutSignature({ ...read, requestId: 'fixture' }, SECRETS)).toEqual({
      ...read,
      requestId: 'fixture',
    });
  });

  it('that refuses is covered in its text and in its body', () => {
    const refused = reply('AdminGetUser', { __type: 'NotAuthorizedException', message: KEYS.token }, 400);
    const { bodyText, ...told } = withoutSignature({ ...refused, requestId: 'fixture' }, SECRETS);
    expect(told).toMatchObject({ kind: 'error', message: '••••••' });
    expect(found(bodyText + JSON.stringify(told))).toEqual([]);
  });
});

it('of a request that was sent the signature, the session token and the key id are secret, of anybody’s keys no id', () => {
  const signed = `AWS4-HMAC-SHA256 Credential=${KEYS.id}/20261128/eu-west-1/cognito-idp/aws4_request, Signature=ab12`;
  const headers = [
    ['Authorization', signed],
    ['X-Amz-Security-Token', KEYS.token],
    ['X-Amz-Target', 'AWSCognitoIdentityProviderService.ListUsers'],
  ] as const;
  expect(signatureIn(headers)).toEqual([signed, KEYS.token, KEYS.id]);
  expect(signatureIn([['Authorization', signed.replace(KEYS.id, 'COUNTERSIGN')]])).toHaveLength(1);
});
