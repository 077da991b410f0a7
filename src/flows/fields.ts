import { deviceKeyField } from '../challenges/fields.ts';
import type { Field } from '../form/form.ts';

/** Pattern and length of the API's UsernameType. */
export const usernameField: Field = {
  key: 'USERNAME',
  label: 'Username',
  kind: 'text',
  required: true,
  pattern: { source: '^\\S{1,128}$', hint: '1 to 128 characters, no spaces' },
  help: 'The username or an alias: email address, phone number.',
};

/** Every sign-in may say "I am this remembered device". */
export const signInDeviceField: Field = deviceKeyField;

export const refreshTokenField: Field = {
  key: 'REFRESH_TOKEN',
  label: 'Refresh token',
  kind: 'secret',
  required: true,
  remember: 'REFRESH_TOKEN',
  pattern: { source: '^[A-Za-z0-9\\-_=.]+$', hint: 'letters, digits and - _ = . only' },
};

/** A refresh names no user; only the hash needs one. */
export const hashUsernameField: Field = {
  ...usernameField,
  required: false,
  help:
    'Not sent. Only for SECRET_HASH, when the app client has a secret: the canonical name, as the access token’s ' +
    'username claim gives it, not an alias.',
};
