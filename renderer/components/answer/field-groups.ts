import type { Field } from '@core/form/form.ts';

/** Fields that stand folded away together, by the title of their group. */
export function groupsOf(fields: readonly Field[]): [title: string, fields: Field[]][] {
  const groups = new Map<string, Field[]>();
  for (const field of fields) {
    if (field.group !== undefined) groups.set(field.group, [...(groups.get(field.group) ?? []), field]);
  }
  return [...groups];
}
