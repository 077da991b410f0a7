import type { Context } from '../context.ts';
import { need, type TextMap } from '../read-members.ts';
import type { SrpExchange } from '../secret-block.ts';
import { expectedClaim, sharedKey } from '../srp-server.ts';
import { formatTimestamp, parseTimestamp } from '../srp-timestamp.ts';
import { sameText } from '../totp.ts';

/** The three values that prove a password, of a user or of a device. */
export interface Claim {
  readonly block: string;
  readonly signature: string;
  readonly timestamp: string;
}

/** @throws InvalidParameterException "Missing required parameter X" */
export function needClaim(responses: TextMap): Claim {
  return {
    block: need(responses, 'PASSWORD_CLAIM_SECRET_BLOCK'),
    signature: need(responses, 'PASSWORD_CLAIM_SIGNATURE'),
    timestamp: need(responses, 'TIMESTAMP'),
  };
}

/** What the claim was signed over: pool name and user name, or device group key and device key. */
export interface Signed {
  readonly group: string;
  readonly identity: string;
  readonly verifier: bigint;
}

export function claimHolds(context: Context, exchange: SrpExchange, signed: Signed, claim: Claim): boolean {
  const time = parseTimestamp(claim.timestamp);
  if (time === undefined || !closeToNow(context, time)) return false;
  const { group, identity, verifier } = signed;
  const key = sharedKey({
    a: BigInt(`0x${exchange.a}`),
    verifier,
    secret: BigInt(`0x${exchange.secret}`),
    serverB: BigInt(`0x${exchange.serverB}`),
  });
  const block = Buffer.from(claim.block, 'base64');
  // The service signs its own spelling of the time: a padded day or a wrong weekday fails here.
  const expected = expectedClaim(key, group, identity, block, formatTimestamp(time));
  return sameText(expected.toString('base64'), claim.signature);
}

/** A client's own clock doesn't move when the sandbox's was moved: both count as now. */
function closeToNow(context: Context, time: number): boolean {
  const limit = context.settings.timestampSkewSeconds * 1_000;
  return [context.clock.now(), context.clock.unmoved()].some((now) => Math.abs(now - time) <= limit);
}
