import { describe, expect, it } from 'vitest';
import { harmOf } from './harm.ts';

const of = (name: string, inputs: Record<string, string> = {}) => harmOf({ name, inputs });

describe('harmOf', () => {
  it('counts what carries a password or a code', () => {
    expect(of('USER_PASSWORD_AUTH')).toEqual({ counts: 'password', message: 'may' });
    expect(of('PASSWORD_VERIFIER')).toEqual({ counts: 'password', message: 'may' });
    expect(of('SOFTWARE_TOKEN_MFA')).toEqual({ counts: 'code' });
    expect(of('SMS_MFA')).toEqual({ counts: 'code' });
  });

  it('finds nothing in what proves and sends nothing', () => {
    expect(of('USER_SRP_AUTH')).toEqual({});
    expect(of('REFRESH_TOKEN_AUTH')).toEqual({});
    expect(of('WEB_AUTHN')).toEqual({});
    expect(of('A_CHALLENGE_NOBODY_KNOWS')).toEqual({});
  });

  it('counts a choice only with what it carries', () => {
    expect(of('SELECT_CHALLENGE', { ANSWER: 'WEB_AUTHN' })).toEqual({});
    expect(of('SELECT_CHALLENGE', { ANSWER: 'PASSWORD' })).toEqual({ counts: 'password', message: 'may' });
    expect(of('USER_AUTH')).toEqual({});
    expect(of('USER_AUTH', { PASSWORD: 'x' }).counts).toBe('password');
  });

  it('is sure of a message that is chosen', () => {
    expect(of('SELECT_CHALLENGE', { ANSWER: 'EMAIL_OTP' })).toEqual({ message: 'sure' });
    expect(of('USER_AUTH', { PREFERRED_CHALLENGE: 'SMS_OTP' })).toEqual({ message: 'sure' });
    expect(of('SELECT_MFA_TYPE', { ANSWER: 'SMS_MFA' })).toEqual({ message: 'sure' });
    expect(of('SELECT_MFA_TYPE', { ANSWER: 'SOFTWARE_TOKEN_MFA' })).toEqual({});
  });

  it('is sure of a message under whatever name it is chosen, and however it is given', () => {
    expect(of('SELECT_MFA_TYPE', { ANSWER: 'EMAIL_MFA' })).toEqual({ message: 'sure' });
    expect(of('MFA_SETUP', { EMAIL: 'ann@example.com' })).toEqual({ message: 'sure' });
    expect(of('MFA_SETUP')).toEqual({});
    const typed = (name: string, responses: Record<string, string | null>) =>
      harmOf({ name, inputs: { ANSWER: 'SOFTWARE_TOKEN_MFA' }, responses });
    expect(typed('SELECT_MFA_TYPE', { ANSWER: 'SMS_MFA' })).toEqual({ message: 'sure' });
    // As AWS's guide prints the key.
    expect(typed('MFA_SETUP', { email: 'ann@example.com' })).toEqual({ message: 'sure' });
    expect(typed('SELECT_MFA_TYPE', { ANSWER: null })).toEqual({ message: 'may' });
  });

  it('sends perhaps where the user’s second factor comes next', () => {
    expect(of('NEW_PASSWORD_REQUIRED', { NEW_PASSWORD: 'x' })).toEqual({ message: 'may' });
  });

  it('can’t tell what a body of one’s own holds, nor what a trigger sends', () => {
    const anything = { counts: 'password', message: 'may' };
    expect(harmOf({ name: 'USER_AUTH', inputs: {}, rawBody: '{}' })).toEqual(anything);
    expect(harmOf({ name: 'SELECT_MFA_TYPE', inputs: {}, rawBody: '{}' })).toEqual(anything);
    expect(harmOf({ name: 'SMS_MFA', inputs: {}, rawBody: '{}' })).toEqual({
      counts: 'code',
      message: 'may',
    });
    const members = { ChallengeName: 'PASSWORD_VERIFIER' };
    expect(harmOf({ name: 'WEB_AUTHN', inputs: {}, members })).toEqual(anything);
    expect(of('CUSTOM_AUTH').message).toBe('may');
    expect(of('CUSTOM_CHALLENGE').message).toBe('may');
  });
});
