import type { JsonObject } from '../../json.ts';
import { askCustomChallenge } from '../challenges/custom-challenge.ts';
import { askDeviceSrpAuth } from '../challenges/device-srp-auth.ts';
import { askBoundPasswordVerifier } from '../challenges/password-verifier.ts';
import type { Context, Subject } from '../context.ts';
import type { CustomFlow } from '../custom-flow.ts';
import { incorrectPassword, missingParameter } from '../refusal.ts';
import { runDefine } from '../triggers/custom-auth-triggers.ts';
import { unrecognizable } from '../triggers/refuse-run.ts';
import { giveTokens } from './answer.ts';
import { isRemembered } from './device.ts';

/**
 * One turn of a custom flow: DefineAuthChallenge looks at the rounds so far and says what comes. Protocol reference
 * 8.2. The service counts no attempts here; whoever wrote the trigger must.
 */
export async function decideCustom(
  context: Context,
  subject: Subject,
  flow: CustomFlow,
): Promise<JsonObject> {
  const decision = await runDefine(context, subject, flow);
  if (decision.next === 'failure') throw incorrectPassword();
  if (decision.next === 'tokens') return endCustom(context, subject, flow);
  if (decision.name === 'CUSTOM_CHALLENGE') return askCustomChallenge(context, subject, flow);
  // The other names of the session array are rounds of Cognito's own, which a trigger cannot ask for.
  if (decision.name !== 'PASSWORD_VERIFIER') throw unrecognizable();
  if (flow.srpA === undefined) throw missingParameter('SRP_A');
  return askBoundPasswordVerifier(context, { ...subject, custom: flow }, BigInt(`0x${flow.srpA}`));
}

function endCustom(context: Context, subject: Subject, flow: CustomFlow): JsonObject | Promise<JsonObject> {
  // Whatever the triggers say of a name that nobody has, there is nobody to give tokens for.
  if (subject.user.simulated !== undefined) throw incorrectPassword();
  const { device } = subject;
  if (device === undefined || !isRemembered(subject)) return giveTokens(context, subject);
  return askDeviceSrpAuth(context, { ...subject, custom: { ...flow, decided: true } }, device);
}
