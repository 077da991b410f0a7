import { isAdmins, isAnswer } from '../../chain/sign-in-operations.ts';
import { challengeNamed } from '../../challenges/index.ts';
import type { Answer } from '../../contract.ts';
import { standsForPerson } from '../../evidence/bundle/pseudonyms.ts';
import { intentOf } from '../../evidence/intents.ts';
import { flowNamed } from '../../flows/flows.ts';
import type { Field } from '../../form/form.ts';
import type { LiveChain, StepRecord } from '../live-chain.ts';
import type { Described } from '../run/intent.ts';

/** What a step of a chain answered, from here or elsewhere; undefined for operations beside the sign-in. */
export function intentIn(chain: LiveChain, step: StepRecord): Answer | undefined {
  if (step.answer !== undefined) return step.answer;
  const parent = step.parentId === null ? undefined : chain.steps.get(step.parentId);
  const askedByAdmin = parent !== undefined && isAdmins(parent.operation);
  return intentOf({ ...step, asked: parent?.asked, askedByAdmin }, maskedIn(chain, step));
}

/** The same, of which only the real is left: whom a redacted file hid is not in it under another name. */
export function realIntentIn(chain: LiveChain, step: StepRecord): Answer | undefined {
  const intent = intentIn(chain, step);
  const isImported = chain.events.some(
    (event) => event.type === 'chain.started' && event.imported !== undefined,
  );
  if (intent === undefined || !isImported) return intent;
  const named = new Set(
    fieldsIn(chain, step)
      .filter(({ required, remember }) => required || remember !== undefined)
      .map(({ key }) => key),
  );
  const inputs = Object.fromEntries(
    Object.entries(intent.inputs).filter(([key, value]) => !named.has(key) || !standsForPerson(value)),
  );
  return { ...intent, inputs };
}

/** What its form and its computation are described by. */
export function describedIn(chain: LiveChain, step: StepRecord): Described | undefined {
  if (step.parentId === null || !isAnswer(step.operation)) return flowNamed(step.answers);
  const spec = challengeNamed(step.answers);
  const asked = chain.steps.get(step.parentId)?.asked;
  return {
    fields: spec.fields({ parameters: {}, available: [], ...asked, name: step.answers }),
    computed: spec.computed,
  };
}

export function fieldsIn(chain: LiveChain, step: StepRecord): readonly Field[] {
  return describedIn(chain, step)?.fields ?? [];
}

/** Pointers whose values the host does not have: the request is there as it is shown, with its masks. */
function maskedIn({ events }: LiveChain, { id, requestText }: StepRecord): ReadonlySet<string> {
  const sent = events.find((event) => event.type === 'step.sent' && event.stepId === id);
  const body = sent?.type === 'step.sent' ? sent.request.body : undefined;
  return new Set(body?.text === requestText ? body.secrets.map(({ pointer }) => pointer) : []);
}
