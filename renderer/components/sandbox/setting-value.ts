import type { SandboxSetting } from '@core/contract.ts';

export type SettingValue = SandboxSetting['value'];

/** What was typed as the setting's value, or why it is none. */
export function readSettingValue(
  { values }: Pick<SandboxSetting, 'values'>,
  text: string,
): { readonly value: SettingValue } | { readonly problem: string } {
  if (values.kind === 'flag') return { value: text === 'true' };
  if (values.kind !== 'number') return { value: text };
  const { min, max } = values;
  const value = Number(text.trim());
  if (/^-?\d+$/.test(text.trim()) && value >= min && value <= max) return { value };
  return { problem: `Write a whole number from ${min} to ${max}.` };
}

/** A value as a control and a reader see it. */
export function writeSettingValue(value: SettingValue): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return value === '' ? '(empty)' : String(value);
}
