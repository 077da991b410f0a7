export interface ClientData {
  readonly type: 'webauthn.create' | 'webauthn.get';
  /** As the options gave it, base64url. */
  readonly challenge: string;
  readonly origin: string;
  readonly crossOrigin: boolean;
}

/** clientDataJSON in the key order that section 5.8.1.1 of WebAuthn Level 3 prescribes. */
export function clientDataJson({ type, challenge, origin, crossOrigin }: ClientData): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin }));
}
