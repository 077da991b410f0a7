import type { JsonObject } from '../../../json.ts';
import { number, text } from '../../read-members.ts';
import type { Group } from '../../state.ts';

/** What of a group a request sets; the rest stays as it is. */
export function groupSettings(input: JsonObject): Pick<Group, 'description' | 'roleArn' | 'precedence'> {
  const description = text(input, 'Description');
  const roleArn = text(input, 'RoleArn');
  const precedence = number(input, 'Precedence');
  return {
    ...(description === undefined ? {} : { description }),
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(precedence === undefined ? {} : { precedence }),
  };
}
