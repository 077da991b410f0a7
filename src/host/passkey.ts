import * as v from 'valibot';
import { type Ceremony, usePasskey } from '../crypto/software-authenticator.ts';
import { coreFault } from '../form/form.ts';

const PrivateKey = v.union([
  v.string(),
  // A JWK may be pasted as it is: the software authenticator reads its text.
  v.pipe(
    v.looseObject({ kty: v.string() }),
    v.transform((jwk) => JSON.stringify(jwk)),
  ),
]);
const Passkey = v.object({
  id: v.string(),
  privateKey: PrivateKey,
  rpId: v.string(),
  userHandle: v.string(),
});
const Options = v.object({ challenge: v.string() });

/**
 * Answers WEB_AUTHN with a passkey that is kept as text. It signs for the relying party it was made for, whichever one
 * asks: no authenticator could do otherwise.
 * @throws CoreFault PASSKEY_INVALID, PASSKEY_OPTIONS_INVALID; CryptoError PASSKEY_KEY_INVALID
 */
export function signIn(passkeyText: string, optionsText: string, bends: Bends = {}): string {
  const passkey = parsed(Passkey, passkeyText);
  if (passkey === undefined) {
    throw coreFault(
      'PASSKEY_INVALID',
      'The passkey must be JSON with id, privateKey, rpId and userHandle; copy it again, whole.',
      'PASSKEY',
    );
  }
  const options = parsed(Options, optionsText);
  if (options === undefined) {
    throw coreFault(
      'PASSKEY_OPTIONS_INVALID',
      'CREDENTIAL_REQUEST_OPTIONS has no challenge to sign. Paste an authentication response, or start again.',
      'CREDENTIAL',
    );
  }
  return JSON.stringify(
    usePasskey(passkey, { ...options, origin: ownOrigin(passkey.rpId), ...bentCeremony(bends) }),
  );
}

type Bends = Readonly<Record<string, string>>;

/** What a tester has otherwise. Flags: UP and UV, those that are on. */
function bentCeremony(bends: Bends): Partial<Ceremony> {
  const { PASSKEY_FLAGS: flags, PASSKEY_COUNTER: counter, PASSKEY_TYPE: type } = bends;
  const { PASSKEY_ORIGIN: origin, PASSKEY_RP_ID: rpId, PASSKEY_CHALLENGE: challenge } = bends;
  return {
    ...(origin === undefined ? {} : { origin }),
    ...(rpId === undefined ? {} : { rpId }),
    ...(challenge === undefined ? {} : { challenge }),
    ...(counter === undefined ? {} : { counter: Number(counter) }),
    ...(type === 'webauthn.create' || type === 'webauthn.get' ? { type } : {}),
    ...(flags === undefined
      ? {}
      : { userPresent: flags.split(' ').includes('UP'), userVerified: flags.split(' ').includes('UV') }),
  };
}

/** The page a relying party's passkeys are always good for. Browsers let localhost do without TLS. */
function ownOrigin(rpId: string): string {
  return rpId === 'localhost' ? 'http://localhost' : `https://${rpId}`;
}

function parsed<S extends v.GenericSchema>(schema: S, text: string): v.InferOutput<S> | undefined {
  try {
    const result = v.safeParse(schema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
