import type { Subject } from '../context.ts';
import { findUser, unknownUser } from '../pool/find-user.ts';
import { incorrectPassword } from '../refusal.ts';
import { takeExchange, type SrpExchange } from '../secret-block.ts';
import { checkAccountStatus } from '../sign-in/account-status.ts';
import { afterPassword } from '../sign-in/after-password.ts';
import { countSimulated, refuseLockedName, settleProof } from '../sign-in/check-proof.ts';
import { refuseDeviceOfNobody, withNamedDevice } from '../sign-in/device.ts';
import { claimHolds, needClaim } from '../sign-in/srp-claim.ts';
import { poolName, userVerifier } from '../srp-verifier.ts';
import type { BareAnswer, Reply } from './spec.ts';

/**
 * PASSWORD_VERIFIER after USER_SRP_AUTH. There is no Session; SECRET_BLOCK ties the answer to its exchange. Everything
 * that is wrong with a proof looks the same from outside.
 */
export function answerPasswordVerifier({ context, pool, client, username, responses }: BareAnswer): Reply {
  const claim = needClaim(responses);
  const user = findUser(pool, username);
  const subject = user && withNamedDevice({ pool, client, user }, responses);
  if (user === undefined) refuseDeviceOfNobody(responses);
  if (user === undefined && !client.hidesUserExistence) throw unknownUser(client);
  const exchange = takeExchange(context, pool, client, claim.block);
  if (exchange === undefined) throw incorrectPassword();
  if (exchange.sub === undefined) countSimulated(context, pool, exchange.username);
  if (subject === undefined || exchange.sub !== subject.user.sub) throw incorrectPassword();
  checkAccountStatus(client, subject.user);
  refuseLockedName(context, pool, subject.user.username);
  const { verifier } = userVerifier(context, pool, subject.user);
  const signed = { group: poolName(pool), identity: exchange.username, verifier };
  settleProof(context, pool, subject.user, claimHolds(context, exchange, signed, claim));
  return afterPassword(context, withEarlierDevice(subject, exchange));
}

/** A DEVICE_KEY of the first step counts where it is known; refusing it here would leave clients no way to drop it. */
function withEarlierDevice(subject: Subject, { deviceKey = '' }: SrpExchange): Subject {
  const earlier = subject.user.devices.get(deviceKey);
  return subject.device !== undefined || earlier === undefined ? subject : { ...subject, device: earlier };
}
