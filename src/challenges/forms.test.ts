import { describe, expect, it } from 'vitest';
import { challengeNamed } from './index.ts';

describe('forms from what was asked', () => {
  const fieldsOf = (name: string, parameters: Record<string, string>, available: readonly string[] = []) =>
    challengeNamed(name).fields({ name, parameters, available });

  it.each(['MFAS_CAN_CHOOSE', 'MFAS_CAN_SELECT'])('SELECT_MFA_TYPE reads its choices from %s', (key) => {
    const [field] = fieldsOf('SELECT_MFA_TYPE', { [key]: '["SMS_MFA","NEW_FACTOR","SMS_MFA"]' });
    expect(field?.choices).toEqual([
      { value: 'SMS_MFA', label: 'Code by SMS (SMS_MFA)', needs: 'INBOX' },
      { value: 'NEW_FACTOR', label: 'NEW_FACTOR' },
    ]);
  });

  it('SELECT_MFA_TYPE lists all factors when Cognito’s list can’t be read', () => {
    for (const broken of ['', '[', 'null', '{"a":1}', '"SMS_MFA"']) {
      const [field] = fieldsOf('SELECT_MFA_TYPE', { MFAS_CAN_CHOOSE: broken });
      expect(field?.choices?.map(({ value }) => value)).toEqual([
        'SMS_MFA',
        'SOFTWARE_TOKEN_MFA',
        'EMAIL_OTP',
      ]);
      expect(field?.help).toContain('could not be read');
    }
  });

  it('NEW_PASSWORD_REQUIRED has one field per required attribute, with or without the prefix', () => {
    const fields = fieldsOf('NEW_PASSWORD_REQUIRED', {
      requiredAttributes:
        '["userAttributes.given_name","family_name","userAttributes.given_name","userAttributes.",7]',
      userAttributes: '{"email":"a@b.c","email_verified":"true"}',
    });
    expect(fields.map(({ key, label }) => [key, label])).toEqual([
      ['NEW_PASSWORD', 'New password'],
      ['userAttributes.given_name', 'given_name'],
      ['userAttributes.family_name', 'family_name'],
    ]);
    expect(fields.every(({ required }) => required)).toBe(true);
    expect(fields[0]?.help).toContain('email, email_verified');
    expect(fields[0]?.help).not.toContain('a@b.c');
  });

  it('SELECT_CHALLENGE offers what AvailableChallenges lists, or everything', () => {
    expect(fieldsOf('SELECT_CHALLENGE', {}, ['EMAIL_OTP', 'NEW_ONE']).map(({ key }) => key)).toEqual([
      'ANSWER',
    ]);
    expect(
      fieldsOf('SELECT_CHALLENGE', {}, ['EMAIL_OTP', 'NEW_ONE'])[0]?.choices?.map(({ value }) => value),
    ).toEqual(['EMAIL_OTP', 'NEW_ONE']);
    expect(fieldsOf('SELECT_CHALLENGE', {}).map(({ key }) => key)).toEqual([
      'ANSWER',
      'PASSWORD',
      'CREDENTIAL',
    ]);
  });

  it('CUSTOM_CHALLENGE shows what the trigger published, cut to a readable length', () => {
    const [field] = fieldsOf('CUSTOM_CHALLENGE', {
      USERNAME: 'u',
      question: '2 + 2',
      image: 'x'.repeat(5_000),
    });
    expect(field?.help).toContain('question: 2 + 2');
    expect(field?.help).not.toContain('USERNAME');
    expect(field?.help?.length).toBeLessThan(300);
  });

  it('WEB_AUTHN shows the options to sign', () => {
    const { parameters } = challengeNamed('WEB_AUTHN').example.asked;
    const [field] = fieldsOf('WEB_AUTHN', { ...parameters });
    expect(field?.help).toContain('rpId auth.example.com');
    expect(field?.help).toContain('1 allowed credentials');
    expect(fieldsOf('WEB_AUTHN', { CREDENTIAL_REQUEST_OPTIONS: '{' })[0]?.help).toContain(
      'could not be read',
    );
  });

  it.each([
    [
      'SMS_MFA',
      { CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS', CODE_DELIVERY_DESTINATION: '+***3210' },
      'Sent by SMS to +***3210.',
    ],
    ['EMAIL_OTP', { CODE_DELIVERY_DELIVERY_MEDIUM: 'EMAIL' }, 'Sent by email.'],
    ['SMS_OTP', { CODE_DELIVERY_DESTINATION: '+***3210' }, 'Sent to +***3210.'],
    ['SMS_MFA', {}, undefined],
  ])('%s says where the code went', (name, parameters, help) => {
    expect(fieldsOf(name, parameters)[0]?.help).toBe(help);
  });
});
