import type { TotpNow, TotpSetup } from '../contract.ts';
import { normalizeTotpSecret, otpauthUri, totpCode, totpRemainingMs } from '../crypto/totp.ts';
import { coreFault } from '../form/form.ts';
import { isJsonObject, type JsonValue } from '../json.ts';
import { stepOf } from './chains.ts';
import type { LiveChain, StepRecord } from './live-chain.ts';

/** The code of now from the secret the chain holds; null when it holds none or one that can't be used. */
export function totpNow(chain: LiveChain, now: number): TotpNow | null {
  const secret = chain.remembered.get('TOTP_SECRET')?.value;
  if (secret === undefined) return null;
  try {
    return { code: totpCode(secret, now), remainingMs: totpRemainingMs(now) };
  } catch {
    return null;
  }
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
