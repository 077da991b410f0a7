import { duration } from '../../durations.ts';
import { cannotTell, found, ruledOut, type Cause } from '../cause.ts';

const NOT_FOUND = { code: 'WebAuthnChallengeNotFoundException' };
/** Protocol reference 2.11: by their COSE numbers (IANA COSE Algorithms). */
const TAKEN: Readonly<Record<number, string>> = { [-7]: 'ES256', [-257]: 'RS256' };
const NAMED: Readonly<Record<number, string>> = { ...TAKEN, [-8]: 'EdDSA', [-35]: 'ES384', [-36]: 'ES512' };

const nameOf = (algorithm: number): string => {
  const name = NAMED[algorithm];
  return name === undefined ? String(algorithm) : `${name} (${algorithm})`;
};

/** Why a passkey could not be registered, beside what its credential says (protocol reference 3.4). */
export const registrationCauses = [
  {
    id: 'registration-not-started',
    title: 'No registration was begun',
    explains: [NOT_FOUND],
    test: 'The chain is searched for a StartWebAuthnRegistration with the same tokens.',
    prior: 0.7,
    advice: 'Send StartWebAuthnRegistration first, with the same tokens.',
    check: ({ passkey }) =>
      passkey?.start === undefined
        ? found('No StartWebAuthnRegistration of this chain came before.')
        : ruledOut(`Step ${passkey.start.step} began it.`),
  },
  {
    id: 'registration-over',
    title: 'The registration was completed, or begun anew',
    explains: [NOT_FOUND],
    test: 'The steps of this run between the two calls are searched for others of the same user.',
    prior: 0.8,
    advice: 'Begin again with StartWebAuthnRegistration.',
    check({ passkey }) {
      const start = passkey?.start;
      if (start === undefined) return ruledOut('No step of this chain began one.');
      if (start.completedBy !== undefined)
        return found(`Step ${start.completedBy} completed it: each is good for one passkey.`);
      return start.replacedBy === undefined
        ? ruledOut('No step of this run completed it or began another.')
        : found(`Cognito keeps one for a user, and ${start.replacedBy} began another.`);
    },
  },
  {
    id: 'registration-too-old',
    title: 'The registration took too long',
    explains: [NOT_FOUND],
    test: 'The time since StartWebAuthnRegistration is compared with timeout of its options.',
    prior: 0.6,
    advice: 'Begin again with StartWebAuthnRegistration, and complete it in time.',
    check({ passkey }) {
      const start = passkey?.start;
      if (start === undefined) return ruledOut('No step of this chain began one.');
      const age = `The options of step ${start.step} were ${duration(start.ageMs)} old`;
      if (start.limitMs === undefined) return cannotTell(`${age}, and name no timeout.`);
      return start.ageMs > start.limitMs
        ? found(`${age}; their timeout is ${duration(start.limitMs)}.`)
        : ruledOut(`${age}, of ${duration(start.limitMs)}.`);
    },
  },
  {
    id: 'registration-other-client',
    title: 'The access tokens are of two app clients',
    explains: [{ code: 'WebAuthnClientMismatchException' }],
    test: 'client_id of both access tokens is compared: that of the first call, and that of the second.',
    prior: 1,
    advice: 'Begin and complete with tokens of one app client.',
    check({ passkey }) {
      const start = passkey?.start;
      if (start === undefined) return found('Cognito says so itself; the first call is not in this chain.');
      return start.clients === undefined
        ? ruledOut(`Step ${start.step} carried an access token of the same app client.`)
        : found(
            `Step ${start.step} carried an access token of ${start.clients.started}, and this one carries one of ${start.clients.completed}.`,
          );
    },
  },
  {
    id: 'passkey-algorithm',
    title: 'Cognito takes no key of this algorithm',
    explains: [{ code: 'WebAuthnCredentialNotSupportedException' }],
    test: 'publicKeyAlgorithm is looked up in pubKeyCredParams of the options: ES256 and RS256.',
    prior: 0.9,
    advice: 'Make the key for ES256 or RS256.',
    check({ passkey }) {
      const algorithm = passkey?.algorithm;
      if (algorithm === undefined) return cannotTell('The credential does not name its algorithm.');
      const asked = passkey?.algorithmsAsked ?? Object.keys(TAKEN).map(Number);
      return asked.includes(algorithm)
        ? ruledOut(`The key is made for ${nameOf(algorithm)}, which was asked for.`)
        : found(`The key is made for ${nameOf(algorithm)}. Asked for: ${asked.map(nameOf).join(', ')}.`);
    },
    fix: ({ passkey }) =>
      passkey?.atHand === true
        ? { label: 'Make a key for ES256', inputs: { Credential: null, PASSKEY_ALGORITHM: null } }
        : undefined,
  },
  {
    id: 'passkeys-off',
    title: 'The pool’s sign-in policy has no passkeys',
    explains: [{ code: 'WebAuthnNotEnabledException' }],
    test: 'AvailableChallenges of this chain are searched for WEB_AUTHN: the pool allows it, or does not.',
    prior: 1,
    advice: 'Have WEB_AUTHN added to AllowedFirstAuthFactors of the pool.',
    check({ chain, step }) {
      const offered = chain.steps.find(
        ({ number, outcome }) =>
          number < step.number && outcome?.kind === 'challenge' && outcome.available.includes('WEB_AUTHN'),
      );
      return offered === undefined
        ? found('Cognito says so itself: WEB_AUTHN is not among AllowedFirstAuthFactors.')
        : found(`Step ${offered.number} still offered WEB_AUTHN: it was switched off since.`);
    },
  },
  {
    id: 'relying-party-missing',
    title: 'The pool names nobody to make passkeys for',
    explains: [{ code: 'WebAuthnConfigurationMissingException' }],
    test: 'The exception says it: without a domain or a RelyingPartyId there is no rpId for the options.',
    prior: 1,
    advice: 'Have a domain or a RelyingPartyId set for the pool.',
    check: () =>
      found(
        'Cognito says so itself: the pool has neither a domain nor a RelyingPartyId (SetUserPoolMfaConfig sets it).',
      ),
  },
] as const satisfies readonly Cause[];
