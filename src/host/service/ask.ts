import { isLoopback } from '../../cognito/endpoints.ts';
import { encodeRequest, readReply, type Reply } from '../../cognito/wire.ts';
import { isSigned } from '../../cognito/service/service.ts';
import type { Target } from '../../contract.ts';
import { errorNamed } from '../../errors/catalogue.ts';
import { type CoreFault, coreFault } from '../../form/form.ts';
import type { JsonObject } from '../../json.ts';
import type { Signer } from '../aws/signing.ts';
import type { Ports } from '../ports.ts';
import { signalled } from '../run/signalled.ts';
import type { Stop } from '../run/stop.ts';
import { wait } from '../run/wait.ts';
import { pauseMs, TRIES } from './backoff.ts';
import { lackingPermission } from './lacking-permission.ts';
import { withoutSignature } from './without-signature.ts';

/** Asks the service for what views show: not a step of any chain, and nothing of it is kept. */
export interface ServiceAsks {
  /**
   * Sends an operation and returns what it answered; while the service asks to slow down it is sent again, in sight.
   * @param body members by AWS's names
   * @throws CoreFault with the exception's own name as its code (`UserNotFoundException`), a wire failure's (`REFUSED`),
   * AWS_CREDENTIALS and its kin, or ASK_STOPPED
   */
  ask(target: Target, operation: string, body: JsonObject, how?: Asking): Promise<JsonObject>;
  /**
   * The same, and whatever was answered as it came, a refusal, too.
   * @throws CoreFault AWS_CREDENTIALS and its kin, NOT_LOOPBACK, ASK_STOPPED
   */
  reply(target: Target, operation: string, body: JsonObject, how?: Asking): Promise<Reply>;
}

type Refusal = Extract<Reply, { kind: 'error' | 'failure' }>;

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
  async function once(target: Target, operation: string, body: JsonObject, stop: Stop): Promise<Reply> {
    const unsigned = encodeRequest({ url: target.endpoint, operation, body });
    if (ports.runtime.kind === 'evaluation' && !isLoopback(unsigned.url))
      throw coreFault('NOT_LOOPBACK', 'The evaluation runtime talks to this computer only.');
    const signed = isSigned(operation) ? await signer.sign(target, unsigned, serverNow(target)) : undefined;
    const { headers } = signed ?? unsigned;
    const sent = await signalled(stop, (signal) => ports.http.send({ ...unsigned, headers }, signal));
    const reply = readReply(operation, sent);
    if (reply.kind === 'error') signed?.failed(reply.code);
    return withoutSignature(reply, signed?.secrets ?? []);
  }

  const reply: ServiceAsks['reply'] = (target, operation, body, how) =>
    patiently(() => once(target, operation, body, how?.stop ?? NEVER), ports, how);

  return {
    reply,
    async ask(target, operation, body, how) {
      const came = await reply(target, operation, body, how);
      if (came.kind === 'error' || came.kind === 'failure') throw faultOf(operation, came);
      return resultOf(came);
    },
  };
}

/**
 * Sends, and again while the service asks to slow down, as often as its own SDKs do. @returns what came last
 * @throws CoreFault ASK_STOPPED
 */
export async function patiently(
  send: () => Promise<Reply>,
  { clock, random }: Pick<Ports, 'clock' | 'random'>,
  { stop, waiting }: Asking = {},
): Promise<Reply> {
  const isStopped = () => stop?.stopped === true;
  for (let tries = 1; ; tries++) {
    if (isStopped()) throw stopped();
    const reply = await send();
    // An answer that came all the same is an answer.
    if (isStopped() && reply.kind === 'failure') throw stopped();
    const throttled = reply.kind === 'error' && errorNamed(reply.code)?.throttles === true;
    if (!throttled || tries >= TRIES) return reply;
    const ms = pauseMs(random, tries);
    waiting?.(clock.now() + ms);
    await wait(clock, ms, stop ?? NEVER);
    waiting?.(undefined);
  }
}

function stopped(): CoreFault {
  return coreFault('ASK_STOPPED', 'Stopped.');
}

/** What a success holds, whatever it means. */
export function resultOf(reply: Exclude<Reply, Refusal>): JsonObject {
  return reply.kind === 'done' ? reply.result : (JSON.parse(reply.bodyText) as JsonObject);
}

function faultOf(operation: string, reply: Refusal): CoreFault {
  if (reply.kind === 'failure') return coreFault(reply.code, reply.detail);
  const lacks = lackingPermission(operation, reply.code, reply.message);
  const detail = lacks === undefined ? reply.message : `The credentials lack ${lacks}. ${reply.message}`;
  return coreFault(reply.code, detail || reply.code);
}
