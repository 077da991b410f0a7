import facts from './about.json' with { type: 'json' };

/** What the installed SDK says of an operation. Source: `scripts/service-operations.mjs`. */
export interface OperationAbout {
  /** One sentence in AWS's own words. */
  readonly does: string;
  /** The exceptions it declares. */
  readonly errors: readonly string[];
}

const about = facts as Readonly<Record<string, OperationAbout>>;

/** Undefined for a name that the service doesn't have. */
export function aboutOperation(name: string): OperationAbout | undefined {
  return Object.hasOwn(about, name) ? about[name] : undefined;
}
