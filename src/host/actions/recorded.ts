import type { Outcome } from '../../chain/event.ts';
import { parseJsonText } from '../../chain/json-text.ts';
import { errorNamed } from '../../errors/catalogue.ts';
import { coreFault, type Fault } from '../../form/form.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import type { Chains } from '../chains.ts';
import type { Following } from '../following.ts';
import type { LiveChain } from '../live-chain.ts';
import type { Ports } from '../ports.ts';
import type { Stop } from '../run/stop.ts';
import { wait } from '../run/wait.ts';
import { pauseMs, TRIES } from '../service/backoff.ts';
import { lackingPermission } from '../service/lacking-permission.ts';

/** What a step came to. */
export interface Recorded {
  readonly stepId: string;
  readonly outcome: Outcome;
  /** Empty where it is no JSON object. */
  readonly answer: JsonObject;
}

export interface Recording {
  /**
   * Sends an operation as the next step of the chain; while the service asks to slow down it is sent again, each try a
   * step. @throws CoreFault AWS_CREDENTIALS and its kin, ASK_STOPPED: nothing was sent
   */
  send(operation: string, body: JsonObject): Promise<Recorded>;
}

export interface RecordingInput {
  readonly ports: Ports;
  readonly chains: Chains;
  readonly following: Pick<Following, 'follow'>;
  readonly chain: LiveChain;
  readonly stop: Stop;
  readonly waiting: (until: number | undefined) => void;
}

/** Operations one after the other, as the steps of a chain: they all belong to the first, and none of them forks. */
export function recordingIn({ ports, chains, following, chain, stop, waiting }: RecordingInput): Recording {
  let parentId: string | null = null;

  async function once(operation: string, body: JsonObject): Promise<Recorded> {
    const started = await chains.operate({ chain, parentId, operation, inputs: {}, request: { body } });
    const forget = stop.onStop(() => chain.cancels.forEach((cancel) => cancel()));
    parentId ??= started.stepId;
    const step = await following.follow(started).ended.finally(forget);
    const ended = chain.events.findLast((event) => event.type === 'step.ended' && event.stepId === step.id);
    if (ended?.type !== 'step.ended') throw new Error('a step ended without an event');
    const parsed = parseJsonText(step.responseText);
    const answer = parsed.ok && isJsonObject(parsed.value) ? parsed.value : {};
    return { stepId: step.id, outcome: ended.outcome, answer };
  }

  return {
    async send(operation, body) {
      for (let tries = 1; ; tries++) {
        if (stop.stopped) throw coreFault('ASK_STOPPED', 'Stopped.');
        const recorded = await once(operation, body);
        const { outcome } = recorded;
        const refused = outcome.kind === 'error' && errorNamed(outcome.code)?.throttles === true;
        if (!refused || tries >= TRIES || stop.stopped) {
          return recorded;
        }
        const ms = pauseMs(ports.random, tries);
        waiting(ports.clock.now() + ms);
        await wait(ports.clock, ms, stop);
        waiting(undefined);
      }
    },
  };
}

/** Why a step came to nothing, with the IAM action that is lacking; undefined where it came to something. */
export function refusalOf(
  operation: string,
  { outcome }: Recorded,
): (Fault & { readonly operation: string }) | undefined {
  if (outcome.kind === 'failure') return { code: outcome.code, detail: outcome.detail, operation };
  if (outcome.kind !== 'error') return undefined;
  const { code, message } = outcome;
  const lacks = lackingPermission(operation, code, message);
  return {
    ...{ code, operation },
    detail: lacks === undefined ? message || code : `The credentials lack ${lacks}. ${message}`,
  };
}
