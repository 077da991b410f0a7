import type { Outcome } from '@core/chain/event.ts';
import { chainOf } from '@core/chain/model.ts';
import { readReply, type Reply } from '@core/cognito/wire.ts';
import type { Target } from '@core/contract.ts';
import { patiently } from '@core/host/service/ask.ts';
import { addressedIn, guardedTarget, nameToType } from '@core/host/service/may-change.ts';
import { signatureIn, withoutSignature } from '@core/host/service/without-signature.ts';
import type { JsonObject } from '@core/json.ts';
import { valueIn } from '../value-in.ts';
import type { AdminHost } from './admin-host.ts';

/** Sends one request and resolves to what it was answered, a refusal, too. */
export type Send = (operation: string, body: JsonObject) => Promise<Reply>;

/**
 * Sends to a target, signed where the operation wants it; waits while the service asks to slow down.
 * @param record whether every request becomes a step of one chain in the history
 * @param waiting told how long, in milliseconds
 * @throws CoreFault AWS_CREDENTIALS and its kin
 */
export function sendingTo(
  at: AdminHost,
  target: Target,
  { record, waiting }: { readonly record: boolean; waiting(ms: number): void },
): Send {
  const { clock } = at.ports;
  const how = { waiting: (until?: number) => void (until !== undefined && waiting(until - clock.now())) };
  if (record) {
    const send = recorded(at, target);
    return (operation, body) => patiently(() => send(operation, body), at.ports, how);
  }
  return (operation, body) => at.host.asks.reply(target, operation, body, how);
}

/** Each one below the one before. */
function recorded(at: AdminHost, target: Target): Send {
  let last: { readonly chainId: string; readonly parentId: string } | undefined;
  return async (operation, body) => {
    const saved = valueIn(await at.call('targets.list', {}));
    // Whoever calls this has asked for the name by now.
    const confirmed = nameToType(body, guardedTarget(target, saved, addressedIn(body, target)));
    const { chainId, stepId } = valueIn(
      await at.call('service.call', { targetId: target.id, operation, body, confirmed, ...last }),
    );
    last = { chainId, parentId: stepId };
    const outcome = await stepEnded(at, chainId, stepId);
    const answered = at.answered();
    if (answered === undefined) throw new Error(`${operation} ended without an answer`);
    const signed = answered.sentHeaders;
    const reply = withoutSignature(readReply(operation, answered), signatureIn(signed));
    // AWS writes a whole request into some errors: what signs it is masked in what is kept.
    return reply.kind === 'error' && outcome.kind === 'error'
      ? { ...reply, message: outcome.message }
      : reply;
  };
}

function stepEnded({ host, call }: AdminHost, chainId: string, stepId: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const look = async () => {
      const chain = chainOf(valueIn(await call('chain.events', { chainId })));
      const outcome = chain?.steps.find(({ id }) => id === stepId)?.outcome;
      if (outcome === undefined) return;
      deaf();
      resolve(outcome);
    };
    const failed = (error: unknown) => {
      deaf();
      reject(error as Error);
    };
    const deaf = host.listen((event) => {
      if (event.type === 'chain.event' && event.chainId === chainId) look().catch(failed);
    });
    look().catch(failed);
  });
}
