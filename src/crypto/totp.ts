import { createGuardrails, generateSync, generateURI } from 'otplib';
import { cryptoError } from './crypto-error.ts';
import {
  COGNITO_TOTP,
  MAX_SECRET_BYTES,
  MIN_SECRET_BYTES,
  notCognitos,
  readTotpSeed,
  type TotpParameters,
} from './otpauth.ts';

const guardrails = createGuardrails({ MIN_SECRET_BYTES, MAX_SECRET_BYTES });

export type TotpSecret = Pick<TotpParameters, 'secret' | 'digits' | 'period'> & {
  readonly issuer?: string;
  readonly account?: string;
};

/** A code and the time it is good for, epoch milliseconds by the clock it was made by. */
export interface TotpWindow {
  readonly code: string;
  readonly from: number;
  /** The first moment it is no longer the code of. */
  readonly until: number;
}

/**
 * The six-digit code Cognito expects at a moment.
 * @param secret anything normalizeTotpSecret takes; digits and period of a URI are ignored, Cognito's apply
 * @param epochMs milliseconds since 1970-01-01T00:00:00Z
 * @param offsetSteps whole 30-second steps to go forward (or back, if negative)
 * @throws CryptoError TOTP_SECRET_INVALID for an unusable secret, TOTP_TIME_INVALID for a time before 1970
 */
export function totpCode(secret: string, epochMs: number, offsetSteps = 0): string {
  return codeOf({ secret: normalizeTotpSecret(secret).secret, ...COGNITO_TOTP }, epochMs, offsetSteps);
}

/**
 * The codes of the step before, of now and of the step after, in this order.
 * @throws CryptoError TOTP_TIME_INVALID for a time before 1970
 */
export function totpWindows(parameters: TotpParameters, epochMs: number): readonly TotpWindow[] {
  const step = parameters.period * 1_000;
  const start = Math.floor(epochMs / step) * step;
  return [-1, 0, 1].map((offset) => ({
    code: codeOf(parameters, epochMs, offset),
    from: start + offset * step,
    until: start + (offset + 1) * step,
  }));
}

function codeOf(
  { secret, algorithm, digits, period }: TotpParameters,
  epochMs: number,
  offset: number,
): string {
  const step = Math.floor(epochMs / (period * 1_000)) + offset;
  if (!Number.isSafeInteger(step) || step < 0) {
    throw cryptoError(
      'TOTP_TIME_INVALID',
      'The time of a TOTP code must lie after 1970, in whole steps; check the clock.',
    );
  }
  return generateSync({
    secret,
    algorithm: algorithm.toLowerCase() as 'sha1' | 'sha256' | 'sha512',
    digits: digits as 6 | 7 | 8,
    period,
    epoch: step * period,
    guardrails,
  });
}

/** Milliseconds until the current code changes: 30,000 at the start of a step, never 0. */
export function totpRemainingMs(epochMs: number): number {
  const step = COGNITO_TOTP.period * 1_000;
  return step - (((epochMs % step) + step) % step);
}

/**
 * A secret that Cognito's codes can be made from.
 * @param text what readTotpSeed reads
 * @throws CryptoError TOTP_SECRET_INVALID; the message says which character or parameter is wrong
 */
export function normalizeTotpSecret(text: string): TotpSecret {
  const { algorithm, ...secret } = readTotpSeed(text);
  if (algorithm === COGNITO_TOTP.algorithm) return secret;
  throw cryptoError(
    'TOTP_SECRET_INVALID',
    'The TOTP secret asks for another algorithm than SHA1; Cognito uses SHA1 only, so this belongs to another service.',
  );
}

/**
 * The otpauth URI an authenticator app scans. What is as Cognito has it are the apps' defaults, so it is left out.
 * @throws CryptoError TOTP_SECRET_INVALID for an unusable secret
 */
export function otpauthUri(input: {
  readonly secret: string;
  readonly account: string;
  readonly issuer: string;
  readonly parameters?: Omit<TotpParameters, 'secret'>;
}): string {
  const { secret } = readTotpSeed(input.secret);
  const uri = generateURI({ secret, label: input.account, issuer: input.issuer });
  const { parameters } = input;
  if (parameters === undefined || notCognitos({ secret, ...parameters }).length === 0) return uri;
  const { algorithm, digits, period } = parameters;
  return `${uri}&algorithm=${algorithm}&digits=${String(digits)}&period=${String(period)}`;
}
