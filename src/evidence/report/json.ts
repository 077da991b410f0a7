import { type Chain, chainOf, type Step } from '../../chain/model.ts';
import type { Annotations } from '../../history/history.ts';
import type { ExportFormat, ExportInput } from '../export/format.ts';

/** Of the report's shape: a reader refuses newer ones. */
export const REPORT_VERSION = 1;

/** A chain for scripts: what the window shows of it, member by member, in AWS's names. */
export const jsonFormat: ExportFormat = {
  id: 'json',
  title: 'JSON',
  extension: 'json',
  says: 'For scripts: what is shown of each step, member by member.',
  unredacted: false,
  write: async (input) => new TextEncoder().encode(`${JSON.stringify(reportOf(input), null, 2)}\n`),
};

/** Times are ISO 8601 in UTC, lengths milliseconds. */
export function reportOf({ chains, exportedAt, version }: ExportInput) {
  return {
    countersign: 'report',
    version: REPORT_VERSION,
    made: { at: iso(exportedAt), by: version },
    redacted: true,
    chains: chains.flatMap(({ events, annotations }) => {
      const chain = chainOf(events);
      return chain === undefined ? [] : [chainPart(chain, annotations)];
    }),
  };
}

function chainPart(chain: Chain, annotations: Annotations) {
  const { id, username, flow, target, status, failure, pending, imported, reproduces } = chain;
  return {
    id,
    username,
    flow,
    target,
    status,
    ...(failure === undefined ? {} : { failure }),
    ...(pending === undefined ? {} : { waitingFor: pending.name }),
    ...(imported === undefined ? {} : { imported }),
    ...(reproduces === undefined ? {} : { reproduces }),
    startedAt: iso(chain.startedAt),
    serviceMs: chain.serviceMs,
    thinkMs: chain.thinkMs,
    annotations,
    steps: chain.steps.map(stepPart),
  };
}

function stepPart(step: Step) {
  const { id, parentId, number, operation, answers, summary, overridden, status, request, response } = step;
  return {
    id,
    parentId,
    number,
    operation,
    answers,
    summary,
    status,
    ...(overridden.length === 0 ? {} : { overridden }),
    ...(step.branch === undefined ? {} : { branch: step.branch }),
    ...(step.replays === undefined ? {} : { replays: step.replays }),
    ...(step.holes.length === 0 ? {} : { holes: step.holes }),
    sentAt: iso(step.sentAt),
    ...(step.endedAt === undefined ? {} : { endedAt: iso(step.endedAt) }),
    thinkMs: step.thinkMs,
    ...(step.timing === undefined ? {} : { timing: step.timing }),
    ...(step.outcome === undefined ? {} : { outcome: step.outcome }),
    ...(step.sessionIn === undefined ? {} : { sessionIn: step.sessionIn }),
    ...(step.sessionOut === undefined ? {} : { sessionOut: step.sessionOut }),
    request: {
      method: request.method,
      url: request.url,
      headers: request.headers,
      body: bodyPart(request.body),
    },
    ...(response === undefined
      ? {}
      : {
          response: {
            status: response.status,
            ...(response.requestId === undefined ? {} : { requestId: response.requestId }),
            headers: response.headers,
            body: bodyPart(response.body),
          },
        }),
  };
}

/** `cut`: only the beginning. */
function bodyPart({ text, bytes, cut }: Step['request']['body']) {
  return { text, bytes, ...(cut ? { cut } : {}) };
}

function iso(at: number): string {
  return Math.abs(at) < 8.64e15 ? new Date(at).toISOString() : 'unknown';
}
