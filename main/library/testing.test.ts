import type * as Library from 'countersign/testing';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { exports as entries } from '../../package.json' with { type: 'json' };
import { cognito } from './testing.ts';

describe('the library as others import it', () => {
  it('is what its types say', () => {
    expectTypeOf(cognito).toEqualTypeOf<Library.Cognito>();
    expectTypeOf<typeof Library.cognito>().toEqualTypeOf<Library.Cognito>();
    expect(Object.keys(cognito)).toEqual(['start']);
  });

  it('has types that help', () => {
    expectTypeOf<Library.SignIn['tokens']>().toEqualTypeOf<Library.Tokens | undefined>();
    const use = async (pool: Library.CognitoSandbox) => {
      const { AccessToken } = await pool.tokens('ann', { answers: { SMS_MFA: { SMS_MFA_CODE: '1' } } });
      expectTypeOf(AccessToken).toEqualTypeOf<string>();
      expectTypeOf(await pool.code('ann')).toEqualTypeOf<string>();
      // @ts-expect-error tokens come at the end: there is nowhere to stop before
      await pool.tokens('ann', { until: 'SMS_MFA' });
      // @ts-expect-error a time has a unit
      await pool.advance(5);
    };
    expectTypeOf(use).returns.resolves.toBeVoid();
  });

  it('is built and typed where package.json says', () => {
    expect(entries['./testing']).toEqual({
      types: './main/library/testing-types.d.ts',
      default: './out/main/testing.js',
    });
  });
});
