import { describe, expect, it } from 'vitest';
import { missingOutside } from './outside.ts';

describe('a counterpart that is missing', () => {
  const tried = (env: Record<string, string>): string => {
    const skip = (note?: string): never => {
      throw new Error(`skipped: ${note ?? ''}`);
    };
    try {
      return missingOutside({ skip }, 'cognito-local could not be installed', env);
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
  };

  it('skips a test on a person’s computer, with the reason', () => {
    for (const env of [{}, { CI: '' }, { CI: 'false' }, { CI: '0' }])
      expect(tried(env)).toBe('skipped: cognito-local could not be installed');
  });

  it('fails it on CI', () => {
    for (const CI of ['true', '1', 'woodpecker'])
      expect(tried({ CI })).toMatch(/^cognito-local could not be installed\nOn CI /);
  });
});
