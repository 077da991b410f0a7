import { cannotTell, found, ruledOut, type Cause, type Finding, type Fix } from '../cause.ts';
import type { Evidence } from '../evidence.ts';
import type { PasskeyFacts } from '../passkey-facts.ts';

const NOT_AUTHORIZED = 'NotAuthorizedException';
const ANSWERS = /^(WEB_AUTHN|SELECT_CHALLENGE)$/;
/** A sign-in’s refusal: which test failed is not told (protocol reference 2.11), so that each is looked at. */
const REFUSED = [
  { code: NOT_AUTHORIZED, message: /passkey|webauthn|assertion/i },
  { code: NOT_AUTHORIZED, message: /incorrect username or password/i, answers: /^WEB_AUTHN$/ },
  { code: NOT_AUTHORIZED, unworded: true as const, answers: ANSWERS },
];
const NOT_SUPPORTED = { code: 'WebAuthnCredentialNotSupportedException' };
const MALFORMED = {
  code: 'InvalidParameterException',
  answers: /^(WEB_AUTHN|SELECT_CHALLENGE|CompleteWebAuthnRegistration)$/,
};

/** Looks at a credential that can be read. */
function looked({ passkey }: Evidence, check: (passkey: PasskeyFacts) => Finding): Finding {
  if (passkey === undefined) return ruledOut('The request carries no passkey’s credential.');
  if (passkey.unreadable !== undefined) return cannotTell('The credential can’t be read.');
  return check(passkey);
}

/** Signs anew without what was bent. A pasted credential goes; a passkey has to be at hand to take its place. */
function signAnew({ passkey }: Evidence, label: string, ...bends: readonly string[]): Fix | undefined {
  if (passkey?.atHand !== true) return undefined;
  const key = passkey.ceremony === 'get' ? 'CREDENTIAL' : 'Credential';
  const inputs = Object.fromEntries([key, ...bends].map((name) => [name, null]));
  return { label, inputs, compute: [key] };
}

/** What a passkey signed, and for whom (protocol reference 2.11; WebAuthn Level 3 sections 7.1 and 7.2). */
export const passkeyCauses = [
  {
    id: 'passkey-unreadable',
    title: 'The credential can’t be read',
    explains: [MALFORMED, ...REFUSED, NOT_SUPPORTED],
    test: 'It has to be the JSON of a PublicKeyCredential, its binary parts in base64url.',
    prior: 0.9,
    advice: 'Paste the whole authentication response, as the browser’s toJSON gives it.',
    check({ passkey }) {
      if (passkey === undefined) return ruledOut('The request carries no passkey’s credential.');
      if (passkey.hidden === true) return cannotTell('The credential that was sent is not kept here.');
      return passkey.unreadable === undefined
        ? ruledOut('Every part that has to be there can be read.')
        : found(`The credential can’t be read: ${passkey.unreadable}.`);
    },
    fix: (evidence) => signAnew(evidence, 'Sign with the passkey that is at hand'),
  },
  {
    id: 'passkey-origin',
    title: 'The passkey was used on a foreign page',
    explains: [...REFUSED, { code: 'WebAuthnOriginNotAllowedException' }],
    test: 'origin of clientDataJSON has to be https on the relying party’s domain or below it.',
    prior: 0.8,
    advice: 'Use the passkey on the relying party’s own page.',
    check: (evidence) =>
      looked(evidence, ({ origin = 'missing', originFits, rpId }) => {
        if (originFits === undefined)
          return cannotTell(`origin is ${origin}; which relying party asked is not known.`);
        return originFits
          ? ruledOut(`origin is ${origin}, a page of ${rpId ?? 'the relying party'}.`)
          : found(`origin is ${origin}. The relying party is ${rpId ?? 'another'}.`);
      }),
    fix: (evidence) => signAnew(evidence, 'Sign on the relying party’s own page', 'PASSKEY_ORIGIN'),
  },
  {
    id: 'passkey-relying-party',
    title: 'The passkey signed for another relying party',
    explains: [...REFUSED, { code: 'WebAuthnRelyingPartyMismatchException' }],
    test: 'authenticatorData has to begin with the SHA-256 hash of rpId.',
    prior: 0.7,
    advice: 'Use a passkey that was made for the pool’s relying party.',
    check: (evidence) =>
      looked(evidence, ({ rpFits, rpId, rpIs }) => {
        if (rpFits === undefined) return cannotTell('The hash, or who asked, is not known here.');
        if (rpFits) return ruledOut(`authenticatorData begins with the hash of ${rpId ?? 'rpId'}.`);
        return found(
          `authenticatorData begins with the hash of ${rpIs ?? 'another name'}. The relying party is ${rpId ?? 'another'}.`,
        );
      }),
    fix: (evidence) => signAnew(evidence, 'Sign for the passkey’s own relying party', 'PASSKEY_RP_ID'),
  },
  {
    id: 'passkey-challenge',
    title: 'Another challenge was signed',
    explains: [...REFUSED, { code: 'WebAuthnChallengeNotFoundException' }],
    test: 'challenge of clientDataJSON is compared with that of the options, and of all others of this run.',
    prior: 0.6,
    advice: 'Sign the challenge of the newest options.',
    check: (evidence) =>
      looked(evidence, ({ challengeFits, challengeOf }) => {
        if (challengeFits === undefined)
          return cannotTell('There are no options here to compare the challenge with.');
        if (challengeFits) return ruledOut('The challenge of the options was signed.');
        return challengeOf === undefined
          ? found('The challenge that was signed is that of no options in this run.')
          : found(`The challenge that was signed is that of ${challengeOf}: each is good for one answer.`);
      }),
    fix: (evidence) => signAnew(evidence, 'Sign the challenge of the options', 'PASSKEY_CHALLENGE'),
  },
  {
    id: 'passkey-signature',
    title: 'The signature does not hold',
    explains: [...REFUSED],
    test: 'It is verified with the public key, over authenticatorData and the hash of clientDataJSON.',
    prior: 0.5,
    advice: 'Send what the authenticator gave, unchanged.',
    check: (evidence) =>
      looked(evidence, ({ signatureHolds }) => {
        if (signatureHolds === undefined)
          return cannotTell(
            'The passkey’s public key is not known here: its registration is not in this run.',
          );
        return signatureHolds
          ? ruledOut('The signature holds under the passkey’s public key.')
          : found('The signature is not the passkey’s over these bytes: one of them was changed.');
      }),
    fix: (evidence) => signAnew(evidence, 'Sign anew'),
  },
  {
    id: 'passkey-not-listed',
    title: 'It is none of the passkeys that were asked for',
    explains: [...REFUSED],
    test: 'The credential’s id is looked up in allowCredentials of the options.',
    prior: 0.6,
    advice: 'Use a passkey that is registered for this user.',
    check: (evidence) =>
      looked(evidence, ({ listed }) => {
        if (listed === undefined) return cannotTell('The options list no credentials.');
        return listed
          ? ruledOut('allowCredentials lists it.')
          : found(
              'allowCredentials does not list it: nobody registered it for this user, or it was deleted.',
            );
      }),
    fix: (evidence) => signAnew(evidence, 'Sign with the passkey that is at hand'),
  },
  {
    id: 'passkey-user-handle',
    title: 'userHandle is another user’s',
    explains: [...REFUSED],
    test: 'userHandle is compared with the user’s: what the registration gave, else the sub.',
    prior: 0.4,
    advice: 'Use a passkey of this user.',
    check: (evidence) =>
      looked(evidence, ({ userFits }) => {
        if (userFits === undefined)
          return cannotTell('The user’s handle is not known here, or none was sent.');
        return userFits
          ? ruledOut('userHandle is the user’s.')
          : found('userHandle is not that of this user.');
      }),
    fix: (evidence) => signAnew(evidence, 'Send the passkey’s own userHandle', 'PASSKEY_USER_HANDLE'),
  },
  {
    id: 'passkey-counter',
    title: 'The counter went back',
    explains: [...REFUSED],
    test: 'signCount is compared with the highest that was accepted of this passkey in this run.',
    prior: 0.4,
    advice: 'Use the passkey itself, and not a copy that counts less.',
    check: (evidence) =>
      looked(evidence, ({ counter, countedBefore }) => {
        if (counter === undefined) return cannotTell('The credential shows no counter.');
        if (counter === 0 && (countedBefore ?? 0) === 0)
          return ruledOut('signCount is 0: this authenticator counts nothing.');
        if (countedBefore === undefined)
          return cannotTell(`signCount is ${counter}; what it was before is not known here.`);
        return counter > countedBefore
          ? ruledOut(`signCount is ${counter}, after ${countedBefore}.`)
          : found(`signCount is ${counter}, and ${countedBefore} was accepted before: it may only grow.`);
      }),
    fix: (evidence) => signAnew(evidence, 'Count one further', 'PASSKEY_COUNTER'),
  },
  {
    id: 'passkey-flags',
    title: 'The flags say that nobody was there',
    explains: [...REFUSED, NOT_SUPPORTED],
    test: 'UP has to be on, UV where the options require verification, and BS only beside BE.',
    prior: 0.5,
    advice: 'Have the authenticator ask for the user.',
    check: (evidence) =>
      looked(evidence, ({ flags, verification }) => {
        if (flags === undefined) return cannotTell('The credential shows no flags.');
        const on = flags.length === 0 ? 'none' : flags.join(' ');
        if (!flags.includes('UP')) return found(`The flags are ${on}: UP, the user’s presence, is off.`);
        if (!flags.includes('UV') && verification === 'required')
          return found(`The flags are ${on}: UV is off, and the options require verification.`);
        if (flags.includes('BS') && !flags.includes('BE'))
          return found(`The flags are ${on}: it can’t be backed up (BS) where it may not be (BE).`);
        return ruledOut(`The flags are ${on}, and verification is ${verification ?? 'not asked for'}.`);
      }),
    fix: (evidence) => signAnew(evidence, 'Sign as a user who is there', 'PASSKEY_FLAGS'),
  },
  {
    id: 'passkey-type',
    title: 'It is a credential of the other ceremony',
    explains: [...REFUSED, NOT_SUPPORTED, MALFORMED],
    test: 'type of clientDataJSON is webauthn.get for a sign-in, webauthn.create for a registration.',
    prior: 0.3,
    advice: 'Send a credential of this ceremony.',
    check: (evidence) =>
      looked(evidence, ({ type, ceremony, hidden }) => {
        if (type === undefined && hidden === true)
          return cannotTell('What the credential said is not kept here.');
        return type === `webauthn.${ceremony}`
          ? ruledOut(`type is ${type}.`)
          : found(`type is ${type ?? 'missing'}, where webauthn.${ceremony} has to stand.`);
      }),
    fix: (evidence) => signAnew(evidence, 'Sign a sign-in', 'PASSKEY_TYPE'),
  },
] as const satisfies readonly Cause[];
