import { ADD_POOL_ID } from '../cognito/add-pool-id.ts';
import { secretHash } from '../crypto/secret-hash.ts';
import { computeSrp, createSrpSecret, passwordClaimSignature, srpA } from '../crypto/srp.ts';
import { srpTimestamp } from '../crypto/timestamp.ts';
import { totpCode } from '../crypto/totp.ts';
import type { Target } from '../contract.ts';
import { coreFault, isFault, type Tools } from '../form/form.ts';
import type { SrpExchange } from './live-chain.ts';
import { signIn } from './passkey.ts';
import type { Random } from './ports.ts';

/** Opens an SRP exchange: a fresh secret and its SRP_A. */
export function openSrp(random: Random): SrpExchange {
  const a = createSrpSecret(random.bytes);
  return { a, A: srpA(a) };
}

export interface ToolsInput {
  readonly target: Target;
  readonly clientSecret?: string;
  /** Now by the target's clock, epoch milliseconds. */
  readonly now: number;
  /** Now by the service's own clock as far as it was measured: what TOTP codes are made by. */
  readonly serverNow?: number;
  /** The exchange this answer opens if it sends SRP_A; made on first use. */
  readonly opening: () => SrpExchange;
  /** The exchange the branch opened before, if its secret is known. */
  readonly opened?: SrpExchange;
}

/** What flows and challenges compute with, bound to one answer. */
export function toolsFor({ target, clientSecret, now, serverNow, opening, opened }: ToolsInput): Tools {
  return {
    poolName() {
      const name = target.userPoolId.split('_').slice(1).join('_');
      if (name === '') {
        throw coreFault('POOL_ID_NEEDED', `SRP is computed over the pool name. ${ADD_POOL_ID}`, 'userPoolId');
      }
      return name;
    },
    srpA: () => opening().A,
    srpClaim(input) {
      if (opened === undefined) {
        throw coreFault(
          'SRP_STATE_MISSING',
          'The SRP_A of this branch was not computed here, so its secret is not known. Start again with a computed SRP_A.',
          'PASSWORD_CLAIM_SIGNATURE',
        );
      }
      return faulting('PASSWORD_CLAIM_SIGNATURE', () => {
        const values = computeSrp({ ...input, a: opened.a, srpA: opened.A });
        return passwordClaimSignature({ ...input, key: values.key });
      });
    },
    timestamp: () => srpTimestamp(now),
    totp: (secret) => faulting('TOTP_SECRET', () => totpCode(secret, serverNow ?? now)),
    credential: (use) => faulting('PASSKEY', () => signIn(use)),
    secretHash: (username) =>
      clientSecret === undefined
        ? undefined
        : secretHash({ username, clientId: target.clientId, clientSecret }),
  };
}

/** Turns the crypto folder's errors into faults that name the field. */
export function faulting<T>(field: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (isFault(error)) throw error;
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
      throw coreFault(error.code, error.message, field);
    }
    throw error;
  }
}
