import type { ScenarioResult, StepResult } from '../result.ts';
import { type Came, cameIn, cameText } from './came.ts';

/** The shape of parity reports as JSON. */
export const PARITY_VERSION = 1;

export type Side = 'a' | 'b';

export type DifferenceKind =
  /** one takes what the other refuses */
  | 'lets through'
  /** another challenge, or tokens in its place */
  | 'next'
  /** both refuse, with different exceptions */
  | 'exception'
  /** one gave no usable answer */
  | 'no answer'
  | 'message'
  | 'status'
  | 'parameters'
  | 'available'
  | 'session'
  | 'members'
  | 'claims'
  /** nothing above, and yet a check held on one side alone, or one could not do it */
  | 'check';

export interface Difference {
  readonly kind: DifferenceKind;
  /** `lets through`: which. */
  readonly lax?: Side;
  /** What each side has. */
  readonly a: string;
  readonly b: string;
}

export interface ParityStep {
  /** Into the scenario's steps. */
  readonly index: number;
  readonly line: number;
  readonly title: string;
  /** False where one side did not come here: what made it end is a difference of a step before. */
  readonly compared: boolean;
  readonly differences: readonly Difference[];
}

export interface ParityCase {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly steps: readonly ParityStep[];
  /** Why a side could not run it at all. */
  readonly faults: readonly { readonly side: Side; readonly code: string; readonly detail: string }[];
}

export interface ParityCounts {
  readonly cases: number;
  readonly compared: number;
  /** Steps that came to the same. */
  readonly alike: number;
  readonly differences: number;
  /** Steps in which a lets through what b refuses. */
  readonly laxA: number;
  readonly laxB: number;
  /** Cases that could not be compared. */
  readonly broken: number;
}

export interface Parity {
  readonly countersign: 'parity';
  readonly version: typeof PARITY_VERSION;
  /** The two targets as they were named. */
  readonly a: string;
  readonly b: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly ms: number;
  readonly interrupted: boolean;
  readonly counts: ParityCounts;
  readonly cases: readonly ParityCase[];
}

export function parityOf(
  cases: readonly ParityCase[],
  run: Pick<Parity, 'a' | 'b' | 'startedAt' | 'ms' | 'interrupted'>,
): Parity {
  return { countersign: 'parity', version: PARITY_VERSION, ...run, counts: countsOf(cases), cases };
}

/** Holds what one case came to on two targets against each other, step by step. Pure. */
export function compared(a: ScenarioResult, b: ScenarioResult): ParityCase {
  const faults = [
    ...(a.fault === undefined ? [] : [{ side: 'a' as const, ...told(a.fault) }]),
    ...(b.fault === undefined ? [] : [{ side: 'b' as const, ...told(b.fault) }]),
  ];
  const longer = a.steps.length < b.steps.length ? b : a;
  return {
    id: a.id,
    file: a.file,
    title: a.title,
    steps: longer.steps.map(({ index, line, title }) => ({ index, line, title, ...stepOf(a, b, index) })),
    faults,
  };
}

function stepOf(
  a: ScenarioResult,
  b: ScenarioResult,
  at: number,
): Pick<ParityStep, 'compared' | 'differences'> {
  const [ofA, ofB] = [a.steps[at], b.steps[at]];
  if (ofA === undefined || ofB === undefined || ofA.status === 'skipped' || ofB.status === 'skipped')
    return { compared: false, differences: [] };
  const differences = differencesOf(cameIn(a, at), cameIn(b, at));
  if (differences.length > 0 || ofA.status === ofB.status) return { compared: true, differences };
  return { compared: true, differences: [{ kind: 'check', a: statusText(ofA), b: statusText(ofB) }] };
}

/** What differs between two answers, the gravest alone where they part ways. */
export function differencesOf(a: Came | undefined, b: Came | undefined): Difference[] {
  if (a === undefined || b === undefined) {
    if (a === b) return [];
    return [
      { kind: 'no answer', a: a ? cameText(a) : 'nothing was sent', b: b ? cameText(b) : 'nothing was sent' },
    ];
  }
  const texts = { a: cameText(a), b: cameText(b) };
  if (a.kind === 'failure' || b.kind === 'failure')
    return a.kind === b.kind && a.name === b.name ? [] : [{ kind: 'no answer', ...texts }];
  const [refusesA, refusesB] = [a.kind === 'error', b.kind === 'error'];
  if (refusesA !== refusesB) return [{ kind: 'lets through', lax: refusesA ? 'b' : 'a', ...texts }];
  if (refusesA && a.name !== b.name) return [{ kind: 'exception', ...texts }];
  if (!refusesA && (a.kind !== b.kind || a.name !== b.name)) return [{ kind: 'next', ...texts }];
  return [
    ...differing('message', a.message, b.message),
    ...differing('status', String(a.status), String(b.status)),
    ...differing('session', a.session ? 'a Session' : 'none', b.session ? 'a Session' : 'none'),
    ...listed('parameters', a.parameters, b.parameters),
    ...listed('available', a.available, b.available),
    ...listed('members', a.members, b.members),
    ...listed('claims', a.claims, b.claims),
  ];
}

function differing(kind: DifferenceKind, a: string, b: string): Difference[] {
  return a === b ? [] : [{ kind, a, b }];
}

/** What one has and the other has not. */
function listed(kind: DifferenceKind, a: readonly string[], b: readonly string[]): Difference[] {
  const only = (own: readonly string[], others: readonly string[]) => {
    const missing = own.filter((name) => !others.includes(name));
    return missing.length === 0 ? 'nothing more' : missing.join(', ');
  };
  const [ofA, ofB] = [only(a, b), only(b, a)];
  return ofA === ofB ? [] : [{ kind, a: ofA, b: ofB }];
}

function statusText({ status, checks, fault }: StepResult): string {
  const broken = checks.find(({ passed }) => !passed);
  if (broken !== undefined) return `${broken.what}: expected ${broken.expected}, got ${broken.got}`;
  return fault === undefined ? status : fault.detail;
}

function told({ code, detail }: { readonly code: string; readonly detail: string }) {
  return { code, detail };
}

export function countsOf(cases: readonly ParityCase[]): ParityCounts {
  const steps = cases.flatMap((each) => each.steps).filter((step) => step.compared);
  const differences = steps.flatMap((step) => step.differences);
  return {
    cases: cases.length,
    compared: steps.length,
    alike: steps.filter((step) => step.differences.length === 0).length,
    differences: differences.length,
    laxA: differences.filter(({ lax }) => lax === 'a').length,
    laxB: differences.filter(({ lax }) => lax === 'b').length,
    broken: cases.filter(({ faults }) => faults.length > 0).length,
  };
}
