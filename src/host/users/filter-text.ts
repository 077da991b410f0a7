import type { UserFilter } from '../../contract/users.ts';

/**
 * ListUsers' Filter: `email ^= "ann"`. Quotation marks and backslashes of the value are escaped.
 * Source: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_ListUsers.html
 */
export function filterText({ attribute, match, value }: UserFilter): string {
  return `${attribute} ${match} "${value.replace(/["\\]/g, '\\$&')}"`;
}
