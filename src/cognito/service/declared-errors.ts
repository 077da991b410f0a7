import facts from './errors.json' with { type: 'json' };

const declared = facts.operations as Readonly<Record<string, readonly string[]>>;

/** The exceptions that an operation declares, by the installed SDK. Source: `scripts/service-operations.mjs`. */
export function errorsDeclaredBy(operation: string): readonly string[] {
  return Object.hasOwn(declared, operation) ? (declared[operation] ?? []) : [];
}
