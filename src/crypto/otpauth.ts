import { cryptoError } from './crypto-error.ts';
import type { CryptoError } from './crypto-error.ts';

export type TotpAlgorithm = 'SHA1' | 'SHA256' | 'SHA512';

/** What a code is computed with, RFC 6238. */
export interface TotpParameters {
  /** Base32, upper case, no spaces, no padding. */
  readonly secret: string;
  readonly algorithm: TotpAlgorithm;
  /** Length of a code. */
  readonly digits: number;
  /** Length of a step in seconds. */
  readonly period: number;
}

/** A TOTP seed as a person hands it over, with whom it is for where that was said. */
export interface TotpSeed extends TotpParameters {
  readonly issuer?: string;
  readonly account?: string;
}

/** Cognito's TOTP: HMAC-SHA-1, 6 digits, steps of 30 seconds (protocol reference 2.5). */
export const COGNITO_TOTP = { algorithm: 'SHA1', digits: 6, period: 30 } as const;

/**
 * Cognito's own secrets have 32 bytes. Ten is what sixteen-letter secrets hold, still common in test accounts
 * (RFC 4226 asks for 16); 64 is otplib's upper limit.
 */
export const MIN_SECRET_BYTES = 10;
export const MAX_SECRET_BYTES = 64;

/** RFC 4648 section 6. */
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * Reads what a person pastes or scans: a Base32 secret in any case, with spaces, dashes or padding, or a whole
 * otpauth://totp/ URI (github.com/google/google-authenticator/wiki/Key-Uri-Format).
 * @throws CryptoError TOTP_SECRET_INVALID; the message says which character or parameter is wrong
 */
export function readTotpSeed(text: string): TotpSeed {
  const trimmed = text.trim();
  if (/^otpauth-migration:/i.test(trimmed)) {
    throw invalid(
      'is an export of several accounts (otpauth-migration); show the QR code of the one account, or its secret.',
    );
  }
  if (/^otpauth:/i.test(trimmed)) return readUri(trimmed);
  return { secret: normalizeBase32(trimmed), ...COGNITO_TOTP };
}

/** What of a seed is not as Cognito has it, one sentence each; empty for one it takes. */
export function notCognitos({ algorithm, digits, period }: TotpParameters): string[] {
  return [
    ...(algorithm === COGNITO_TOTP.algorithm ? [] : [`algorithm is ${algorithm}; Cognito uses SHA1.`]),
    ...(digits === COGNITO_TOTP.digits ? [] : [`digits is ${String(digits)}; Cognito’s codes have 6.`]),
    ...(period === COGNITO_TOTP.period ? [] : [`period is ${String(period)} s; Cognito’s steps take 30 s.`]),
  ];
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
  if (bytes < MIN_SECRET_BYTES || bytes > MAX_SECRET_BYTES) {
    throw invalid(
      `holds ${bytes} bytes; expected are ${MIN_SECRET_BYTES} to ${MAX_SECRET_BYTES}. Copy it again in full.`,
    );
  }
  // Generators that pick random letters set surplus bits in the last one. Apps ignore them; otplib refuses them.
  const last = BASE32.indexOf(digits.slice(-1));
  return digits.slice(0, -1) + BASE32.charAt(last & ~((1 << surplus) - 1));
}

function readUri(text: string): TotpSeed {
  const { type, label, parameters } = splitUri(text);
  if (type !== 'totp') throw invalid('must be an otpauth://totp/ URI; Cognito has no counter-based codes.');
  const secret = parameters.get('secret');
  if (secret === null)
    throw invalid('is an otpauth URI without a secret parameter; scan or copy the code again.');

  const named = parameters.get('issuer') ?? '';
  const prefix = named !== '' && label.startsWith(`${named}:`) ? named.length : label.indexOf(':');
  const issuer = named === '' ? label.slice(0, Math.max(prefix, 0)).trim() : named;
  const account = label.slice(prefix + 1).trim();
  return {
    secret: normalizeBase32(secret),
    algorithm: readAlgorithm(parameters),
    ...(issuer === '' ? {} : { issuer }),
    ...(account === '' ? {} : { account }),
    digits: readNumber(parameters, 'digits', COGNITO_TOTP.digits, /^[678]$/, '6, 7 or 8'),
    period: readNumber(parameters, 'period', COGNITO_TOTP.period, /^[1-9]\d{0,3}$/, 'whole seconds'),
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

function readAlgorithm(parameters: URLSearchParams): TotpAlgorithm {
  const text = parameters.get('algorithm') ?? COGNITO_TOTP.algorithm;
  const [, bits] = /^(?:hmac-?)?sha-?(1|256|512)$/i.exec(text) ?? [];
  if (bits === undefined) {
    throw invalid(
      'is an otpauth URI whose algorithm is not SHA1, SHA256 or SHA512; correct it or paste the secret alone.',
    );
  }
  return `SHA${bits as '1' | '256' | '512'}`;
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
