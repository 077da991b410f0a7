import type { Result } from '@core/contract.ts';
import type { Fault } from '@core/form/form.ts';
import { ref } from 'vue';
import type { Ref } from 'vue';
import { announce } from '../../ui/announce.ts';

export interface Saving<T> {
  /** Why the last try was refused. */
  readonly fault: Ref<Fault | undefined>;
  readonly saving: Ref<boolean>;
  /** @returns what was answered; undefined when it was refused */
  readonly save: () => Promise<T | undefined>;
  /** What is wrong with a member, in words that stand under its field. */
  readonly errorOf: (member: string) => string | undefined;
}

/** Sends a form and keeps why it was refused. What was typed stays the form's. */
export function useSaving<T>(send: () => Promise<Result<T>>): Saving<T> {
  const fault = ref<Fault>();
  const saving = ref(false);

  async function save(): Promise<T | undefined> {
    if (saving.value) return undefined;
    saving.value = true;
    const result = await send();
    saving.value = false;
    fault.value = result.ok ? undefined : result.error;
    if (result.ok) return result.value;
    announce(result.error.detail, 'assertive');
    return undefined;
  }

  function errorOf(member: string): string | undefined {
    const { field, detail } = fault.value ?? {};
    if (field === undefined || detail === undefined || memberOf(field) !== member) return undefined;
    return detail.startsWith(`${field}: `) ? detail.slice(field.length + 2) : detail;
  }
  return { fault, saving, save, errorOf };
}

/** `UserMFASettingList.0` is about UserMFASettingList. */
export function memberOf(field: string): string {
  return field.split('.')[0] ?? field;
}
