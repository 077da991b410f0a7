import { type Fault, isFault } from '../../form/form.ts';

/** Whatever was thrown, as data. A stray error’s text may carry a secret; its kind is enough to find it by. */
export function faultIn(error: unknown, hide: (text: string) => string = (text) => text): Fault {
  if (!isFault(error)) {
    const kind = error instanceof Error ? error.name : typeof error;
    return { code: 'INTERNAL', detail: `Something went wrong inside the console (${kind}).` };
  }
  const { code, detail, field } = error;
  return field === undefined ? { code, detail: hide(detail) } : { code, detail: hide(detail), field };
}
