import type { Structure } from '@core/form/shape.ts';
import type { JsonValue } from '@core/json.ts';
import { inject, type InjectionKey } from 'vue';
import type { Path } from './call-body.ts';

/** What every field of a call's form shares, however deep it stands. */
export interface CallForm {
  readonly structures: Readonly<Record<string, Structure>>;
  /** undefined takes the member out. */
  set(path: Path, value: JsonValue | undefined): void;
  /** What is said of the value at a place. */
  warning(path: Path): string | undefined;
}

export const CALL_FORM: InjectionKey<CallForm> = Symbol('the form of a call');

export function useCallForm(): CallForm {
  const form = inject(CALL_FORM);
  if (form === undefined) throw new Error('A field of a call stands outside of its form.');
  return form;
}
