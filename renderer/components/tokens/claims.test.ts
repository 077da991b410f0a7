import { describe, expect, it } from 'vitest';
import { claimsOf } from './claims.ts';

describe('claimsOf', () => {
  it('puts who and until when first and keeps the rest as in the token', () => {
    const names = claimsOf({ zeta: 1, exp: 1_000, alpha: 2, token_use: 'id' }).map(({ name }) => name);
    expect(names).toEqual(['token_use', 'exp', 'zeta', 'alpha']);
  });

  it('reads times as seconds, and only where they are numbers', () => {
    const [exp, iat] = claimsOf({ exp: 1_762_178_600, iat: 'soon' });
    expect(exp?.at).toBe(1_762_178_600_000);
    expect(iat?.at).toBeUndefined();
  });

  it('writes lists and objects as JSON and knows custom attributes', () => {
    const [groups, tenant, unknown] = claimsOf({
      'cognito:groups': ['a', 'b'],
      'custom:tenant': 'n',
      x: null,
    });
    expect(groups?.text).toBe('["a","b"]');
    expect(tenant?.meaning).toBe('custom attribute');
    expect(unknown).toEqual({ name: 'x', text: 'null' });
  });
});
