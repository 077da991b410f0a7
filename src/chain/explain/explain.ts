import { explainError } from '../../errors/catalogue.ts';
import { type Cause, type Finding, fits, type Fix, type Verdict } from './cause.ts';
import { causes } from './causes/all.ts';
import type { Evidence } from './evidence.ts';

/** One cause of one refusal, checked. */
export interface RankedCause extends Finding {
  readonly id: string;
  readonly title: string;
  /** How it is ruled in or out; absent for causes of the catalogue, which nothing here can check. */
  readonly test?: string;
  readonly fix?: Fix;
  /** What to do about one that was found, where its fix can’t be sent. */
  readonly advice?: string;
}

const ORDER: readonly Verdict[] = ['in', 'unknown', 'out'];

/**
 * Every cause that fits the error, by evidence: those that are there, then those that can't be told, the most usual
 * first, then those that are ruled out. Where no check fits, the catalogue's own causes stand in, unchecked: no error
 * is left without.
 */
export function explain(evidence: Evidence): readonly RankedCause[] {
  const all: readonly Cause[] = causes;
  const checked = all
    .filter((cause) => fits(cause, evidence))
    .map((cause) => ({ cause, finding: cause.check(evidence) }))
    .sort((a, b) => rank(a) - rank(b) || b.cause.prior - a.cause.prior)
    .map(({ cause, finding }) => {
      const fix = finding.verdict === 'in' ? cause.fix?.(evidence) : undefined;
      const { id, title, test, advice } = cause;
      return {
        ...{ id, title, test, ...finding },
        ...(fix === undefined ? {} : { fix }),
        ...(advice === undefined || finding.verdict !== 'in' ? {} : { advice }),
      };
    });
  if (checked.some(({ verdict }) => verdict === 'in')) return checked;
  const open = checked.filter(({ verdict }) => verdict !== 'out');
  const out = checked.filter(({ verdict }) => verdict === 'out');
  return open.length > 0 ? checked : [...usual(evidence), ...out];
}

function rank({ finding }: { finding: Finding }): number {
  return ORDER.indexOf(finding.verdict);
}

/** What the catalogue says of the error, for what nothing here can check. */
function usual({ code, message, step }: Evidence): RankedCause[] {
  const known = explainError(code, message, step.operation)?.causes ?? [];
  if (known.length === 0) {
    const because = 'This code is not in the catalogue: read the exchange itself.';
    return [{ id: 'usual-0', title: 'Nobody knows this error yet', verdict: 'unknown', because }];
  }
  return known.map((title, at) => ({
    id: `usual-${at}`,
    title: title.replace(/\.$/, ''),
    verdict: 'unknown',
    because: 'A usual cause; nothing in this chain tells for or against it.',
  }));
}
