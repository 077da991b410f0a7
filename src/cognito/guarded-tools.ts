import type { CoreFault, Fault, Tools } from '../form/form.ts';

/** Stands for a value that could not be computed, until the key that would hold it is dropped. */
const MISSING = '\u0000not computed\u0000';

/**
 * Runs a spec so that what can't be computed never blocks: a fault of one tool costs only the keys that needed it, a
 * fault of the spec itself costs its keys, and both are reported.
 * @returns what the spec made, without the keys that could not be computed, whose names are in `missing`
 */
export function runGuarded(
  tools: Tools,
  faults: Fault[],
  run: (tools: Tools) => Record<string, string>,
): { readonly values: Record<string, string>; readonly missing: readonly string[] } {
  const values: Record<string, string> = {};
  const missing: string[] = [];
  const made = attempt(faults, () => run(guard(tools, faults))) ?? {};
  for (const [key, value] of Object.entries(made)) {
    if (value.includes(MISSING)) missing.push(key);
    else values[key] = value;
  }
  return { values, missing };
}

/** The result, or undefined with the CoreFault noted once. Anything else thrown is a mistake of ours and goes on. */
export function attempt<T>(faults: Fault[], run: () => T): T | undefined {
  try {
    return run();
  } catch (error) {
    if (!isCoreFault(error)) throw error;
    const { code, detail, field } = error;
    if (!faults.some((fault) => fault.code === code && fault.field === field)) {
      faults.push(field === undefined ? { code, detail } : { code, detail, field });
    }
    return undefined;
  }
}

function guard(tools: Tools, faults: Fault[]): Tools {
  const lend =
    <A extends unknown[], R extends string | undefined>(tool: (...inputs: A) => R) =>
    (...inputs: A): R | string => {
      // A value made from a missing one would be a wrong value that looks right.
      if (JSON.stringify(inputs).includes(JSON.stringify(MISSING).slice(1, -1))) return MISSING;
      const made = attempt(faults, () => ({ value: tool(...inputs) }));
      return made ? made.value : MISSING;
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
