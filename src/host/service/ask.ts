import { isLoopback } from '../../cognito/endpoints.ts';
import { encodeRequest, readReply, type Reply } from '../../cognito/wire.ts';
import { isSigned } from '../../cognito/service/service.ts';
import type { Target } from '../../contract.ts';
import { errorNamed } from '../../errors/catalogue.ts';
import { type CoreFault, coreFault } from '../../form/form.ts';
import type { JsonObject } from '../../json.ts';
import { createSigner } from '../aws/signing.ts';
import type { CancelSignal, Ports } from '../ports.ts';
import type { Stop } from '../run/stop.ts';
import { wait } from '../run/wait.ts';
import { lackingPermission } from './lacking-permission.ts';

/** Asks the service for what views show: not a step of any chain, and nothing of it is kept. */
export interface ServiceAsks {
  /**
   * Sends an operation and returns what it answered; while the service asks to slow down it is sent again, in sight.
   * @param body members by AWS's names
   * @throws CoreFault with the exception's own name as its code (`UserNotFoundException`), a wire failure's (`REFUSED`),
   * AWS_CREDENTIALS and its kin, or ASK_STOPPED
   */
  ask(target: Target, operation: string, body: JsonObject, how?: Asking): Promise<JsonObject>;
}

export interface Asking {
  readonly stop?: Stop;
  /** Told while it waits to be sent again: until when, epoch milliseconds; undefined once that is over. */
  readonly waiting?: (until: number | undefined) => void;
}

/** Protocol reference 9.3: full jitter from 200 ms, twice as long each time, at most 5 s; five tries. */
const FIRST_MS = 200;
const LONGEST_MS = 5_000;
const TRIES = 5;

const NEVER: Stop = { stopped: false, stop: () => undefined, onStop: () => () => undefined };

export function createServiceAsks(ports: Ports, serverNow: (target: Target) => number): ServiceAsks {
  const signer = createSigner(ports.aws);

  async function once(target: Target, operation: string, body: JsonObject, stop: Stop): Promise<Reply> {
    const unsigned = encodeRequest({ url: target.endpoint, operation, body });
    if (ports.runtime.kind === 'evaluation' && !isLoopback(unsigned.url))
      throw coreFault('NOT_LOOPBACK', 'The evaluation runtime talks to this computer only.');
    const headers = isSigned(operation)
      ? await signer.headers(target, unsigned, serverNow(target))
      : unsigned.headers;
    return readReply(operation, await ports.http.send({ ...unsigned, headers }, signalOf(stop)));
  }

  return {
    async ask(target, operation, body, { stop = NEVER, waiting } = {}) {
      for (let tries = 1; ; tries++) {
        if (stop.stopped) throw stopped();
        const reply = await once(target, operation, body, stop);
        // An answer that came all the same is an answer.
        if (stop.stopped && reply.kind === 'failure') throw stopped();
        if (reply.kind !== 'error' && reply.kind !== 'failure') return resultOf(reply);
        if (tries >= TRIES || errorNamed(reply.code)?.throttles !== true) throw faultOf(operation, reply);
        const ms = Math.round(share(ports) * Math.min(LONGEST_MS, FIRST_MS * 2 ** tries));
        waiting?.(ports.clock.now() + ms);
        await wait(ports.clock, ms, stop);
        waiting?.(undefined);
      }
    },
  };
}

function stopped(): CoreFault {
  return coreFault('ASK_STOPPED', 'Stopped.');
}

/** What is under way ends with it. */
function signalOf(stop: Stop): CancelSignal {
  return {
    get cancelled() {
      return stop.stopped;
    },
    onCancel: (run) => void stop.onStop(run),
  };
}

function resultOf(reply: Reply): JsonObject {
  return reply.kind === 'done' ? reply.result : (JSON.parse(reply.bodyText) as JsonObject);
}

function faultOf(operation: string, reply: Extract<Reply, { kind: 'error' | 'failure' }>): CoreFault {
  if (reply.kind === 'failure') return coreFault(reply.code, reply.detail);
  const lacks = lackingPermission(operation, reply.code, reply.message);
  const detail = lacks === undefined ? reply.message : `The credentials lack ${lacks}. ${reply.message}`;
  return coreFault(reply.code, detail || reply.code);
}

/** From 0 to 1, evenly. */
function share({ random }: Ports): number {
  const [byte = 0] = random.bytes(1);
  return byte / 255;
}
