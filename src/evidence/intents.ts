import { parseJsonText, pointerTo } from '../chain/json-text.ts';
import { isAdmins, isAnswer } from '../chain/sign-in-operations.ts';
import { challengeNamed } from '../challenges/index.ts';
import type { Asked } from '../challenges/spec.ts';
import type { Answer } from '../contract.ts';
import { flowNamed, startsWith } from '../flows/flows.ts';
import type { Field } from '../form/form.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { operationNamed } from '../cognito/operations.ts';

/** A request that answered something, and what it answered. */
export interface AnsweredStep {
  readonly operation: string;
  /** The flow or challenge, AWS's name. */
  readonly answers: string;
  readonly requestText: string;
  /** What was asked before; absent at a beginning. */
  readonly asked?: Asked | undefined;
  /** Whether an administrator's operation asked it. */
  readonly askedByAdmin?: boolean | undefined;
}

/** Made or repeated by whoever sends: never a person's. */
const ENVELOPE = new Set(['SECRET_HASH', 'DEVICE_KEY', 'USERNAME', 'Session']);
const OF_ITS_EXCHANGE = new Set([
  'ClientId',
  'UserPoolId',
  'ClientSecret',
  'Session',
  'AuthFlow',
  'ChallengeName',
  'AuthParameters',
  'ChallengeResponses',
  // What the app knew of its own device and place.
  'UserContextData',
  'ContextData',
]);

/**
 * What a person supplied for a request, as the forms here take it: a step that was run elsewhere can then be given once
 * more, with everything computed computed anew. Codes of that moment are in it: `afresh` takes them out.
 * @param masked pointers of values that are not known: they are left out
 * @returns undefined for operations beside the sign-in, and where no flow here begins that way
 */
export function intentOf(step: AnsweredStep, masked: ReadonlySet<string> = new Set()): Answer | undefined {
  const operation = operationNamed(step.operation);
  if (operation?.signIn !== true) return undefined;
  const parsed = parseJsonText(step.requestText);
  const body = parsed.ok && isJsonObject(parsed.value) ? parsed.value : {};
  const answersOne = isAnswer(step.operation);
  const flow = answersOne ? undefined : flowNamed(step.answers);
  const described: Described | undefined = answersOne ? challengeOf(step) : flow;
  if (described === undefined) return undefined;
  const usual = flow === undefined ? step.askedByAdmin === true : isAdmins(startsWith(flow));

  const name = operation.answers;
  const map = name === undefined ? body : body[name];
  const known = name === undefined ? OF_ITS_EXCHANGE : answersOne ? ENVELOPE : new Set(['SECRET_HASH']);
  const given = textsIn(isJsonObject(map) ? map : {}, name === undefined ? '' : pointerTo('', name), masked);
  const computed = new Set(described.computed.map(({ key }) => key));
  const inputs: Record<string, string> = {};
  const responses: Record<string, string> = {};
  for (const [key, value] of given) {
    const isField = described.fields.some((field) => field.key === key);
    if (isField) inputs[key] = value;
    else if (known.has(key) || computed.has(key)) continue;
    else if (described.freeKeys) inputs[key] = value;
    else responses[key] = value;
  }
  return {
    name: step.answers,
    ...(isAdmins(step.operation) === usual ? {} : { admin: isAdmins(step.operation) }),
    inputs,
    responses,
    members: name === undefined ? {} : membersIn(body, masked),
  };
}

function challengeOf({ answers, asked }: AnsweredStep): Described {
  const spec = challengeNamed(answers);
  const fields = spec.fields({ parameters: {}, available: [], ...asked, name: answers });
  return { fields, computed: spec.computed, freeKeys: spec.freeKeys };
}

interface Described {
  readonly fields: readonly Field[];
  readonly computed: readonly { readonly key: string }[];
  readonly freeKeys?: boolean;
}

function textsIn(map: JsonObject, place: string, masked: ReadonlySet<string>): [string, string][] {
  return Object.entries(map).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && !masked.has(pointerTo(place, entry[0])),
  );
}

function membersIn(body: JsonObject, masked: ReadonlySet<string>): Answer['members'] {
  return Object.fromEntries(
    Object.entries(body).filter(
      ([key]) =>
        !OF_ITS_EXCHANGE.has(key) && ![...masked].some((pointer) => pointer.startsWith(pointerTo('', key))),
    ),
  );
}
