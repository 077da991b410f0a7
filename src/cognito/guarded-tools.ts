import type { CoreFault, Fault, Tools } from '../form/form.ts';

/** Stands for a value that could not be computed, until the key that would hold it is dropped. @param at into the faults */
const missing = (at: number) => `\u0000not computed ${String(at)}\u0000`;
const MISSING = /\0not computed (\d+)\0/;
const MISSING_IN_JSON = /\\u0000not computed (\d+)\\u0000/;

/**
 * Runs a spec so that what can't be computed never blocks: a fault of one tool costs only the keys that needed it, a
 * fault of the spec itself costs its keys, and both are reported.
 * @returns what the spec made, without the keys that could not be computed: those are in `missing`, each with its fault
 */
export function runGuarded(
  tools: Tools,
  faults: Fault[],
  run: (tools: Tools) => Record<string, string>,
): { readonly values: Record<string, string>; readonly missing: ReadonlyMap<string, Fault> } {
  const values: Record<string, string> = {};
  const missing = new Map<string, Fault>();
  const ran = attempt(faults, () => run(guard(tools, faults)));
  const made = 'value' in ran ? ran.value : {};
  for (const [key, value] of Object.entries(made)) {
    const fault = faults[Number(MISSING.exec(value)?.[1])];
    if (fault === undefined) values[key] = value;
    else missing.set(key, fault);
  }
  return { values, missing };
}

/** The result, or the CoreFault, noted once. Anything else thrown is a mistake of ours and goes on. */
export function attempt<T>(faults: Fault[], run: () => T): { readonly value: T } | { readonly fault: Fault } {
  try {
    return { value: run() };
  } catch (error) {
    if (!isCoreFault(error)) throw error;
    const { code, detail, field } = error;
    const noted = faults.find((fault) => fault.code === code && fault.field === field);
    if (noted !== undefined) return { fault: noted };
    const fault = field === undefined ? { code, detail } : { code, detail, field };
    faults.push(fault);
    return { fault };
  }
}

function guard(tools: Tools, faults: Fault[]): Tools {
  const lend =
    <A extends unknown[], R extends string | undefined>(tool: (...inputs: A) => R) =>
    (...inputs: A): R | string => {
      // A value made from a missing one would be a wrong value that looks right.
      const from = MISSING_IN_JSON.exec(JSON.stringify(inputs))?.[1];
      if (from !== undefined) return missing(Number(from));
      const made = attempt(faults, () => tool(...inputs));
      return 'value' in made ? made.value : missing(faults.indexOf(made.fault));
    };
  return {
    poolName: lend(() => tools.poolName()),
    srpA: lend(() => tools.srpA()),
    srpClaim: lend((input) => tools.srpClaim(input)),
    timestamp: lend(() => tools.timestamp()),
    totp: lend((secret) => tools.totp(secret)),
    credential: lend((input) => tools.credential(input)),
    secretHash: lend((username) => tools.secretHash(username)),
  };
}

function isCoreFault(error: unknown): error is CoreFault {
  return (
    error instanceof Error && typeof (error as Partial<CoreFault>).code === 'string' && 'detail' in error
  );
}
