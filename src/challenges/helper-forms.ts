import type { Field } from '../form/form.ts';

/** How an operation that belongs to a challenge is run, from the form or by itself. */
export interface HelperForm {
  readonly fields: readonly Field[];
  /** What the button says. */
  readonly action: string;
  /** One line: what it does. */
  readonly about: string;
  /** The reply holds a TOTP secret, to be shown as a QR code. */
  readonly bringsTotpSecret: boolean;
}

/** Operations by AWS's name. Members from the API Reference; an operation that is not here is run without inputs. */
const FORMS: Readonly<Record<string, HelperForm>> = {
  AssociateSoftwareToken: {
    fields: [],
    action: 'Get a secret',
    about: 'Cognito makes a TOTP secret for this user.',
    bringsTotpSecret: true,
  },
  VerifySoftwareToken: {
    fields: [
      {
        key: 'UserCode',
        label: 'Code',
        kind: 'code',
        required: true,
        digits: 6,
        totp: true,
        pattern: { source: '^\\d{6}$', hint: '6 digits' },
      },
      { key: 'FriendlyDeviceName', label: 'Device name', kind: 'text', required: false },
    ],
    action: 'Verify the code',
    about: 'A code made from the secret proves that the authenticator has it.',
    bringsTotpSecret: false,
  },
};

export function helperForm(operation: string): HelperForm {
  return FORMS[operation] ?? { fields: [], action: 'Run', about: '', bringsTotpSecret: false };
}
