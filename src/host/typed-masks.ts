import type { Answer } from '../contract.ts';
import { coreFault } from '../form/form.ts';
import { pointerTo } from '../chain/json-text.ts';
import { isJsonObject, type JsonValue } from '../json.ts';
import type { MaskedValue } from './held.ts';
import { isMask } from './raw-body.ts';

/**
 * An answer whose changes were written over a request shown with masks: one that was left standing under its own name
 * stands for the newest value shown there. Whatever is judged by its name is then masked again wherever it is shown;
 * under another name it would not be, so there a mask is refused.
 * @throws CoreFault MASK_UNCLEAR, naming the member
 */
export function withoutMasks(answer: Answer, known: readonly MaskedValue[]): Answer {
  const within = <T extends JsonValue>(changes: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(changes).map(([name, value]) => [name, real(value, name, pointerTo('', name), known)]),
    );
  return { ...answer, responses: within(answer.responses), members: within(answer.members) };
}

function real<T extends JsonValue>(
  value: T,
  name: string,
  pointer: string,
  known: readonly MaskedValue[],
): T {
  const filled = (): JsonValue => {
    if (typeof value === 'string') return isMask(value) ? valueBehind(value, name, pointer, known) : value;
    if (Array.isArray(value))
      return value.map((item, index) => real(item, name, pointerTo(pointer, index), known));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, real(item, key, pointerTo(pointer, key), known)]),
    );
  };
  return filled() as T;
}

function valueBehind(mask: string, name: string, pointer: string, known: readonly MaskedValue[]): string {
  const own = known.find((shown) => shown.mask === mask && shown.name === name);
  if (own !== undefined) return own.value;
  const at = pointer.slice(1, 80);
  throw coreFault(
    'MASK_UNCLEAR',
    `The mask under ${at} stands for no value that was shown there. Write the value itself, or undo the edit.`,
    pointer.split('/')[1] ?? '',
  );
}
