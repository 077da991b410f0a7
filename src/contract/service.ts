import * as v from 'valibot';
import type { Preview } from '../contract.ts';
import type { Structure } from '../form/shape.ts';
import type { JsonObject } from '../json.ts';
import { command, Confirmed, Id, Json, none, Text } from './command.ts';

// Any operation of the service: its list, a request to fill in, its exact bytes, and a call of it as a step of a chain.

/** A step whose masked request is sent again: a mask that stands in the new one is the value behind it. */
const Again = v.strictObject({ chainId: Id, stepId: Id });

const Request = {
  /** Where it goes; of a chain that is there, its own target is meant. */
  targetId: Id,
  chainId: v.optional(Id),
  /** The step that it stands at: its tokens and its Session are what masks of them mean. */
  parentId: v.optional(Id),
  from: v.optional(Again),
  operation: Id,
  body: v.record(v.pipe(v.string(), v.maxLength(2_048)), Json),
  /** Sent as it stands in place of `body`, JSON or not. */
  rawBody: v.optional(Text),
  /** Changes to the computed headers: a text replaces or adds, null leaves out. */
  headers: v.optional(
    v.record(v.pipe(v.string(), v.maxLength(200)), v.nullable(v.pipe(v.string(), v.maxLength(8_192)))),
  ),
  /** Whether SecretHash is computed from the target's client secret, where the operation takes one. */
  secretHash: v.optional(v.boolean()),
};

export const serviceCommands = {
  /** Every operation of `cognito-idp`, in alphabetical order. */
  'service.operations': command(none).returns<ServiceOperationHead[]>(),
  /** All that is known of one. @throws CoreFault OPERATION_UNKNOWN */
  'service.operation': command(v.strictObject({ operation: Id })).returns<ServiceOperationPage>(),
  /**
   * A request to fill in; what the target and the chain say stands in it, masked where it is secret: the token or the
   * Session of the step it stands at.
   */
  'service.skeleton': command(
    v.strictObject({
      operation: Id,
      targetId: v.optional(Id),
      chainId: v.optional(Id),
      parentId: v.optional(Id),
      wanted: v.picklist(['required', 'all']),
    }),
  ).returns<JsonObject>(),
  /** The request as it would go, byte by byte but for masks; what signs it is made when it goes. */
  'service.preview': command(v.strictObject(Request)).returns<CallPreview>(),
  /**
   * Calls an operation as a step: of a chain that is there, beside `parentId` or as a root, or of a new one. Returns once
   * it is on its way. `beginId`: what `chain.giveUp` calls one by that has no chain yet. @throws CoreFault AWS_CREDENTIALS and
   * its kin, TARGET_PRODUCTION, RAW_MASK_UNCLEAR, CANCELLED
   */
  'service.call': command(v.strictObject({ ...Request, ...Confirmed, beginId: v.optional(Id) })).returns<{
    chainId: string;
    stepId: string;
  }>(),
};

/** What a call would send. */
export interface CallPreview extends Preview {
  /** It changes something at this production target: what has to be typed first. */
  readonly guard?: { readonly target: string; readonly typed: string };
}

export interface ServiceOperationHead {
  readonly name: string;
  /** The same operation of `aws cognito-idp`. */
  readonly cliName: string;
  /** Whether it needs AWS credentials. */
  readonly signed: boolean;
  /** Whether it changes nothing, by its name. */
  readonly reads: boolean;
  /** Members that every request of it has. */
  readonly takes: readonly string[];
}

export interface ServiceOperationPage extends ServiceOperationHead {
  readonly input: Structure;
  /** Structures that stand in it, by name. */
  readonly structures: Readonly<Record<string, Structure>>;
  /** The exceptions it declares. */
  readonly errors: readonly string[];
  /** The IAM action that a caller needs; undefined where no signature is. */
  readonly permission?: string;
  /** IAM actions that are checked as well, where the request has what they are for: a role to pass, tags. */
  readonly permissionsBeside: readonly string[];
}
