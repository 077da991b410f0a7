import type { ChainEvent, ChainStarted, StepSent } from '../../chain/event.ts';
import { readOutcome } from '../../cognito/reply.ts';
import { rememberSecrets } from '../../cognito/recorded.ts';
import type { Answer, Target } from '../../contract.ts';
import type { StepSecrets } from '../../evidence/exchange.ts';
import { coreFault, type Remembered } from '../../form/form.ts';
import type { LiveChain, RememberedValue, StepRecord } from '../live-chain.ts';

/** What the host knew of a step beside its events, as it is kept. Nothing of it may be written unsealed. */
export interface KeptSecrets extends StepSecrets {
  readonly answer?: Answer;
  /** An SRP exchange that the step opened; `a` in hex. */
  readonly srp?: { readonly a: string; readonly A: string };
  /** What the chain remembered when the step ended. */
  readonly remembered?: readonly (readonly [Remembered, RememberedValue])[];
}

/**
 * A chain as the host works with it, from what is kept or was imported. Without its secrets it is shown and explained;
 * steps that need them (reveal, answer) say that they are not there.
 * @param target where its answers would go
 * @throws CoreFault CHAIN_UNKNOWN where the events begin no chain
 */
export function liveChainOf(
  events: readonly ChainEvent[],
  secrets: readonly KeptSecrets[],
  target: Target,
): LiveChain {
  const started = events.find((event): event is ChainStarted => event.type === 'chain.started');
  if (started === undefined) throw coreFault('CHAIN_UNKNOWN', 'This chain has no beginning.');
  const known = new Set<string>();
  const remembered = new Map<Remembered, RememberedValue>();
  const steps = new Map<string, StepRecord>();
  const byStep = new Map(secrets.map((kept) => [kept.stepId, kept]));
  const ends = new Map(
    events.flatMap((event) => (event.type === 'step.ended' ? [[event.stepId, event]] : [])),
  );

  for (const sent of events) {
    if (sent.type !== 'step.sent') continue;
    const kept = byStep.get(sent.stepId);
    const response = ends.get(sent.stepId)?.response;
    if (kept !== undefined) {
      rememberSecrets(known, kept.requestText, sent.request.body.secrets);
      rememberSecrets(known, kept.responseText, response?.body.secrets ?? []);
      for (const [key, value] of kept.remembered ?? []) remembered.set(key, value);
    }
    const record = recordOf(sent, kept);
    if (kept !== undefined && response !== undefined) {
      const { status, statusText, headers } = response;
      const http = { ok: true, sentHeaders: [], timing: { total: 0 }, status, statusText, headers } as const;
      const outcome = readOutcome(sent.operation, { ...http, body: new Uint8Array() }, kept.responseText);
      if (outcome.kind === 'challenge') record.asked = outcome.asked;
      if ((outcome.kind === 'challenge' || outcome.kind === 'done') && outcome.session !== undefined)
        record.session = outcome.session;
      if (outcome.kind === 'tokens') record.tokens = outcome.tokens;
    }
    steps.set(sent.stepId, record);
  }

  return {
    id: started.chainId,
    target,
    flow: started.flow,
    username: started.username,
    startedAt: started.at,
    ...(started.origin === undefined ? {} : { origin: started.origin }),
    events: [...events],
    steps,
    remembered,
    known,
    cancels: new Set(),
    underWay: new Set(),
  };
}

function recordOf(sent: StepSent, kept: KeptSecrets | undefined): StepRecord {
  const requestText = kept?.requestText ?? sent.request.body.text;
  return {
    id: sent.stepId,
    parentId: sent.parentId,
    operation: sent.operation,
    answers: sent.answers,
    requestText,
    requestHeaders: kept?.requestHeaders ?? sent.request.headers,
    responseText: kept?.responseText ?? '',
    sentSrpA: requestText.includes('"SRP_A"'),
    ...(kept === undefined ? { bare: true } : {}),
    ...(kept?.srp === undefined ? {} : { srp: { a: BigInt(`0x${kept.srp.a}`), A: kept.srp.A } }),
    ...(kept?.answer === undefined ? {} : { answer: kept.answer }),
  };
}
