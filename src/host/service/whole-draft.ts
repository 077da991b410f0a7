import type { Composed, ComputedEntry } from '../../cognito/composed.ts';
import {
  changedHeaders,
  computedHeaders,
  headerFaults,
  type HeaderChanges,
  overriddenHeaders,
} from '../../cognito/headers.ts';
import type { Target } from '../../contract.ts';
import type { JsonObject } from '../../json.ts';
import type { Draft } from '../request-drafts.ts';
import { type RawBody, rawBodyOf } from '../raw-body.ts';

/** A request as somebody wrote it. */
export interface WholeRequest {
  readonly body: JsonObject;
  /** Sent as it stands in place of `body`. */
  readonly raw?: string | RawBody;
  /** In place of the computed headers. */
  readonly headers?: HeaderChanges;
  /** What was put into it all the same. */
  readonly computed?: readonly ComputedEntry[];
  /** Members that are other than they were in the request it was made from. */
  readonly overridden?: readonly string[];
}

/** A request as somebody wrote it, ready to be shown or sent: nothing of it is computed but what says so. */
export function wholeDraft(operation: string, request: WholeRequest, target: Target): Draft {
  const { body, raw, headers = {}, computed = [], overridden = [] } = request;
  const own = computedHeaders(operation);
  const sent = changedHeaders(own, headers);
  const composed: Composed = {
    ...{ operation, body, computed, faults: [], expected: [] },
    overridden: [...overridden, ...overriddenHeaders(own, sent)],
  };
  const made = {
    headers: sent,
    headerEntries: [],
    headerFaults: headerFaults(headers),
    computed: () => composed,
    showed: () => undefined,
  };
  return {
    composed,
    target,
    srp: undefined,
    given: { inputs: {}, known: new Map() },
    made: raw === undefined ? made : { ...made, raw: typeof raw === 'string' ? rawBodyOf(raw, []) : raw },
  };
}
