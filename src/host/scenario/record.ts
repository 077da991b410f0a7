import { branchesOf } from '../../chain/branches.ts';
import { isAnswer } from '../../chain/sign-in-operations.ts';
import { decodeJwt } from '../../chain/jwt.ts';
import { parseJsonText } from '../../chain/json-text.ts';
import { chainOf, type Chain, type Step } from '../../chain/model.ts';
import type { Recorded } from '../../contract/scenario.ts';
import { flowNamed, startsWith } from '../../flows/flows.ts';
import { coreFault, type Remembered } from '../../form/form.ts';
import { operationForm } from '../../form/operation-forms.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { OPERATIONS } from '../../scenario/known-names.ts';
import { printScenario } from '../../scenario/print.ts';
import { pathOf } from '../../scenario/record/path.ts';
import { recordScenario } from '../../scenario/record/record.ts';
import type { RecordedStep } from '../../scenario/record/recorded.ts';
import type { ScenarioTarget } from '../../scenario/schema.ts';
import { describedIn, intentIn } from '../evidence/source-intents.ts';
import type { LiveChain, StepRecord } from '../live-chain.ts';
import type { Parts } from '../parts.ts';
import { standingNotes } from './record-standing.ts';

/** Members of an operation that the host fills in itself. */
const OF_THE_HOST = new Set([
  'SecretHash',
  'RefreshToken',
  'AccessToken',
  'Session',
  'ClientId',
  'UserPoolId',
  'ClientSecret',
  'Token',
  'DeviceSecretVerifierConfig',
  'Credential',
]);
/** The device that the newest tokens brought is the one that is meant. */
const DEVICE_OF_TOKENS = new Set(['ConfirmDevice', 'UpdateDeviceStatus']);

/** AuthSessionValidity where nobody says otherwise. */
const USUAL_MINUTES = 3;
const NO_POOL =
  'The user pool is not known: SRP needs its id, as userPoolId of the target, or run it with --target.';

/**
 * One way a chain went as a scenario's text.
 * @param stepId of the branch that is meant; the newest without it
 * @throws CoreFault RECORD_IMPOSSIBLE where it begins with nothing that a scenario could begin with
 */
export async function recordChain(parts: Parts, live: LiveChain, stepId?: string): Promise<Recorded> {
  const chain = chainOf(live.events);
  const path = chain === undefined ? [] : pathOf(chain, stepId);
  const [first] = path;
  if (chain === undefined || first === undefined)
    throw coreFault('RECORD_IMPOSSIBLE', 'Nothing of this chain was answered yet.');
  const isCall = first.operation === first.answers && OPERATIONS.includes(first.operation);
  if (first.parentId !== null || (flowNamed(first.answers) === undefined && !isCall))
    throw coreFault(
      'RECORD_IMPOSSIBLE',
      `The chain begins with ${first.operation} ${first.answers}, and not with a flow: what led there is not known. Import a source that holds the sign-in from its first request on, or step the sign-in here from the start, and record that.`,
    );
  const isSandbox = chain.target.kind === 'sandbox';
  const known: ReadonlyMap<Remembered, { readonly value: string }> = isSandbox
    ? await parts.knownUsers.rememberedFor(live.target, chain.username)
    : new Map<Remembered, { readonly value: string }>();
  const { scenario, notes } = recordScenario({
    name: nameOf(chain, path),
    target: targetOf(parts, chain),
    path: path.map((step, index) => recordedStep(live, step, path[index - 1])),
    isSandbox,
    knows: (what) => known.get(what)?.value,
    ofTarget: [chain.target.clientId, chain.target.userPoolId ?? '', chain.username],
  });
  const isPlaceless =
    typeof scenario.target === 'object' &&
    'clientId' in scenario.target &&
    scenario.target.userPoolId === undefined;
  const all = [
    ...notes,
    ...(isPlaceless ? [NO_POOL] : []),
    ...forkNotes(chain, path),
    ...(isSandbox ? await standingNotes(parts, live, path) : []),
  ];
  return { text: printScenario(scenario, all), file: fileName(scenario.name), notes: all };
}

/** A file goes one way. */
function forkNotes(chain: Chain, path: readonly Step[]): string[] {
  const ways = branchesOf(chain).filter(({ steps }) => steps.length > 0);
  if (ways.length < 2) return [];
  const end = (step: Step | undefined) => `step ${String(step?.number)}, ${step?.answers ?? ''}`;
  const others = ways
    .filter(({ steps }) => !steps.some(({ id }) => id === path.at(-1)?.id))
    .map(({ steps }) => end(steps.at(-1)));
  return [
    `The chain went ${String(ways.length)} ways, and this file goes the one to ${end(path.at(-1))}. For another, select its last step and record that: ${others.join('; ')}.`,
  ];
}

function recordedStep(live: LiveChain, step: Step, before: Step | undefined): RecordedStep {
  const record = live.steps.get(step.id);
  const intent = record && intentIn(live, record);
  const isCall = intent === undefined && step.operation === step.answers;
  const isBeside = isCall || (step.parentId !== null && intent === undefined);
  const isFlow = step.parentId === null || !isAnswer(step.operation);
  const described = record && !isBeside ? describedIn(live, record) : undefined;
  const moved = live.events
    .slice(sentAt(live, before), sentAt(live, step))
    .filter((event) => event.type === 'clock.moved');
  const body = record && jsonIn(record.responseText);
  return {
    kind: isBeside ? 'operate' : isFlow ? 'flow' : 'answer',
    name: isBeside ? step.operation : step.answers,
    admin: isUsual(step) ? undefined : intent?.admin,
    fields: described?.fields ?? operationForm(step.operation).fields,
    inputs: isBeside ? operationInputs(record, live.target) : (intent?.inputs ?? {}),
    ...(isBeside ? { nested: nestedMembers(record) } : {}),
    responses: intent?.responses ?? {},
    members: intent?.members ?? {},
    headers: intent?.headers ?? {},
    computed: described?.computed.map(({ key }) => key) ?? [],
    outcome: step.outcome,
    body,
    claims: claimsIn(record),
    movedMs: moved.reduce((sum, { ms }) => sum + ms, 0),
    isRaw: intent?.rawBody !== undefined,
    holes: step.holes.map(({ detail }) => detail.replace(/\.$/, '')),
  };
}

/** Whether a beginning went as its flow goes by itself. */
function isUsual({ answers, operation }: Step): boolean {
  const flow = isAnswer(operation) ? undefined : flowNamed(answers);
  return flow !== undefined && startsWith(flow) === operation;
}

/** Where in the log a step was sent; its end for a beginning: what the clock did before that is none of its. */
function sentAt({ events }: LiveChain, step: Step | undefined): number {
  const index = events.findIndex((event) => event.type === 'step.sent' && event.stepId === step?.id);
  return index < 0 ? events.length : index;
}

/** What of an operation's request a person gives: a scenario gives it again. */
function operationInputs(
  record: StepRecord | undefined,
  { userPoolId }: LiveChain['target'],
): Record<string, string> {
  const body = record && jsonIn(record.requestText);
  if (record === undefined || !isJsonObject(body)) return {};
  const { fields } = operationForm(record.operation);
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => {
      const [key, value] = entry;
      if (typeof value !== 'string' || OF_THE_HOST.has(key)) return false;
      if (key === 'UserPoolId' && value === userPoolId) return false;
      if (key === 'DeviceKey' && DEVICE_OF_TOKENS.has(record.operation)) return false;
      return fields.find((field) => field.key === key)?.placeholder !== value;
    }),
  );
}

/** Those that are no texts; what is made here for a device is not given again. */
function nestedMembers(record: StepRecord | undefined): JsonObject {
  const body = record && jsonIn(record.requestText);
  if (!isJsonObject(body)) return {};
  return Object.fromEntries(
    Object.entries(body).filter(([key, value]) => typeof value !== 'string' && !OF_THE_HOST.has(key)),
  );
}

function claimsIn(record: StepRecord | undefined): RecordedStep['claims'] {
  const claims = (token: string | undefined) => (token === undefined ? undefined : decodeJwt(token)?.payload);
  return { id: claims(record?.tokens?.IdToken), access: claims(record?.tokens?.AccessToken) };
}

function jsonIn(text: string): JsonValue | undefined {
  const parsed = parseJsonText(text);
  return parsed.ok ? parsed.value : undefined;
}

/** The sandbox's client by its name, a saved target by its name, any other as it is. */
function targetOf({ sandbox, targets }: Parts, { target }: Chain): ScenarioTarget | undefined {
  if (target.kind === 'sandbox') {
    const pool = sandbox
      .info()
      ?.pools.find(({ clients }) => clients.some(({ clientId }) => clientId === target.clientId));
    const client = pool?.clients.find(({ clientId }) => clientId === target.clientId);
    return client === undefined ? undefined : { sandbox: client.name, pool: pool?.name };
  }
  const saved = targets.list().find(({ id }) => id === target.id);
  if (saved !== undefined) return saved.name;
  const { endpoint, userPoolId, clientId, sessionMinutes } = target;
  return {
    endpoint,
    ...(userPoolId === undefined ? {} : { userPoolId }),
    clientId,
    ...(sessionMinutes === USUAL_MINUTES ? {} : { sessionMinutes }),
  };
}

function nameOf({ username, flow }: Chain, path: readonly Step[]): string {
  const outcome = path.at(-1)?.outcome;
  const end =
    outcome?.kind === 'error' || outcome?.kind === 'failure'
      ? outcome.code
      : outcome?.kind === 'challenge'
        ? outcome.name
        : undefined;
  return `${username === '' ? flow : `${username} by ${flow}`}${end === undefined ? '' : ` to ${end}`}`;
}

function fileName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 80);
  return `${plain === '' ? 'scenario' : plain}.yaml`;
}
