import { cliNameOf, serviceOperation, type Shape } from '../service/service.ts';

/** A member of a request as a flag of the AWS CLI. */
export interface MemberFlag {
  readonly member: string;
  /** Without the dashes before it: `user-attributes`. */
  readonly flag: string;
  readonly shape: Shape;
  readonly required: boolean;
}

/** The flags of an operation, one for each member of its request, those that are required first. */
export function memberFlags(operation: string): readonly MemberFlag[] {
  const input = serviceOperation(operation)?.input;
  return Object.entries(input?.members ?? {}).map(([member, shape]) => ({
    member,
    flag: cliNameOf(member),
    shape,
    required: input?.required.includes(member) === true,
  }));
}
