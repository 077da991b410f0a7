import type { JsonObject } from '../../../json.ts';
import type { Group, Pool } from '../../state.ts';

/** `GroupType` of the API; times are epoch seconds. */
export function describeGroup(pool: Pool, group: Group): JsonObject {
  const { name, description, roleArn, precedence } = group;
  return {
    GroupName: name,
    UserPoolId: pool.id,
    ...(description === undefined ? {} : { Description: description }),
    ...(roleArn === undefined ? {} : { RoleArn: roleArn }),
    ...(precedence === undefined ? {} : { Precedence: precedence }),
    LastModifiedDate: group.modifiedAt / 1_000,
    CreationDate: group.createdAt / 1_000,
  };
}
