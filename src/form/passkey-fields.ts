import type { Field } from './form.ts';

/**
 * What of a passkey ceremony may be bent, by input key. None of them is ever sent: the credential is made with them.
 * Sign-in (WEB_AUTHN) and registration (CompleteWebAuthnRegistration) take the same.
 */
export const CEREMONY_KEYS = [
  'PASSKEY_ORIGIN',
  'PASSKEY_RP_ID',
  'PASSKEY_FLAGS',
  'PASSKEY_COUNTER',
  'PASSKEY_USER_HANDLE',
  'PASSKEY_CHALLENGE',
  'PASSKEY_TYPE',
  'PASSKEY_CROSS_ORIGIN',
] as const;

export type CeremonyKey = (typeof CEREMONY_KEYS)[number];

/** What an honest authenticator would use, as far as it is known: the fields show it while they are empty. */
export interface HonestCeremony {
  readonly type: 'webauthn.get' | 'webauthn.create';
  readonly rpId?: string | undefined;
  readonly challenge?: string | undefined;
  readonly userHandle?: string | undefined;
}

const GROUP = 'Bend the ceremony';

/** Fields for everything that may be bent. WebAuthn Level 3 sections 5.8.1 and 6.1. */
export function ceremonyFields({ type, rpId, challenge, userHandle }: HonestCeremony): readonly Field[] {
  const field = (
    key: CeremonyKey,
    label: string,
    more: Pick<Field, 'help' | 'choices' | 'pattern'> & { readonly placeholder?: string | undefined },
  ): Field => {
    const { placeholder, ...rest } = more;
    return {
      key,
      label,
      kind: more.choices === undefined ? 'text' : 'choice',
      required: false,
      group: GROUP,
      ...rest,
      ...(placeholder === undefined ? {} : { placeholder }),
    };
  };
  return [
    field('PASSKEY_ORIGIN', 'Origin', {
      placeholder: rpId === undefined ? undefined : originOf(rpId),
      help: 'The page it is used on, in clientDataJSON. Taken: https on the relying party’s domain or below it.',
    }),
    field('PASSKEY_RP_ID', 'Relying party', {
      placeholder: rpId,
      help: 'Its SHA-256 hash is what authenticatorData begins with.',
    }),
    field('PASSKEY_FLAGS', 'Flags', {
      placeholder: type === 'webauthn.create' ? 'UP UV (AT)' : 'UP UV',
      choices: [
        { value: 'UP UV', label: 'user present and verified' },
        { value: 'UP', label: 'present, not verified' },
        { value: 'UV', label: 'verified, not present' },
        { value: 'none', label: 'neither' },
        { value: 'UP UV BE', label: 'may be backed up' },
        { value: 'UP UV BE BS', label: 'backed up' },
        { value: 'UP UV BS', label: 'backed up though it may not be' },
      ],
      help: 'UP UV BE BS AT ED in any mix, or one byte such as 0x05.',
    }),
    field('PASSKEY_COUNTER', 'Counter', {
      placeholder: 'one more than the last, or 0',
      pattern: { source: '^\\d{1,10}$', hint: 'a whole number up to 4294967295' },
      help: '0 says that this authenticator counts nothing. A relying party refuses one that goes back.',
    }),
    field('PASSKEY_USER_HANDLE', 'User handle', {
      placeholder: userHandle,
      help: 'base64url; Cognito’s is the sub of the user.',
    }),
    field('PASSKEY_CHALLENGE', 'Challenge', {
      placeholder: challenge,
      help: 'base64url, as the options gave it.',
    }),
    field('PASSKEY_TYPE', 'Type', {
      placeholder: type,
      choices: [
        { value: 'webauthn.get', label: 'signs in' },
        { value: 'webauthn.create', label: 'registers' },
      ],
    }),
    field('PASSKEY_CROSS_ORIGIN', 'crossOrigin', {
      placeholder: 'false',
      choices: [
        { value: 'false', label: 'the page itself asked' },
        { value: 'true', label: 'a frame of another origin asked' },
      ],
    }),
  ];
}

/** The page a relying party's passkeys are always good for. Browsers let localhost do without TLS. */
export function originOf(rpId: string): string {
  return rpId === 'localhost' ? 'http://localhost' : `https://${rpId}`;
}
