import type { ActionField } from '../../contract/actions.ts';

/** Where a password comes from: made by the host, typed, or left to Cognito. */
export const PASSWORD_FROM = 'PasswordFrom';
export const MADE = 'made';
export const TYPED = 'typed';
const COGNITO = 'cognito';

/**
 * The fields of a password under AWS's name of it.
 * @param byCognito whether the service makes one where none is sent
 */
export function passwordFields(key: string, byCognito: boolean): readonly ActionField[] {
  return [
    {
      key: PASSWORD_FROM,
      label: 'Password',
      kind: 'choice',
      required: true,
      preset: MADE,
      choices: [
        { value: MADE, label: 'Make one that keeps the policy' },
        { value: TYPED, label: 'Type it' },
        ...(byCognito ? [{ value: COGNITO, label: 'Leave it to Cognito' }] : []),
      ],
    },
    {
      key,
      label: 'Password to set',
      kind: 'password',
      required: true,
      preset: '',
      when: { key: PASSWORD_FROM, is: [TYPED] },
    },
  ];
}
