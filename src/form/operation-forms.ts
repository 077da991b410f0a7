import type { Field, ThingKind } from './form.ts';
import { ceremonyFields } from './passkey-fields.ts';

/** How an operation beside a sign-in is run from a form. */
export interface OperationForm {
  readonly fields: readonly Field[];
  /** What the button says. */
  readonly action: string;
  /** One line: what it does. */
  readonly about: string;
  /** The reply holds a TOTP secret, to be shown as a QR code. */
  readonly bringsTotpSecret?: true;
  /** What the vault may keep once the service took it. */
  readonly keeps?: ThingKind;
  /** A credential is made for it here: what it says can be shown before it is sent. */
  readonly makesCredential?: true;
  /** It only makes sense once this operation answered with this member true. */
  readonly after?: { readonly operation: string; readonly member: string };
}

/** Operations that belong together, in order, beside the sign-in that brought tokens. */
export interface SubChain {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly operations: readonly string[];
  /** Only where the tokens came with NewDeviceMetadata. */
  readonly needsNewDevice?: true;
}

/** Operations by AWS's name. Members from the API Reference; an operation that is not here is run without inputs. */
const FORMS: Readonly<Record<string, OperationForm>> = {
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
    keeps: 'totp',
  },
  ConfirmDevice: {
    fields: [
      {
        key: 'DeviceName',
        label: 'Device name',
        kind: 'text',
        required: false,
        placeholder: 'Countersign',
      },
    ],
    action: 'Confirm this device',
    about: 'A password and its verifier are made here; Cognito gets the verifier.',
    keeps: 'device',
  },
  UpdateDeviceStatus: {
    fields: [
      {
        key: 'DeviceRememberedStatus',
        label: 'Remembered',
        kind: 'choice',
        required: false,
        placeholder: 'remembered',
        choices: [
          { value: 'remembered', label: 'it stands in for a second factor' },
          { value: 'not_remembered', label: 'it is tracked only' },
        ],
      },
    ],
    action: 'Set the status',
    about: 'The pool remembers a device only when the user says so.',
    after: { operation: 'ConfirmDevice', member: 'UserConfirmationNecessary' },
  },
  StartWebAuthnRegistration: {
    fields: [],
    action: 'Get the options',
    about: 'Cognito says for whom and over which challenge a passkey is to be made.',
  },
  CompleteWebAuthnRegistration: {
    fields: [
      {
        key: 'PASSKEY_ALGORITHM',
        label: 'Algorithm',
        kind: 'choice',
        required: false,
        placeholder: 'ES256',
        choices: [
          { value: 'ES256', label: 'P-256, what most passkeys use' },
          { value: 'RS256', label: 'RSA, 2,048 bits' },
          { value: 'EdDSA', label: 'Ed25519: Cognito takes none' },
        ],
      },
      ...ceremonyFields({ type: 'webauthn.create' }),
    ],
    action: 'Register the passkey',
    about: 'The software authenticator makes a key and attests to it with “none”.',
    keeps: 'passkey',
    makesCredential: true,
  },
};

/** What can be set up with the tokens of a sign-in. */
export const subChains: readonly SubChain[] = [
  {
    id: 'device',
    title: 'Confirm the device',
    about: 'NewDeviceMetadata names a new device; confirmed, it can stand in for a second factor.',
    operations: ['ConfirmDevice', 'UpdateDeviceStatus'],
    needsNewDevice: true,
  },
  {
    id: 'passkey',
    title: 'Register a passkey',
    about: 'With the software authenticator: no hardware, and every part of it can be bent.',
    operations: ['StartWebAuthnRegistration', 'CompleteWebAuthnRegistration'],
  },
  {
    id: 'totp',
    title: 'Set up an authenticator',
    about: 'A TOTP secret for this user, as a second factor.',
    operations: ['AssociateSoftwareToken', 'VerifySoftwareToken'],
  },
];

export function operationForm(operation: string): OperationForm {
  return FORMS[operation] ?? { fields: [], action: 'Run', about: '' };
}
