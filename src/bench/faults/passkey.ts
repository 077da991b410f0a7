import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { flipped } from '../bending.ts';
import type { Bend, Fault, Place } from '../fault.ts';
import { faultLike } from '../fault-like.ts';
import { ACCEPTED, INVALID_PARAMETER, NOT_AUTHORIZED } from '../words.ts';

const group = 'Passkey';
const signs = (place: Place): boolean | string =>
  place.name === 'WEB_AUTHN' && ('CREDENTIAL' in place.keys || 'Needs the passkey with its private key.');
const ceremony = (bends: Readonly<Record<string, string>>) => (): Bend => ({
  tools: (tools) => ({ ...tools, credential: (input) => tools.credential({ ...input, bends }) }),
});
const credential =
  (change: (text: string) => string): Fault['mutate'] =>
  (given) => ({
    responses: { CREDENTIAL: change(given.keys['CREDENTIAL'] ?? '') },
  });

/** The credential with other members; those of `response` are merged into it, undefined leaves one out. */
function edited(text: string, change: (credential: JsonObject, response: JsonObject) => JsonObject): string {
  const parsed = JSON.parse(text) as JsonValue;
  if (!isJsonObject(parsed)) return text;
  const { response } = parsed;
  return JSON.stringify(change(parsed, isJsonObject(response) ? response : {}));
}

const refused = faultLike({ group, source: '2.11', applies: signs, expected: [NOT_AUTHORIZED] });

/** Base64url of 32 zero bytes. */
const ZEROS = 'A'.repeat(43);

function verification({ asked }: Place): string {
  try {
    const options = JSON.parse(asked.parameters['CREDENTIAL_REQUEST_OPTIONS'] ?? '{}') as JsonObject;
    return String(options['userVerification']);
  } catch {
    return '';
  }
}

export const passkeyFaults: readonly Fault[] = [
  refused(
    'passkey-origin',
    'Wrong origin',
    'The page is one of the relying party.',
    ceremony({ PASSKEY_ORIGIN: 'https://elsewhere.example' }),
  ),
  refused(
    'passkey-rp',
    'Wrong relying party',
    'The authenticator signs for the relying party of the pool.',
    ceremony({ PASSKEY_RP_ID: 'elsewhere.example' }),
  ),
  refused(
    'passkey-type',
    'A registration in place of a sign-in',
    'clientDataJSON has the type webauthn.get.',
    ceremony({ PASSKEY_TYPE: 'webauthn.create' }),
  ),
  refused(
    'passkey-challenge',
    'Another challenge signed',
    'The challenge of CREDENTIAL_REQUEST_OPTIONS is signed.',
    ceremony({ PASSKEY_CHALLENGE: ZEROS }),
  ),
  refused(
    'passkey-absent',
    'User not present',
    'The flag for user presence is always on.',
    ceremony({ PASSKEY_FLAGS: 'UV' }),
  ),
  refused(
    'passkey-unverified',
    'User not verified',
    'User verification is needed where the pool requires it, and only preferred elsewhere.',
    ceremony({ PASSKEY_FLAGS: 'UP' }),
    { expected: (place) => (verification(place) === 'required' ? [NOT_AUTHORIZED] : [ACCEPTED]) },
  ),
  refused(
    'passkey-counter',
    'Counter that goes back',
    'The counter of an authenticator only grows.',
    ceremony({ PASSKEY_COUNTER: '4' }),
    {
      applies: (place) => {
        const known = signs(place);
        if (known !== true) return known;
        return (
          place.sandbox || 'Would leave the passkey with a counter it does not have. Run it on the sandbox.'
        );
      },
      scene: { twin: true, first: { where: 'twin', bend: ceremony({ PASSKEY_COUNTER: '5' }) } },
    },
  ),
  refused(
    'passkey-signature',
    'Signature altered',
    'The signature is the passkey’s, over exactly these bytes.',
    credential((text) =>
      edited(text, (whole, response) => ({
        ...whole,
        response: { ...response, signature: flipped(String(response['signature'])) },
      })),
    ),
  ),
  refused(
    'passkey-unknown',
    'A passkey nobody registered',
    'The credential is one the user registered.',
    credential((text) => edited(text, (whole) => ({ ...whole, id: ZEROS, rawId: ZEROS }))),
  ),
  refused(
    'passkey-user',
    'Another user’s handle',
    'userHandle is the one of the user who signs in.',
    credential((text) =>
      edited(text, (whole, response) => ({ ...whole, response: { ...response, userHandle: ZEROS } })),
    ),
  ),
  refused(
    'passkey-no-json',
    'CREDENTIAL that is no JSON',
    'CREDENTIAL is the JSON text of an authentication response.',
    credential(() => 'no JSON'),
    {
      expected: [INVALID_PARAMETER],
    },
  ),
  refused(
    'passkey-no-signature',
    'CREDENTIAL without a signature',
    'The response has clientDataJSON, authenticatorData and signature.',
    credential((text) =>
      edited(text, (whole, { clientDataJSON = '', authenticatorData = '' }) => ({
        ...whole,
        response: { clientDataJSON, authenticatorData },
      })),
    ),
    { expected: [INVALID_PARAMETER] },
  ),
];
