import type { CoreFault } from '../../form/form.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import { refusal } from '../refusal.ts';
import type { TriggerName, TriggerOutcome } from './trigger.ts';

/**
 * The `response` of the event that a trigger handed back.
 * @throws UserLambdaValidationException, UnexpectedLambdaException, InvalidLambdaResponseException, worded as protocol
 * reference 4.3 has them
 */
export function responseOf(trigger: TriggerName, run: TriggerOutcome): JsonObject {
  if (run.outcome === 'threw') {
    throw refusal('UserLambdaValidationException', `${trigger} failed with error ${run.message}.`);
  }
  if (run.outcome === 'timed out') {
    const cause = 'Socket timeout while invoking Lambda function.';
    throw refusal('UnexpectedLambdaException', `${trigger} invocation failed due to error ${cause}`);
  }
  if (!isJsonObject(run.value)) throw unrecognizable();
  const response = run.value['response'] ?? {};
  if (!isJsonObject(response)) throw unrecognizable();
  return response;
}

export function unrecognizable(): CoreFault {
  return refusal('InvalidLambdaResponseException', 'Unrecognizable lambda output');
}

/** CUSTOM_AUTH in a pool that has none of its triggers. */
export function noCustomTriggers(): CoreFault {
  const message = 'Custom auth lambda trigger is not configured for the user pool.';
  return refusal('InvalidParameterException', message);
}

/** A custom flow that needs the define or the verify trigger where the pool has only others. */
export function noSuchTrigger(): CoreFault {
  return refusal('UnexpectedLambdaException', 'null invocation failed due to configuration.');
}

/** A custom challenge is wanted and nothing can create it. The misspelling is the service's. */
export function noCreateTrigger(): CoreFault {
  const message = 'null failed with error Generate callenges lambda cannot be called.';
  return refusal('UserLambdaValidationException', message);
}
