import type { Context } from '../context.ts';
import { findUser, unknownUser } from '../pool/find-user.ts';
import { need } from '../read-members.ts';
import { incorrectPassword } from '../refusal.ts';
import { takeExchange, type SrpExchange } from '../secret-block.ts';
import { checkAccountStatus } from '../sign-in/account-status.ts';
import { afterPassword } from '../sign-in/after-password.ts';
import { countSimulated, refuseLockedName, settleProof } from '../sign-in/check-proof.ts';
import { refuseUnknownDevice } from '../sign-in/device.ts';
import { expectedClaim, sharedKey } from '../srp-server.ts';
import { formatTimestamp, parseTimestamp } from '../srp-timestamp.ts';
import { poolName, userVerifier } from '../srp-verifier.ts';
import type { Pool } from '../state.ts';
import { sameText } from '../totp.ts';
import type { BareAnswer, Reply } from './spec.ts';

/**
 * PASSWORD_VERIFIER after USER_SRP_AUTH. There is no Session; SECRET_BLOCK ties the answer to its exchange. Everything
 * that is wrong with a proof looks the same from outside.
 */
export function answerPasswordVerifier({ context, pool, client, username, responses }: BareAnswer): Reply {
  const claim = {
    block: need(responses, 'PASSWORD_CLAIM_SECRET_BLOCK'),
    signature: need(responses, 'PASSWORD_CLAIM_SIGNATURE'),
    timestamp: need(responses, 'TIMESTAMP'),
  };
  refuseUnknownDevice(responses);
  const user = findUser(pool, username);
  if (user === undefined && !client.hidesUserExistence) throw unknownUser(client);
  const exchange = takeExchange(context, pool, client, claim.block);
  if (exchange === undefined) throw incorrectPassword();
  if (exchange.sub === undefined) countSimulated(context, pool, exchange.username);
  if (user === undefined || exchange.sub !== user.sub) throw incorrectPassword();
  checkAccountStatus(client, user);
  refuseLockedName(context, pool, user.username);
  const { verifier } = userVerifier(context, pool, user);
  settleProof(context, pool, user, claimHolds(context, pool, exchange, verifier, claim));
  return afterPassword(context, { pool, client, user });
}

interface Claim {
  readonly block: string;
  readonly signature: string;
  readonly timestamp: string;
}

function claimHolds(
  context: Context,
  pool: Pool,
  exchange: SrpExchange,
  verifier: bigint,
  claim: Claim,
): boolean {
  const time = parseTimestamp(claim.timestamp);
  if (time === undefined || !closeToNow(context, time)) return false;
  const key = sharedKey({
    a: BigInt(`0x${exchange.a}`),
    verifier,
    secret: BigInt(`0x${exchange.secret}`),
    serverB: BigInt(`0x${exchange.serverB}`),
  });
  const block = Buffer.from(claim.block, 'base64');
  // The service signs its own spelling of the time: a padded day or a wrong weekday fails here.
  const expected = expectedClaim(key, poolName(pool), exchange.username, block, formatTimestamp(time));
  return sameText(expected.toString('base64'), claim.signature);
}

/** A client's own clock doesn't move when the sandbox's was moved: both count as now. */
function closeToNow(context: Context, time: number): boolean {
  const limit = context.settings.timestampSkewSeconds * 1_000;
  return [context.clock.now(), context.clock.unmoved()].some((now) => Math.abs(now - time) <= limit);
}
