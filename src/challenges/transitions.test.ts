import { describe, expect, it } from 'vitest';
import { flows } from '../flows/flows.ts';
import { challenges } from './index.ts';

describe('the transition table', () => {
  const secondFactor = ['SMS_MFA', 'EMAIL_OTP', 'SOFTWARE_TOKEN_MFA', 'SELECT_MFA_TYPE', 'MFA_SETUP'];
  const afterPassword = ['NEW_PASSWORD_REQUIRED', 'DEVICE_SRP_AUTH', ...secondFactor, 'TOKENS'];
  // Written out from the Developer Guide's sign-in pages and from clients that handle the edge.
  const table: Record<string, readonly string[]> = {
    USER_PASSWORD_AUTH: afterPassword,
    ADMIN_USER_PASSWORD_AUTH: afterPassword,
    'ADMIN_NO_SRP_AUTH, the flow': afterPassword,
    USER_SRP_AUTH: ['PASSWORD_VERIFIER'],
    CUSTOM_AUTH: ['PASSWORD_VERIFIER', 'CUSTOM_CHALLENGE', 'TOKENS'],
    USER_AUTH: ['SELECT_CHALLENGE', 'PASSWORD_VERIFIER', 'SMS_OTP', 'WEB_AUTHN', ...afterPassword],
    REFRESH_TOKEN_AUTH: ['TOKENS'],
    GetTokensFromRefreshToken: ['TOKENS'],
    SELECT_CHALLENGE: ['SMS_OTP', 'WEB_AUTHN', 'PASSWORD_VERIFIER', ...afterPassword],
    PASSWORD: afterPassword,
    PASSWORD_SRP: ['PASSWORD_VERIFIER'],
    PASSWORD_VERIFIER: [...afterPassword, 'CUSTOM_CHALLENGE'],
    NEW_PASSWORD_REQUIRED: [...secondFactor, 'DEVICE_SRP_AUTH', 'TOKENS'],
    SELECT_MFA_TYPE: ['SMS_MFA', 'EMAIL_OTP', 'SOFTWARE_TOKEN_MFA'],
    MFA_SETUP: ['TOKENS', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'],
    SMS_MFA: ['TOKENS', 'CUSTOM_CHALLENGE', 'DEVICE_SRP_AUTH'],
    EMAIL_OTP: ['TOKENS', 'CUSTOM_CHALLENGE', 'DEVICE_SRP_AUTH'],
    SOFTWARE_TOKEN_MFA: ['TOKENS', 'CUSTOM_CHALLENGE', 'DEVICE_SRP_AUTH'],
    SMS_OTP: ['TOKENS'],
    WEB_AUTHN: ['TOKENS'],
    CUSTOM_CHALLENGE: ['CUSTOM_CHALLENGE', 'PASSWORD_VERIFIER', 'DEVICE_SRP_AUTH', ...secondFactor, 'TOKENS'],
    DEVICE_SRP_AUTH: ['DEVICE_PASSWORD_VERIFIER'],
    DEVICE_PASSWORD_VERIFIER: ['TOKENS'],
    ADMIN_NO_SRP_AUTH: [],
  };

  it('is what flows and challenges say of what may follow', () => {
    const names = new Set(challenges.map(({ name }) => name));
    const keyOf = (name: string) => (names.has(name) ? `${name}, the flow` : name);
    const said = [
      ...flows.map(({ name, next }) => [keyOf(name), [...next].sort()]),
      ...challenges.map(({ name, next }) => [name, [...next].sort()]),
    ];
    const written = Object.entries(table).map(([name, next]) => [name, [...next].sort()]);
    expect(Object.fromEntries(said)).toEqual(Object.fromEntries(written));
  });

  it('is not contradicted by what a flow or challenge says follows', () => {
    for (const { name, next, follows } of [...flows, ...challenges]) {
      const said = follows?.({});
      if (said?.by === 'protocol') expect(next, name).toEqual(expect.arrayContaining([...said.names]));
      if (said?.by === 'last factor') expect(next, name).toContain('TOKENS');
    }
  });

  it('reaches every answerable challenge but those one answers by choice', () => {
    const reached = new Set([...flows, ...challenges].flatMap(({ next }) => next));
    const unreached = challenges.filter((spec) => spec.answerable && !reached.has(spec.name));
    expect(unreached.map(({ name }) => name)).toEqual(['PASSWORD', 'PASSWORD_SRP']);
  });
});
