import { describe, expect, it } from 'vitest';
import { decodeJwt } from './jwt.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('decodeJwt', () => {
  it('reads header and claims, in UTF-8, without the signature', () => {
    const token = `${part({ alg: 'RS256', kid: 'k1' })}.${part({ sub: 'Jürgen ✓', exp: 1 })}.c2ln`;
    expect(decodeJwt(token)).toEqual({
      header: { alg: 'RS256', kid: 'k1' },
      payload: { sub: 'Jürgen ✓', exp: 1 },
    });
  });

  it('reads the example of RFC 7519 section 3.1', () => {
    const header = 'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9';
    const claims =
      'eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ';
    expect(decodeJwt(`${header}.${claims}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk`)?.payload).toEqual({
      iss: 'joe',
      exp: 1300819380,
      'http://example.com/is_root': true,
    });
  });

  it.each([
    ['five parts', 'a.b.c.d.e'],
    ['no JSON', 'aaaa.bbbb.cccc'],
    ['not an object', `${part([])}.${part({})}.x`],
    ['not Base64', `${part({})}.%%%.x`],
    ['nothing', ''],
  ])('is undefined for %s', (_, text) => {
    expect(decodeJwt(text)).toBeUndefined();
  });
});
