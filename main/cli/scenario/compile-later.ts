import { setFlagsFromString } from 'node:v8';

/** Bytecode (weighed by V8) that a function runs before it may be optimized; V8 11 itself begins at 135,168. */
const BUDGET = 450_000;
/** Runs of more cases than these are long enough for fully optimized code to pay for itself. */
const SHORT = 2_000;

/**
 * Lets V8 optimize later in a short run: what it would compile is mostly thrown away at the end. A run of 1,000 sign-ins
 * takes a fifth less processor time, one of 4,000 a tenth more (`npm run bench scenarios`), so long ones are left alone,
 * and so are other versions of V8, whose compilers are tiered otherwise.
 * @param cases how many will run
 */
export function compileLater(cases: number): void {
  const budget = budgetFor(cases, process.versions.v8);
  if (budget !== undefined) setFlagsFromString(`--interrupt-budget=${String(budget)}`);
}

/** @param engine V8's version @returns undefined: as the engine has it */
export function budgetFor(cases: number, engine: string): number | undefined {
  return cases <= SHORT && engine.startsWith('11.') ? BUDGET : undefined;
}
