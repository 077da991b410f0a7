/** WebAuthn's JSON carries every binary value this way: RFC 4648 section 5, without padding (Level 3 section 5.1). */
export function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
