import type { TotpCodes, TotpNow, TotpSetup } from '../contract.ts';
import { COGNITO_TOTP, type TotpParameters } from '../crypto/otpauth.ts';
import { normalizeTotpSecret, otpauthUri, totpWindows } from '../crypto/totp.ts';
import { coreFault } from '../form/form.ts';
import { isJsonObject, type JsonValue } from '../json.ts';
import { type LiveChain, type StepRecord, stepOf } from './live-chain.ts';
import type { StoredThing } from './things/stored.ts';

/** What codes of a chain are made by. */
export interface TotpMoment {
  /** By the service's clock, epoch milliseconds. */
  readonly now: number;
  /** How far that clock is ahead of this computer's. */
  readonly aheadMs: number;
  /** A seed of the vault in place of the one the chain holds. */
  readonly chosen?: StoredThing;
}

/** The codes around now from the secret the chain holds; null when it holds none or one that can't be used. */
export function totpNow(chain: LiveChain, { now, aheadMs, chosen }: TotpMoment): TotpNow | null {
  const held = chain.remembered.get('TOTP_SECRET');
  const given = chosen?.kind === 'totp' ? chosen.secret : held?.value;
  if (given === undefined) return null;
  try {
    // Whatever a seed says of itself: in a sign-in Cognito's rules apply, as they do when its code is computed.
    const seed = { ...COGNITO_TOTP, secret: normalizeTotpSecret(given).secret };
    const codes = codesAround(seed, now, aheadMs, (code) => chain.known.has(code));
    const current = codes.steps.find(({ offset }) => offset === 0);
    if (current === undefined) return null;
    const thing = chosen?.id ?? held?.thing;
    return {
      ...codes,
      code: current.code,
      remainingMs: current.endsInMs,
      from: chosen?.name ?? held?.from ?? '',
      ...(thing === undefined ? {} : { thing }),
    };
  } catch {
    return null;
  }
}

/**
 * The codes of the step before, of now and of the step after.
 * @param used whether a code travelled already
 * @throws CryptoError TOTP_SECRET_INVALID, TOTP_TIME_INVALID
 */
export function codesAround(
  seed: TotpParameters,
  now: number,
  aheadMs: number,
  used: (code: string) => boolean = () => false,
): TotpCodes {
  const steps = totpWindows(seed, now).map(({ code, from, until }, at) => ({
    code,
    offset: (at - 1) as -1 | 0 | 1,
    startsInMs: from - now,
    endsInMs: until - now,
    ...(used(code) ? { used: true } : {}),
  }));
  return { steps, period: seed.period, aheadMs };
}

/** `SecretCode` of an AssociateSoftwareToken reply, or of a VerifySoftwareToken's own sibling. */
export function secretCodeOf(step: StepRecord): string | undefined {
  if (step.operation !== 'AssociateSoftwareToken') return undefined;
  try {
    const body = JSON.parse(step.responseText) as JsonValue;
    const code = isJsonObject(body) ? body['SecretCode'] : undefined;
    return typeof code === 'string' ? code : undefined;
  } catch {
    return undefined;
  }
}

/**
 * What an authenticator app needs to be set up.
 * @throws CoreFault STEP_UNKNOWN, TOTP_SECRET_MISSING
 */
export function totpSetup(chain: LiveChain, stepId: string): TotpSetup {
  const secret = secretCodeOf(stepOf(chain, stepId));
  if (secret === undefined) {
    throw coreFault(
      'TOTP_SECRET_MISSING',
      'This step brought no SecretCode. Send AssociateSoftwareToken first.',
    );
  }
  const normal = normalizeTotpSecret(secret).secret;
  return {
    secret: normal,
    otpauthUri: otpauthUri({ secret: normal, account: chain.username, issuer: chain.target.name }),
  };
}
