import { createGuardrails, generateSync, generateURI } from 'otplib';
import { cryptoError } from './crypto-error.ts';
import type { CryptoError } from './crypto-error.ts';

/** Cognito's TOTP: RFC 6238 with HMAC-SHA-1, 6 digits, steps of 30 seconds (protocol 2.5). */
const DIGITS = 6;
const STEP_SECONDS = 30;
const STEP_MS = STEP_SECONDS * 1000;

/**
 * Cognito's own secrets have 32 bytes. Ten is what sixteen-letter secrets hold, still common in test
 * accounts (RFC 4226 asks for 16); 64 is otplib's upper limit.
 */
const MIN_BYTES = 10;
const MAX_BYTES = 64;
const guardrails = createGuardrails({ MIN_SECRET_BYTES: MIN_BYTES, MAX_SECRET_BYTES: MAX_BYTES });

/** RFC 4648 section 6. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export type TotpSecret = {
  /** Base32, upper case, no spaces, no padding. */
  readonly secret: string;
  readonly issuer?: string;
  readonly account?: string;
  /** Code length; 6 unless an otpauth URI says otherwise (Cognito accepts 6 only). */
  readonly digits: number;
  /** Step length in seconds; 30 unless an otpauth URI says otherwise (Cognito accepts 30 only). */
  readonly period: number;
};

/**
 * The six-digit code Cognito expects at a moment.
 * @param secret anything normalizeTotpSecret takes; digits and period of a URI are ignored, Cognito's apply
 * @param epochMs milliseconds since 1970-01-01T00:00:00Z
 * @param offsetSteps whole 30-second steps to go forward (or back, if negative)
 * @throws CryptoError TOTP_SECRET_INVALID for an unusable secret, TOTP_TIME_INVALID for a time before 1970
 */
export function totpCode(secret: string, epochMs: number, offsetSteps = 0): string {
  const step = Math.floor(epochMs / STEP_MS) + offsetSteps;
  if (!Number.isSafeInteger(step) || step < 0) {
    throw cryptoError(
      'TOTP_TIME_INVALID',
      'The time of a TOTP code must lie after 1970, in whole steps; check the clock.',
    );
  }
  return generateSync({
    secret: normalizeTotpSecret(secret).secret,
    algorithm: 'sha1',
    digits: DIGITS,
    period: STEP_SECONDS,
    epoch: step * STEP_SECONDS,
    guardrails,
  });
}

/** Milliseconds until the current code changes: 30,000 at the start of a step, never 0. */
export function totpRemainingMs(epochMs: number): number {
  return STEP_MS - (((epochMs % STEP_MS) + STEP_MS) % STEP_MS);
}

/**
 * Reads what a person pastes: a Base32 secret in any case, with spaces, dashes or padding, or a whole
 * otpauth://totp/ URI (github.com/google/google-authenticator/wiki/Key-Uri-Format).
 * @throws CryptoError TOTP_SECRET_INVALID; the message says which character or parameter is wrong
 */
export function normalizeTotpSecret(text: string): TotpSecret {
  const trimmed = text.trim();
  if (/^otpauth:/i.test(trimmed)) return readUri(trimmed);
  return { secret: normalizeBase32(trimmed), digits: DIGITS, period: STEP_SECONDS };
}

/**
 * The otpauth URI an authenticator app scans, with Cognito's parameters (the apps' defaults, so left out).
 * @throws CryptoError TOTP_SECRET_INVALID for an unusable secret
 */
export function otpauthUri(input: {
  readonly secret: string;
  readonly account: string;
  readonly issuer: string;
}): string {
  const { secret } = normalizeTotpSecret(input.secret);
  return generateURI({ secret, label: input.account, issuer: input.issuer });
}

function normalizeBase32(text: string): string {
  const digits = text.replace(/[\s-]/g, '').replace(/=+$/, '').toUpperCase();
  if (digits === '') throw invalid('is empty; paste the secret code Cognito gave for this user.');

  const wrongAt = [...digits].findIndex((digit) => !BASE32.includes(digit));
  if (wrongAt >= 0) {
    throw invalid(
      `is not Base32: character ${wrongAt + 1} (spaces not counted) is none of A-Z and 2-7. ` +
        'A 0, 1 or 8 is usually a misread O, I or B.',
    );
  }
  const bits = digits.length * 5;
  // RFC 4648: full bytes leave 0 to 4 bits over; more means that a character is missing or surplus.
  const surplus = bits % 8;
  if (surplus > 4) {
    throw invalid(`has ${digits.length} characters, which no Base32 text has; copy it again in full.`);
  }
  const bytes = Math.floor(bits / 8);
  if (bytes < MIN_BYTES || bytes > MAX_BYTES) {
    throw invalid(`holds ${bytes} bytes; expected are ${MIN_BYTES} to ${MAX_BYTES}. Copy it again in full.`);
  }
  // Generators that pick random letters set surplus bits in the last one. Apps ignore them; otplib refuses them.
  const last = BASE32.indexOf(digits.slice(-1));
  return digits.slice(0, -1) + BASE32.charAt(last & ~((1 << surplus) - 1));
}

function readUri(text: string): TotpSecret {
  const { type, label, parameters } = splitUri(text);
  if (type !== 'totp') throw invalid('must be an otpauth://totp/ URI; Cognito has no counter-based codes.');
  const secret = parameters.get('secret');
  if (secret === null)
    throw invalid('is an otpauth URI without a secret parameter; scan or copy the code again.');
  const algorithm = parameters.get('algorithm') ?? 'SHA1';
  if (!/^(hmac-?)?sha-?1$/i.test(algorithm)) {
    throw invalid(
      'asks for another algorithm than SHA1; Cognito uses SHA1 only, so this belongs to another service.',
    );
  }

  const named = parameters.get('issuer') ?? '';
  const prefix = named !== '' && label.startsWith(`${named}:`) ? named.length : label.indexOf(':');
  const issuer = named === '' ? label.slice(0, Math.max(prefix, 0)).trim() : named;
  const account = label.slice(prefix + 1).trim();
  return {
    secret: normalizeBase32(secret),
    ...(issuer === '' ? {} : { issuer }),
    ...(account === '' ? {} : { account }),
    digits: readNumber(parameters, 'digits', DIGITS, /^[678]$/, '6, 7 or 8'),
    period: readNumber(parameters, 'period', STEP_SECONDS, /^[1-9]\d{0,3}$/, 'whole seconds'),
  };
}

function splitUri(text: string): { type: string; label: string; parameters: URLSearchParams } {
  try {
    const uri = new URL(text);
    return {
      type: uri.host.toLowerCase(),
      label: decodeURIComponent(uri.pathname.slice(1)),
      parameters: uri.searchParams,
    };
  } catch {
    throw invalid('begins like an otpauth URI but cannot be read as one; scan or copy the code again.');
  }
}

function readNumber(
  parameters: URLSearchParams,
  name: string,
  otherwise: number,
  form: RegExp,
  expected: string,
): number {
  const text = parameters.get(name);
  if (text === null) return otherwise;
  if (!form.test(text))
    throw invalid(
      `is an otpauth URI whose ${name} is not ${expected}; correct it or paste the secret alone.`,
    );
  return Number(text);
}

function invalid(problem: string): CryptoError {
  return cryptoError('TOTP_SECRET_INVALID', `The TOTP secret ${problem}`);
}
