import { scrub } from '../../chain/redact.ts';
import { isLoopback } from '../../cognito/endpoints.ts';
import { encodeRequest, readReply, type Reply } from '../../cognito/wire.ts';
import { isSigned } from '../../cognito/service/service.ts';
import type { Target } from '../../contract.ts';
import { errorNamed } from '../../errors/catalogue.ts';
import { type CoreFault, coreFault } from '../../form/form.ts';
import type { JsonObject } from '../../json.ts';
import type { Signer } from '../aws/signing.ts';
import type { Ports } from '../ports.ts';
import type { Stop } from '../run/stop.ts';
import { wait } from '../run/wait.ts';
import { pauseMs, TRIES } from './backoff.ts';
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

const NEVER: Stop = { stopped: false, stop: () => undefined, onStop: () => () => undefined };

export function createServiceAsks(
  ports: Ports,
  signer: Signer,
  serverNow: (target: Target) => number,
): ServiceAsks {
  async function once(target: Target, operation: string, body: JsonObject): Promise<Answered> {
    const unsigned = encodeRequest({ url: target.endpoint, operation, body });
    if (ports.runtime.kind === 'evaluation' && !isLoopback(unsigned.url))
      throw coreFault('NOT_LOOPBACK', 'The evaluation runtime talks to this computer only.');
    const { headers, secrets } = isSigned(operation)
      ? await signer.sign(target, unsigned, serverNow(target))
      : { headers: unsigned.headers, secrets: [] };
    return { reply: readReply(operation, await ports.http.send({ ...unsigned, headers })), secrets };
  }

  return {
    async ask(target, operation, body, { stop, waiting } = {}) {
      for (let tries = 1; ; tries++) {
        if (stop?.stopped === true) throw coreFault('ASK_STOPPED', 'Stopped.');
        const { reply, secrets } = await once(target, operation, body);
        if (reply.kind !== 'error' && reply.kind !== 'failure') return resultOf(reply);
        if (tries >= TRIES || errorNamed(reply.code)?.throttles !== true)
          throw faultOf(operation, reply, secrets);
        const ms = pauseMs(ports.random, tries);
        waiting?.(ports.clock.now() + ms);
        await wait(ports.clock, ms, stop ?? NEVER);
        waiting?.(undefined);
      }
    },
  };
}

/** An answer, and what of the signature it may repeat. */
interface Answered {
  readonly reply: Reply;
  readonly secrets: readonly string[];
}

function resultOf(reply: Reply): JsonObject {
  return reply.kind === 'done' ? reply.result : (JSON.parse(reply.bodyText) as JsonObject);
}

function faultOf(
  operation: string,
  reply: Extract<Reply, { kind: 'error' | 'failure' }>,
  secrets: readonly string[],
): CoreFault {
  if (reply.kind === 'failure') return coreFault(reply.code, scrub(reply.detail, secrets));
  const message = scrub(reply.message, secrets);
  const lacks = lackingPermission(operation, reply.code, message);
  const detail = lacks === undefined ? message : `The credentials lack ${lacks}. ${message}`;
  return coreFault(reply.code, detail || reply.code);
}
