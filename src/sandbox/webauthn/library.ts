/**
 * The WebAuthn library, loaded by the first request that needs it: it takes longer than the whole sandbox takes to be
 * ready. What it stands on wants Reflect's metadata when it is loaded, and once everything is bundled the order of
 * loading is ours to keep.
 */
export async function webAuthnLibrary() {
  await import('reflect-metadata');
  const [{ verifyAuthenticationResponse, verifyRegistrationResponse }, helpers] = await Promise.all([
    import('@simplewebauthn/server'),
    import('@simplewebauthn/server/helpers'),
  ]);
  const { cose, decodeAttestationObject, decodeCredentialPublicKey, parseAuthenticatorData } = helpers;
  return {
    verifyAuthenticationResponse,
    verifyRegistrationResponse,
    decodeAttestationObject,
    parseAuthenticatorData,
    /** `alg` of a COSE_Key; undefined for one without. Throws for bytes that are none. */
    algorithmOf: (publicKey: Uint8Array<ArrayBuffer>) =>
      decodeCredentialPublicKey(publicKey).get(cose.COSEKEYS.alg),
  };
}
