import type { JsonObject } from '../../json.ts';
import type { Context, Subject } from '../context.ts';
import { findUser, unknownUser } from '../pool/find-user.ts';
import { incorrectPassword } from '../refusal.ts';
import { takeExchange, type SrpExchange } from '../secret-block.ts';
import { openSession, spendSession } from '../sessions.ts';
import { checkAccountStatus } from '../sign-in/account-status.ts';
import { withRound } from '../custom-flow.ts';
import { afterPassword } from '../sign-in/after-password.ts';
import { finish } from '../sign-in/answer.ts';
import { countSimulated, refuseLockedName, countProof } from '../sign-in/check-proof.ts';
import { ignoresDevices, refuseDeviceOfNobody, withNamedDevice } from '../sign-in/device.ts';
import { claimHolds, needClaim, type Claim } from '../sign-in/srp-claim.ts';
import { openExchange } from '../sign-in/srp-exchange.ts';
import { findProver } from '../sign-in/srp-prover.ts';
import { poolName, userVerifier } from '../srp-verifier.ts';
import { sessionChallenge, type BareAnswer, type Reply } from './spec.ts';

/** PASSWORD_VERIFIER after PASSWORD_SRP: it comes with a Session, and the answer needs it, unless set otherwise. */
export function askBoundPasswordVerifier(context: Context, subject: Subject, a: bigint): JsonObject {
  const { pool, client, user } = subject;
  const prover = findProver(context, pool, client, user.simulated ?? user.username);
  // The rounds of a custom flow live in its Session: an answer without it would pass its challenges by.
  const verifierSession = subject.custom === undefined ? context.settings.verifierSession : 'needed';
  const { id, parameters } = openExchange(context, subject, prover, a, {
    ...(verifierSession === 'needed' ? { bound: true } : {}),
    ...(subject.device === undefined ? {} : { deviceKey: subject.device.key }),
  });
  const session = openSession(context, subject, { challenge: 'PASSWORD_VERIFIER', exchange: id });
  return {
    ChallengeName: 'PASSWORD_VERIFIER',
    ...(verifierSession === 'none' ? {} : { Session: session }),
    ChallengeParameters: { ...parameters, USERNAME: prover.username, USER_ID_FOR_SRP: prover.username },
  };
}

export const passwordVerifier = sessionChallenge('PASSWORD_VERIFIER', (given) => {
  const { context, subject, session, pending, responses } = given;
  const claim = needClaim(responses);
  const exchange = takeExchange(context, subject.pool, subject.client, claim.block, pending.exchange);
  if (exchange === undefined) throw incorrectPassword();
  if (subject.custom !== undefined) {
    // A wrong proof is a round like any other there: the define trigger decides what follows.
    const proved = isProved(context, subject, exchange, claim);
    spendSession(context, session);
    const next = withRound(subject, subject.custom, 'PASSWORD_VERIFIER', proved);
    return proved ? afterPassword(context, next) : finish(context, next);
  }
  settleClaim(context, subject, exchange, claim);
  spendSession(context, session);
  return afterPassword(context, subject);
});

/**
 * PASSWORD_VERIFIER after USER_SRP_AUTH. There is no Session; SECRET_BLOCK ties the answer to its exchange. Everything
 * that is wrong with a proof looks the same from outside.
 */
export function answerPasswordVerifier({ context, pool, client, username, responses }: BareAnswer): Reply {
  const claim = needClaim(responses);
  const user = findUser(pool, username);
  const subject = user && withNamedDevice(context, { pool, client, user }, responses);
  if (user === undefined) refuseDeviceOfNobody(context, responses);
  if (user === undefined && !client.hidesUserExistence) throw unknownUser(client);
  const exchange = takeExchange(context, pool, client, claim.block);
  if (exchange === undefined) throw incorrectPassword();
  if (exchange.sub === undefined) countSimulated(context, pool, exchange.username);
  if (subject === undefined || exchange.sub !== subject.user.sub) throw incorrectPassword();
  settleClaim(context, subject, exchange, claim);
  return afterPassword(context, withEarlierDevice(context, subject, exchange));
}

/** @throws NotAuthorizedException */
function settleClaim(context: Context, subject: Subject, exchange: SrpExchange, claim: Claim): void {
  if (!isProved(context, subject, exchange, claim)) throw incorrectPassword();
}

/** For a simulated user no claim holds. @throws NotAuthorizedException while the user may not sign in at all. */
function isProved(context: Context, subject: Subject, exchange: SrpExchange, claim: Claim): boolean {
  const { pool, client, user } = subject;
  checkAccountStatus(client, user);
  refuseLockedName(context, pool, user.username);
  const { verifier } = userVerifier(context, pool, user);
  const signed = { group: poolName(pool), identity: exchange.username, verifier };
  const holds = exchange.sub === user.sub && claimHolds(context, exchange, signed, claim);
  return countProof(context, pool, user, holds);
}

/** A DEVICE_KEY of the first step counts where it is known; refusing it here would leave clients no way to drop it. */
function withEarlierDevice(context: Context, subject: Subject, { deviceKey = '' }: SrpExchange): Subject {
  const earlier = ignoresDevices(context, subject) ? undefined : subject.user.devices.get(deviceKey);
  return subject.device !== undefined || earlier === undefined ? subject : { ...subject, device: earlier };
}
