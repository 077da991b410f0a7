import * as v from 'valibot';
import type { JsonObject } from '../json.ts';
import { command, Id, Json, none, Text } from './command.ts';

// Any operation of the service: its list, a request to fill in, and a call of it as a step of a chain.

/** A production target's name, typed: nothing that changes it is sent without. */
export const Confirmed = v.optional(v.pipe(v.string(), v.maxLength(200)));

export const serviceCommands = {
  /** Every operation of `cognito-idp`, in alphabetical order. */
  'service.operations': command(none).returns<ServiceOperationHead[]>(),
  /** A request to fill in; what the target says stands in it. */
  'service.skeleton': command(
    v.strictObject({ operation: Id, targetId: v.optional(Id), wanted: v.picklist(['required', 'all']) }),
  ).returns<JsonObject>(),
  /**
   * Calls an operation as a step: of a chain that is there, beside `parentId` or as a root, or of a new one. Returns once
   * it is on its way. @throws CoreFault AWS_CREDENTIALS and its kin, TARGET_PRODUCTION
   */
  'service.call': command(
    v.strictObject({
      targetId: Id,
      chainId: v.optional(Id),
      parentId: v.optional(Id),
      operation: Id,
      body: v.record(v.pipe(v.string(), v.maxLength(2_048)), Json),
      /** Sent as it stands in place of `body`, JSON or not. */
      rawBody: v.optional(Text),
      confirmed: Confirmed,
    }),
  ).returns<{ chainId: string; stepId: string }>(),
};

export interface ServiceOperationHead {
  readonly name: string;
  /** The same operation of `aws cognito-idp`. */
  readonly cliName: string;
  /** Whether it needs AWS credentials. */
  readonly signed: boolean;
  /** Whether it changes nothing, by its name. */
  readonly reads: boolean;
}
