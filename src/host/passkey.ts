import * as v from 'valibot';
import { registerPasskey, usePasskey, type Ceremony } from '../crypto/software-authenticator.ts';
import { FLAGS } from '../crypto/webauthn/authenticator-data.ts';
import { createPasskey, type Passkey } from '../crypto/webauthn/passkey.ts';
import type { RandomBytes } from '../crypto/random-source.ts';
import type { PasskeyAlgorithm } from '../crypto/webauthn/cose-key.ts';
import { coreFault, type PasskeyUse } from '../form/form.ts';
import { originOf, type CeremonyKey } from '../form/passkey-fields.ts';
import { present } from '../present.ts';

const PrivateKey = v.union([
  v.string(),
  // A JWK may be pasted as it is: the software authenticator reads its text.
  v.pipe(
    v.looseObject({ kty: v.string() }),
    v.transform((jwk) => JSON.stringify(jwk)),
  ),
]);
const PasskeyText = v.object({
  id: v.string(),
  privateKey: PrivateKey,
  rpId: v.string(),
  userHandle: v.string(),
  /** What the next assertion counts; 0 or absent: it counts nothing. */
  counter: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff))),
});
const RequestOptions = v.object({ challenge: v.string() });
const CreationOptions = v.object({
  challenge: v.string(),
  rp: v.object({ id: v.string() }),
  user: v.object({ id: v.string() }),
});
export type CreationOptions = v.InferOutput<typeof CreationOptions>;

export type Bends = Readonly<Record<string, string>>;

/**
 * Answers WEB_AUTHN with a passkey that is kept as text. It signs for the relying party it was made for, whichever one
 * asks, unless that is bent: no authenticator could do otherwise.
 * @throws CoreFault PASSKEY_INVALID, PASSKEY_OPTIONS_INVALID, PASSKEY_CEREMONY_INVALID; CryptoError PASSKEY_KEY_INVALID
 */
export function signIn({ passkey: passkeyText, options: optionsText, bends = {} }: PasskeyUse): string {
  const { counter = 0, ...passkey } = readPasskey(passkeyText);
  const options = parsed(RequestOptions, optionsText);
  if (options === undefined) {
    throw coreFault(
      'PASSKEY_OPTIONS_INVALID',
      'CREDENTIAL_REQUEST_OPTIONS has no challenge to sign. Paste an authentication response, or start again.',
      'CREDENTIAL',
    );
  }
  const honest = { challenge: options.challenge, origin: originOf(passkey.rpId), counter };
  return JSON.stringify(usePasskey(passkey, { ...honest, ...bent(bends) }));
}

/**
 * A passkey as text: JSON with id, privateKey, rpId and userHandle.
 * @throws CoreFault PASSKEY_INVALID
 */
export function readPasskey(text: string): Passkey & { readonly counter?: number | undefined } {
  const passkey = parsed(PasskeyText, text);
  if (passkey !== undefined) return passkey;
  throw coreFault(
    'PASSKEY_INVALID',
    'The passkey must be JSON with id, privateKey, rpId and userHandle; copy it again, whole.',
    'PASSKEY',
  );
}

/** CredentialCreationOptions of a StartWebAuthnRegistration reply; undefined when it holds none. */
export function creationOptionsIn(replyText: string): CreationOptions | undefined {
  return parsed(v.object({ CredentialCreationOptions: CreationOptions }), replyText)
    ?.CredentialCreationOptions;
}

/** A key for these options: made once, so that what is shown before sending is what is sent. */
export function newPasskey(
  options: CreationOptions,
  random: RandomBytes,
  algorithm: PasskeyAlgorithm,
): Passkey {
  return createPasskey({ rpId: options.rp.id, userHandle: options.user.id }, random, algorithm);
}

/**
 * `Credential` for CompleteWebAuthnRegistration, as JSON text.
 * @throws CoreFault PASSKEY_CEREMONY_INVALID
 */
export function register(passkey: Passkey, options: CreationOptions, bends: Bends): string {
  const honest = { challenge: options.challenge, origin: originOf(options.rp.id) };
  return JSON.stringify(registerPasskey(passkey, { ...honest, ...bent(bends) }));
}

/** @throws CoreFault PASSKEY_CEREMONY_INVALID, its field names the input */
function bent(bends: Bends): Partial<Ceremony> {
  const given = (key: CeremonyKey) => (bends[key] === '' ? undefined : bends[key]);
  const counter = given('PASSKEY_COUNTER');
  const type = given('PASSKEY_TYPE');
  const crossOrigin = given('PASSKEY_CROSS_ORIGIN');
  const flags = given('PASSKEY_FLAGS');
  return {
    ...present({
      origin: given('PASSKEY_ORIGIN'),
      rpId: given('PASSKEY_RP_ID'),
      userHandle: given('PASSKEY_USER_HANDLE'),
      challenge: given('PASSKEY_CHALLENGE'),
    }),
    ...(counter === undefined ? {} : { counter: counterOf(counter) }),
    ...(flags === undefined ? {} : flagsOf(flags)),
    ...(crossOrigin === undefined ? {} : { crossOrigin: crossOrigin === 'true' }),
    // Any text: a tester may send a type that WebAuthn does not know.
    ...(type === undefined ? {} : { type: type as 'webauthn.get' }),
  };
}

function counterOf(text: string): number {
  const counter = /^\d{1,10}$/.test(text) ? Number(text) : NaN;
  if (counter <= 0xffff_ffff) return counter;
  throw coreFault(
    'PASSKEY_CEREMONY_INVALID',
    'The counter has 32 bits: a whole number from 0 to 4294967295.',
    'PASSKEY_COUNTER',
  );
}

/** Names set the authenticator's own flags, AT follows from the ceremony; a byte is taken as it is. */
function flagsOf(text: string): Partial<Ceremony> {
  if (/^0x[0-9a-f]{1,2}$/i.test(text)) return { flags: Number(text) };
  const names = text === 'none' ? [] : text.toUpperCase().split(/[\s,|+]+/);
  const wrong = names.find((name) => !Object.hasOwn(FLAGS, name));
  if (wrong !== undefined) {
    throw coreFault(
      'PASSKEY_CEREMONY_INVALID',
      `${wrong} is no flag. Give UP, UV, BE, BS, AT and ED in any mix, none, or one byte such as 0x05.`,
      'PASSKEY_FLAGS',
    );
  }
  if (names.includes('AT') || names.includes('ED')) {
    return { flags: names.reduce((byte, name) => byte | FLAGS[name as keyof typeof FLAGS], 0) };
  }
  return {
    userPresent: names.includes('UP'),
    userVerified: names.includes('UV'),
    backupEligible: names.includes('BE'),
    backedUp: names.includes('BS'),
  };
}

function parsed<S extends v.GenericSchema>(schema: S, text: string): v.InferOutput<S> | undefined {
  try {
    const result = v.safeParse(schema, JSON.parse(text));
    return result.success ? result.output : undefined;
  } catch {
    return undefined;
  }
}
