import * as v from 'valibot';
import { readEvents } from '../../chain/event-schema.ts';
import type { ChainEvent } from '../../chain/event.ts';
import { coreFault } from '../../form/form.ts';
import { RESULT_VERSION, type ScenarioResult } from '../result.ts';
import { type JsonReport, REPORT_VERSION } from './json.ts';

/** How a report begins: enough to tell it from other JSON. */
export const LOOKS_LIKE_REPORT = /^\s*\{\s*"countersign"\s*:\s*"report"/;

const Text = v.string();
const Whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const Moment = v.pipe(v.number(), v.finite());
const Texts = v.record(v.string(), v.string());
const FaultSchema = v.object({ code: Text, detail: Text, field: v.exactOptional(Text) });
const Status = v.picklist(['passed', 'failed', 'error', 'skipped']);

const result = {
  v: v.literal(RESULT_VERSION),
  id: Text,
  file: Text,
  name: Text,
  title: Text,
  tags: v.array(Text),
  row: Texts,
  target: Text,
  status: Status,
  startedAt: Moment,
  ms: Moment,
  attempt: Whole,
  flaky: v.boolean(),
  steps: v.array(
    v.object({
      index: Whole,
      kind: v.picklist(['flow', 'answer', 'operate', 'sandbox', 'wait']),
      title: Text,
      line: Whole,
      status: Status,
      checks: v.array(v.object({ what: Text, expected: Text, got: Text, passed: v.boolean() })),
      stepIds: v.array(Text),
      ms: Moment,
      fault: v.exactOptional(FaultSchema),
    }),
  ),
  fault: v.exactOptional(FaultSchema),
  chains: v.array(
    v.pipe(
      v.array(v.unknown()),
      v.rawTransform(({ dataset, addIssue, NEVER }): readonly ChainEvent[] => {
        const events = readEvents(dataset.value);
        if (!('code' in events)) return events;
        addIssue({ message: events.detail });
        return NEVER;
      }),
    ),
  ),
  touched: v.exactOptional(
    v.array(
      v.object({
        challenges: v.array(Text),
        transitions: v.array(v.object({ from: Text, to: Text })),
        errors: v.array(Text),
      }),
    ),
  ),
};

const ReportSchema = v.object({
  countersign: v.literal('report'),
  version: v.literal(REPORT_VERSION),
  results: v.array(v.object({ ...result, earlier: v.exactOptional(v.array(v.object(result))) })),
  summary: v.object({
    version: Text,
    startedAt: Moment,
    planned: Whole,
    workers: Whole,
    target: v.exactOptional(Text),
    shard: v.exactOptional(v.object({ index: Whole, count: Whole })),
    counts: v.object({
      total: Whole,
      passed: Whole,
      failed: Whole,
      errors: Whole,
      // Earlier ones know no limit.
      timedOut: v.optional(Whole, 0),
      skipped: Whole,
      flaky: Whole,
    }),
    ms: Moment,
    interrupted: v.boolean(),
  }),
});

/**
 * A JSON report as it was written. What is not known is left out.
 * @throws CoreFault REPORT_DAMAGED, REPORT_NEWER; nothing in them repeats what was read
 */
export function readReport(text: string): JsonReport {
  const value = parsed(text);
  const version = numberAt(value, 'version');
  const newest = listAt(value, 'results').reduce<number>(
    (most, each) => Math.max(most, numberAt(each, 'v') ?? 0),
    0,
  );
  if ((version ?? 0) > REPORT_VERSION || newest > RESULT_VERSION)
    throw coreFault('REPORT_NEWER', 'A newer console wrote this report. Update this one to read it.');
  // What is exported of chains as JSON begins alike.
  if (memberOf(value, 'results') === undefined && Array.isArray(memberOf(value, 'chains')))
    throw coreFault(
      'REPORT_DAMAGED',
      'These are chains exported as JSON, which is for scripts: it holds too little to be brought back. Ask for them as a bundle.',
    );
  // The first mistake is enough: one for each of millions of results would fill the memory.
  const read = v.safeParse(ReportSchema, value, { abortEarly: true });
  if (read.success) return read.output satisfies { results: ScenarioResult[] };
  const [issue] = read.issues;
  const place = v.getDotPath(issue) ?? 'it';
  const why =
    issue.type === 'raw_transform' ? issue.message : `it is not ${issue.expected ?? 'what it should be'}`;
  throw coreFault('REPORT_DAMAGED', `The report can’t be read at ${place}: ${why}.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw coreFault('REPORT_DAMAGED', 'The report is no JSON: it breaks off, or was changed.');
  }
}

function numberAt(value: unknown, name: string): number | undefined {
  const member = memberOf(value, name);
  return typeof member === 'number' ? member : undefined;
}

function listAt(value: unknown, name: string): readonly unknown[] {
  const member = memberOf(value, name);
  return Array.isArray(member) ? member : [];
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
