import type { CoreFault } from '../form/form.ts';
import type { JsonObject } from '../json.ts';
import type { Asked, Context, Ground } from './context.ts';
import { authEventOf } from './auth-events.ts';
import { calledUser } from './faults/called-user.ts';
import { faultReply, injectedFault, spoil } from './faults/fault-reply.ts';
import type { Faults } from './faults/faults.ts';
import type { FaultRule } from './faults/rule.ts';
import type { SandboxRequest, SandboxResponse } from './http.ts';
import type { CallLog, CallNotes } from './log.ts';
import { checkMembers } from './model/check-members.ts';
import { modelledOperation } from './model/service-model.ts';
import { operations } from './operations/table.ts';
import { readBody, readTarget } from './read-call.ts';
import { structure, text, textMap } from './read-members.ts';
import { isRefusal, refusal } from './refusal.ts';
import { documentReply, errorReply, preflightReply, successReply, type Stamp } from './reply.ts';
import type { StatusProfile } from './status-profiles.ts';
import { isWellKnown, wellKnownDocument } from './well-known.ts';

/** What stands around the operations: nothing of it do they know. */
export interface FrontDoor {
  readonly log: CallLog;
  readonly faults: Faults;
  readonly profile: StatusProfile;
  readonly onFailure: ((error: unknown) => void) | undefined;
}

/** One request from its bytes to its answer. Never rejects: what fails here answers InternalErrorException. */
export async function answerRequest(
  ground: Ground,
  door: FrontDoor,
  request: SandboxRequest,
): Promise<SandboxResponse> {
  const stamp: Stamp = { requestId: ground.random.uuid(), now: ground.clock.now(), profile: door.profile };
  const explain = (error: unknown): CoreFault => {
    if (isRefusal(error)) return error;
    door.onFailure?.(error);
    return refusal('InternalErrorException', 'Internal server error.');
  };
  if (request.method === 'OPTIONS') return preflightReply(stamp);
  const path = request.path.split('?')[0] ?? '';
  if (isWellKnown(path)) return document(ground, stamp, request.method, path, explain);
  if (path !== '/')
    return errorReply(stamp, refusal('UnknownOperationException', 'Nothing is served here.'), 404);
  if (request.method !== 'POST') return wrongMethod(stamp, request.method);
  return call(ground, door, stamp, request, explain);
}

async function document(
  ground: Ground,
  stamp: Stamp,
  method: string,
  path: string,
  explain: (error: unknown) => CoreFault,
): Promise<SandboxResponse> {
  if (method !== 'GET' && method !== 'HEAD') return wrongMethod(stamp, method);
  try {
    return documentReply(stamp, await wellKnownDocument(ground, path));
  } catch (error) {
    return errorReply(stamp, explain(error));
  }
}

/** One call of the API, with its entry in the log whatever becomes of it. */
async function call(
  ground: Ground,
  { log, faults }: FrontDoor,
  stamp: Stamp,
  request: SandboxRequest,
  explain: (error: unknown) => CoreFault,
): Promise<SandboxResponse> {
  const begun = performance.now();
  const notes: CallNotes = { triggers: [] };
  let operation = request.headers['x-amz-target'] ?? '(no X-Amz-Target)';
  let input: JsonObject = {};
  let fault: CoreFault | undefined;
  let rule: FaultRule | undefined;
  let response: SandboxResponse;
  try {
    operation = readTarget(request);
    input = readBody(request.body);
    const context: Context = { ...ground, notes, asked: askedFor(operation, input) };
    rule = pickFault(context, faults, operation, input);
    fault = rule && injectedFault(rule.answer);
    response =
      (rule && faultReply(stamp, rule.answer)) ??
      successReply(stamp, await run(context, request, operation, input));
  } catch (error) {
    fault = explain(error);
    response = errorReply(stamp, fault);
  }
  if (rule !== undefined) {
    notes.fault = rule.id;
    response = spoil(response, rule.answer);
  }
  const asked = subjectOf(input);
  log.add({
    requestId: stamp.requestId,
    at: stamp.now,
    operation,
    ...asked,
    ...(notes.clientId === undefined ? {} : { clientId: notes.clientId }),
    ...(notes.username === undefined ? {} : { username: notes.username }),
    status: response.status,
    ...(fault === undefined ? {} : { error: fault.code, message: fault.detail }),
    ms: performance.now() - begun,
    ...(notes.fault === undefined ? {} : { fault: notes.fault }),
    triggers: notes.triggers,
  });
  return response;
}

function pickFault(
  context: Context,
  faults: Faults,
  operation: string,
  input: JsonObject,
): FaultRule | undefined {
  const challenge = text(input, 'ChallengeName');
  return faults.pick({
    operation,
    ...(challenge === undefined ? {} : { challenge }),
    userNames: () => calledUser(context, input),
  });
}

async function run(
  context: Context,
  request: SandboxRequest,
  name: string,
  input: JsonObject,
): Promise<JsonObject> {
  const operation = operations.get(name);
  const model = modelledOperation(name);
  if (operation === undefined || model === undefined) {
    throw refusal('UnknownOperationException', `The sandbox does not have the operation ${name}.`);
  }
  if (model.signed && context.settings.signatureNeeded && !isSigned(request)) {
    throw refusal('MissingAuthenticationTokenException', 'Missing Authentication Token');
  }
  checkMembers(input, model.members, context.settings);
  const record = authEventOf(context, input);
  try {
    const reply = await operation.run(input, context);
    record?.(reply);
    return reply;
  } catch (error) {
    record?.(undefined);
    throw error;
  }
}

/** Read before the members are checked, so it takes only what has the right form. */
function askedFor(operation: string, input: JsonObject): Asked {
  const given = structure(input, 'ClientMetadata');
  return {
    operation,
    flow: text(input, 'AuthFlow'),
    challenge: text(input, 'ChallengeName'),
    metadata: given === undefined ? undefined : textMap(input, 'ClientMetadata'),
  };
}

/** Any credentials will do, but a client that forgets to sign must learn it here. */
function isSigned(request: SandboxRequest): boolean {
  return (request.headers['authorization'] ?? '').startsWith('AWS4-');
}

/** Whom and what a call is about, as its own members say; the log has nothing else of the request. */
function subjectOf(input: JsonObject): { clientId?: string; username?: string; challenge?: string } {
  const map = structure(input, 'AuthParameters') ?? structure(input, 'ChallengeResponses') ?? {};
  const clientId = text(input, 'ClientId');
  const username = text(input, 'Username') ?? text(map, 'USERNAME');
  const challenge = text(input, 'ChallengeName');
  return {
    ...(clientId === undefined ? {} : { clientId }),
    ...(username === undefined ? {} : { username }),
    ...(challenge === undefined ? {} : { challenge }),
  };
}

function wrongMethod(stamp: Stamp, method: string): SandboxResponse {
  return errorReply(
    stamp,
    refusal('UnknownOperationException', `Method ${method} is not supported here.`),
    405,
  );
}
