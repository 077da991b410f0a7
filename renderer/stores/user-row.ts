import {
  LISTED_ATTRIBUTES,
  type ListedAttribute,
  type UserAccount,
  type UserHead,
} from '@core/contract/users.ts';

/** An account that was read, as ListUsers would tell of it. */
export function rowOf({
  username,
  status,
  enabled,
  createdAt,
  modifiedAt,
  attributes,
}: UserAccount): UserHead {
  const listed = new Set<string>(LISTED_ATTRIBUTES);
  const known = attributes.filter(({ name }) => listed.has(name));
  return {
    ...{ username, status, enabled },
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(modifiedAt === undefined ? {} : { modifiedAt }),
    attributes: Object.fromEntries(known.map(({ name, value }) => [name as ListedAttribute, value])),
  };
}
