import { coreFault } from '../form/form.ts';

/** One change of a scenario's text: a value at a place (JSON Pointer), or none there. */
export type Edit =
  | PlainEdit
  /** An item of a list once more, below itself; without its `id`, which no other may have. */
  | { readonly op: 'repeat'; readonly at: string; readonly index: number };

/** What is said whole: it does not depend on what the value holds. */
export type PlainEdit =
  | { readonly op: 'set'; readonly at: string; readonly value?: unknown }
  | { readonly op: 'remove'; readonly at: string }
  /** Into a list, before `index`. */
  | { readonly op: 'insert'; readonly at: string; readonly index: number; readonly value?: unknown }
  | { readonly op: 'move'; readonly at: string; readonly from: number; readonly to: number };

type Step = string | number;

/** The names and indexes of a JSON Pointer (RFC 6901), as the value has them. */
export function stepsTo(value: unknown, pointer: string): Step[] {
  if (pointer !== '' && !pointer.startsWith('/')) throw noPlace(pointer);
  let at = value;
  return pointer
    .split('/')
    .slice(1)
    .map((part) => {
      const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
      const step = Array.isArray(at) && /^(0|[1-9]\d*)$/.test(name) ? Number(name) : name;
      at = below(at, step);
      return step;
    });
}

/** An edit as what it comes to with this value. @throws CoreFault SCENARIO_EDIT where there is no such place */
export function plainEdit(value: unknown, edit: Edit): PlainEdit {
  if (edit.op !== 'repeat') return edit;
  const { at, index } = edit;
  const item = below(stepsTo(value, at).reduce<unknown>(below, value), index);
  if (item === undefined) throw noPlace(`${at}/${String(index)}`);
  return { op: 'insert', at, index: index + 1, value: withoutId(item) };
}

function withoutId(item: unknown): unknown {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
  return Object.fromEntries(Object.entries(item).filter(([name]) => name !== 'id'));
}

/**
 * The value after an edit; what is not touched is the same as before. Maps on the way to a place are made.
 * @throws CoreFault SCENARIO_EDIT where there is no such place
 */
export function edited(value: unknown, edit: PlainEdit): unknown {
  const path = stepsTo(value, edit.at);
  switch (edit.op) {
    case 'set':
      return replaced(value, path, edit.value, edit.at);
    case 'remove':
      return removed(value, path, edit.at);
    case 'insert':
    case 'move': {
      const list = path.reduce<unknown>(below, value) ?? (edit.op === 'insert' ? [] : undefined);
      if (!Array.isArray(list)) throw noPlace(edit.at);
      const items = [...(list as unknown[])];
      if (edit.op === 'insert') items.splice(inside(edit.index, items.length, edit.at), 0, edit.value);
      else {
        const from = inside(edit.from, items.length - 1, edit.at);
        const [item] = items.splice(from, 1);
        items.splice(inside(edit.to, items.length, edit.at), 0, item);
      }
      return replaced(value, path, items, edit.at);
    }
  }
}

function replaced(value: unknown, [step, ...rest]: readonly Step[], put: unknown, at: string): unknown {
  if (step === undefined) return put;
  if (Array.isArray(value)) {
    if (typeof step !== 'number' || step > value.length) throw noPlace(at);
    const items = [...(value as unknown[])];
    items[step] = replaced(items[step], rest, put, at);
    return items;
  }
  if (value !== undefined && value !== null && typeof value !== 'object') throw noPlace(at);
  const map = { ...(value as Record<string, unknown> | null | undefined) };
  return { ...map, [String(step)]: replaced(below(map, step), rest, put, at) };
}

function removed(value: unknown, [step, ...rest]: readonly Step[], at: string): unknown {
  if (step === undefined || below(value, step) === undefined) throw noPlace(at);
  if (rest.length > 0) return replaced(value, [step], removed(below(value, step), rest, at), at);
  if (Array.isArray(value)) return (value as unknown[]).filter((_, index) => index !== step);
  return Object.fromEntries(Object.entries(value as object).filter(([name]) => name !== String(step)));
}

export function below(value: unknown, step: Step): unknown {
  if (Array.isArray(value)) return typeof step === 'number' ? (value as unknown[])[step] : undefined;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
  return (value as Record<string, unknown>)[String(step)];
}

function inside(index: number, most: number, at: string): number {
  if (!Number.isInteger(index) || index < 0 || index > most) throw noPlace(at);
  return index;
}

function noPlace(at: string) {
  return coreFault('SCENARIO_EDIT', `The scenario has no place ${at}.`, 'at');
}
