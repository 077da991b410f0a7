/** What IAM has to allow for an operation, beside the operation itself and where. */
export interface IamActions {
  /** With the service's prefix: `cognito-idp:AdminGetUser`. */
  readonly action: string;
  /** Checked as well where the request has what they are for: a role to pass, tags. */
  readonly beside: readonly string[];
  /** False where the action knows no resource: a policy has to allow it on `*`. */
  readonly onPool: boolean;
}

/** An operation that another one's action allows. */
const ALLOWED_BY: Readonly<Record<string, string>> = { DescribeTermsByClient: 'DescribeTerms' };

const PASS = 'iam:PassRole';
const TAG = 'cognito-idp:TagResource';
const BESIDE: Readonly<Record<string, readonly string[]>> = {
  CreateGroup: [PASS],
  CreateUserImportJob: [PASS],
  CreateUserPool: [TAG, PASS],
  CreateUserPoolClient: [PASS],
  SetUserPoolMfaConfig: [PASS],
  UpdateGroup: [PASS],
  UpdateUserPool: [TAG, 'cognito-idp:UntagResource', PASS],
  UpdateUserPoolClient: [PASS],
};

const ON_NOTHING = new Set([
  'CreateUserPool',
  'DescribeUserPoolDomain',
  'GetProvisionedLimit',
  'ListUserPools',
  'UpdateProvisionedLimit',
]);

/**
 * The IAM actions of a signed operation: nearly always the one of the same name.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_cognito-idp.html
 */
export function iamActionsOf(operation: string): IamActions {
  const at = <T>(table: Readonly<Record<string, T>>) =>
    Object.hasOwn(table, operation) ? table[operation] : undefined;
  return {
    action: `cognito-idp:${at(ALLOWED_BY) ?? operation}`,
    beside: at(BESIDE) ?? [],
    onPool: !ON_NOTHING.has(operation),
  };
}
