import type { Shape, Structure } from '../../form/shape.ts';
import facts from './operations.json' with { type: 'json' };

export type { Shape, Structure };

/** One operation of `cognito-idp`. */
export interface ServiceOperation {
  readonly name: string;
  /** Whether it needs AWS credentials (SigV4). */
  readonly signed: boolean;
  readonly input: Structure;
}

const shapes = facts.shapes as unknown as Readonly<Record<string, Structure>>;
const operations = facts.operations as Readonly<
  Record<string, { readonly signed: boolean; readonly input: string }>
>;
const EMPTY: Structure = { required: [], members: {} };

/**
 * Names of all operations of the service, in alphabetical order. Source: the installed
 * `@aws-sdk/client-cognito-identity-provider`, read by `scripts/service-operations.mjs`.
 */
export const serviceOperationNames: readonly string[] = Object.keys(operations);

/** Undefined for a name that the service doesn't have. */
export function serviceOperation(name: string): ServiceOperation | undefined {
  const found = Object.hasOwn(operations, name) ? operations[name] : undefined;
  return found && { name, signed: found.signed, input: structureNamed(found.input) };
}

/** A structure by the name that a `Shape` gives it. */
export function structureNamed(name: string): Structure {
  return shapes[name] ?? EMPTY;
}

/** Every structure that stands in an operation's request, at any depth, by its name. */
export function structuresIn(input: Structure): Readonly<Record<string, Structure>> {
  const found: Record<string, Structure> = {};
  const look = (structure: Structure): void => {
    for (const shape of Object.values(structure.members)) {
      const name = structureIn(shape);
      if (name === undefined || Object.hasOwn(found, name)) continue;
      found[name] = structureNamed(name);
      look(found[name]);
    }
  };
  look(input);
  return found;
}

/** The structure that a member is, or is a list or map of. */
function structureIn(shape: Shape): string | undefined {
  if (shape.type === 'structure') return shape.shape;
  return shape.type === 'list' || shape.type === 'map' ? structureIn(shape.of) : undefined;
}

/** Whether a call of it needs AWS credentials. What nobody knows is sent as it is. */
export function isSigned(operation: string): boolean {
  return serviceOperation(operation)?.signed === true;
}

/** `AdminSetUserMFAPreference` as `admin-set-user-mfa-preference`, a member's name alike: botocore's `xform_name`, rule by rule. */
export function cliNameOf(operation: string): string {
  return operation
    .replace(/[A-Z]{2,}s$/, (plural) => `-${plural.toLowerCase()}`)
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z])(\d+)/g, '$1-$2')
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase();
}

/** Whether an operation changes nothing: so its name says. */
export function onlyReads(operation: string): boolean {
  return /^(?:Admin)?(?:Get|List|Describe)(?!Tokens|ClientToken|UserAttributeVerificationCode)/.test(
    operation,
  );
}
