import { chainOf } from '../chain/model.ts';
import { parseJsonText } from '../chain/json-text.ts';
import { expectNext } from '../chain/why/expect.ts';
import { sendingFacts } from '../chain/why/facts.ts';
import { comparePrediction, type Predicted, type Prediction } from '../chain/why/predicted.ts';
import { challengeNamed } from '../challenges/index.ts';
import type { Answer, Target } from '../contract.ts';
import { flowNamed } from '../flows/flows.ts';
import type { Remembered } from '../form/form.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { canonicalUsername, type LiveChain, type RememberedValue } from './live-chain.ts';
import type { Ports } from './ports.ts';
import { fill } from './remembering.ts';
import type { SurroundingsReader } from './surroundings/surroundings.ts';

/** Where an answer goes: to a challenge of a chain, or to the start of a new one. */
export interface PredictInput {
  readonly target: Target;
  readonly answer: Answer;
  /** Absent: a new chain. */
  readonly at?: { readonly chain: LiveChain; readonly parentId: string };
  /** What stands in for fields that are left empty. */
  readonly remembered: ReadonlyMap<Remembered, RememberedValue>;
}

/** Says what should come next before it is sent, and afterwards whether it came. */
export interface Predictions {
  /** Undefined where nothing can be said: no name yet, a body that is no JSON. */
  predict(input: PredictInput): Promise<Prediction | undefined>;
  /** Undefined where nothing was predicted for the step, or it came to nothing that can be. */
  compare(chain: LiveChain, stepId: string): Predicted | undefined;
}

interface Made {
  readonly at: number;
  readonly prediction: Prediction;
}

/** Places with predictions that are kept, and how many each: a form that is typed in makes many. */
const PLACES = 500;
const EACH = 20;

export function createPredictions({ clock }: Ports, surroundings: SurroundingsReader): Predictions {
  const made = new Map<string, readonly Made[]>();

  function keep(place: string, prediction: Prediction): void {
    const before = made.get(place) ?? [];
    made.delete(place);
    made.set(place, [...before, { at: clock.now(), prediction }].slice(-EACH));
    const [oldest] = made.keys();
    if (made.size > PLACES && oldest !== undefined) made.delete(oldest);
  }

  return {
    async predict({ target, answer, at, remembered }) {
      const sent = sentBy(answer, target, at, remembered);
      if (sent === undefined) return undefined;
      const typed = at === undefined ? (sent['USERNAME'] ?? '') : at.chain.username;
      if (at === undefined && typed.trim() === '') return undefined;
      const names = at === undefined ? [typed] : [canonicalUsername(at.chain, at.parentId), typed];
      const { around, unread } = await surroundings.now(target, names);
      const shown = at === undefined ? undefined : chainOf(at.chain.events);
      const chain = sendingFacts(shown, at?.parentId, answer.name, sent);
      const expected = expectNext(around === undefined ? { chain } : { chain, around });
      const prediction: Prediction = {
        ...expected,
        from: around === undefined ? 'chain' : 'pool',
        ...(unread.length === 0 ? {} : { unread }),
      };
      keep(
        at === undefined ? startOf(target.id, answer.name, typed) : placeOf(at.chain.id, at.parentId),
        prediction,
      );
      return prediction;
    },
    compare(chain, stepId) {
      const record = chain.steps.get(stepId);
      if (record === undefined) return undefined;
      const { parentId, answers } = record;
      const known = made.get(
        parentId === null ? startOf(chain.target.id, answers, chain.username) : placeOf(chain.id, parentId),
      );
      const step = known && chainOf(chain.events)?.steps.find(({ id }) => id === stepId);
      if (step === undefined) return undefined;
      // What was foretold last before it was sent.
      const last = known?.findLast(({ at }) => at <= step.sentAt);
      return last && comparePrediction(last.prediction, step.outcome);
    },
  };
}

function placeOf(chainId: string, parentId: string): string {
  return `${chainId}/${parentId}`;
}
function startOf(targetId: string, flow: string, username: string): string {
  return `start/${targetId}/${flow}/${username.toLowerCase()}`;
}

/** The texts of AuthParameters or ChallengeResponses, as far as they decide what follows: nothing is computed for it. */
function sentBy(
  { name, inputs, responses, rawBody }: Answer,
  target: Target,
  at: PredictInput['at'],
  remembered: PredictInput['remembered'],
): Record<string, string> | undefined {
  if (rawBody !== undefined) return mapIn(rawBody);
  const asked = at && at.chain.steps.get(at.parentId)?.asked;
  const spec = challengeNamed(name);
  const fields =
    at === undefined
      ? (flowNamed(name)?.fields ?? [])
      : spec.fields({ ...(asked ?? { parameters: {}, available: [] }), name });
  const filled = fill(fields, inputs, remembered);
  const changed = { ...filled, ...(target.hasClientSecret ? { SECRET_HASH: '' } : {}), ...responses };
  const texts = Object.entries(changed).filter(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && (entry[1] !== '' || entry[0] === 'SECRET_HASH'),
  );
  return Object.fromEntries(texts);
}

function mapIn(text: string): Record<string, string> | undefined {
  const parsed = parseJsonText(text);
  if (!parsed.ok || !isJsonObject(parsed.value)) return undefined;
  const body: JsonObject = parsed.value;
  const map = body['AuthParameters'] ?? body['ChallengeResponses'];
  if (map === undefined || !isJsonObject(map)) return {};
  return Object.fromEntries(
    Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}
