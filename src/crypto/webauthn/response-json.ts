/** What a browser's `PublicKeyCredential.toJSON()` gives, WebAuthn Level 3 section 5.1. Binary values are base64url. */
interface CredentialJson<R> {
  readonly id: string;
  readonly rawId: string;
  readonly type: 'public-key';
  readonly response: R;
  readonly clientExtensionResults: Readonly<Record<string, never>>;
  readonly authenticatorAttachment: 'platform' | 'cross-platform';
}

export type RegistrationResponseJson = CredentialJson<{
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly transports: readonly string[];
  /** SubjectPublicKeyInfo, section 5.2.1.1. */
  readonly publicKey: string;
  readonly publicKeyAlgorithm: number;
  readonly attestationObject: string;
}>;

export type AuthenticationResponseJson = CredentialJson<{
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
  readonly userHandle: string;
}>;

/** What both ceremonies say alike: a passkey kept in software on this machine. */
export function credentialJson<R>(id: string, response: R): CredentialJson<R> {
  return {
    id,
    rawId: id,
    type: 'public-key',
    response,
    clientExtensionResults: {},
    authenticatorAttachment: 'platform',
  };
}
