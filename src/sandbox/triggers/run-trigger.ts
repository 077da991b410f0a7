import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { Context } from '../context.ts';
import type { TriggerEntry } from '../log.ts';
import { triggerEvent, type EventParts, type EventSubject } from './events.ts';
import { masker } from './mask.ts';
import { responseOf } from './refuse-run.ts';
import type { TriggerName, TriggerRun } from './trigger.ts';

export interface TriggerCall extends EventParts {
  readonly trigger: TriggerName;
  /** Values the log must not show: passwords and answers. */
  readonly secrets?: readonly string[];
}

/**
 * Runs a trigger of the subject's pool and enters the run in the log.
 * @returns the `response` it handed back; undefined when the pool has no such trigger
 * @throws UserLambdaValidationException, UnexpectedLambdaException, InvalidLambdaResponseException
 */
export async function runTrigger(
  context: Context,
  subject: EventSubject,
  call: TriggerCall,
): Promise<JsonObject | undefined> {
  const source = subject.pool.triggers.get(call.trigger);
  if (source === undefined) return undefined;
  const event = triggerEvent(subject, call);
  const milliseconds = context.settings.triggerMilliseconds;
  const run = await context.runner.run(source, event, { now: context.clock.now(), milliseconds });
  context.notes.triggers.push(entryOf(call, run));
  return responseOf(call.trigger, run);
}

function entryOf(call: TriggerCall, run: TriggerRun): TriggerEntry {
  const returned = run.outcome === 'returned' && isJsonObject(run.value) ? run.value['response'] : undefined;
  const mask = masker([...(call.secrets ?? []), ...privateParameters(returned)]);
  const session = call.request['session'];
  const error = errorOf(run);
  return {
    trigger: call.trigger,
    ...(session === undefined ? {} : { session }),
    ...(returned === undefined ? {} : { response: shortened(mask(returned)) }),
    ...(error === undefined ? {} : { error: mask(error) }),
    console: run.logs.map(mask),
    ms: run.ms,
  };
}

function errorOf(run: TriggerRun): string | undefined {
  if (run.outcome === 'threw') return run.message;
  if (run.outcome === 'returned') return run.value === undefined ? 'It returned nothing.' : undefined;
  return run.waiting
    ? 'It waits for a promise or a callback that nothing is left to settle.'
    : 'It was stopped: its time was over.';
}

/** What CreateAuthChallenge keeps to itself is the answer, more often than not. */
function privateParameters(response: JsonValue | undefined): string[] {
  const parameters = isJsonObject(response) ? response['privateChallengeParameters'] : undefined;
  const values = isJsonObject(parameters) ? Object.values(parameters) : [];
  return values.filter((value) => typeof value === 'string');
}

/** A thousand calls are kept, so none may be megabytes. */
const LONGEST = 16_384;

function shortened(response: JsonValue): JsonValue {
  const size = JSON.stringify(response).length;
  return size <= LONGEST ? response : `(${String(size)} characters)`;
}
