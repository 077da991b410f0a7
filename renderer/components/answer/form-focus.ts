/** Inputs of an answer, in order: `field` for what was asked, `more` for what may be added. */
function inputs(form: HTMLElement): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>('[data-answer]')].filter(
    (input) => !(input as HTMLInputElement).disabled && input.closest('[inert]') === null,
  );
}

/**
 * Puts the focus where an answer begins: an operation that has to run first, else the first empty field that was asked
 * for, else the send button when all are filled, else the first input there is. Leaves a person alone who is typing
 * elsewhere.
 */
export function focusFirstEmpty(form: HTMLElement, send: HTMLElement | null): void {
  const { activeElement } = document;
  const typing = activeElement?.matches('input, textarea, select') === true && !form.contains(activeElement);
  if (typing) return;
  const before = form.querySelector<HTMLElement>('[data-lead="next"]');
  if (before) {
    const target = firstEmpty(inputs(before)) ?? before.querySelector<HTMLElement>('button[type="submit"]');
    target?.focus({ preventScroll: true });
    before.scrollIntoView({ block: 'nearest' });
    return;
  }
  const all = inputs(form).filter((input) => input.closest('[data-lead]') === null);
  const fields = all.filter((input) => input.dataset['answer'] === 'field');
  (firstEmpty(fields) ?? (fields.length > 0 ? send : all[0]) ?? send)?.focus({ preventScroll: true });
}

function firstEmpty(fields: readonly HTMLElement[]): HTMLElement | undefined {
  return fields.find((input) => (input as HTMLInputElement).value === '' && isRequired(input));
}

function isRequired(input: HTMLElement): boolean {
  return input.closest('[data-optional]') === null;
}

/** Moves on from an input by Enter: to the next one, after the last to the send button. */
export function focusNext(form: HTMLElement, from: EventTarget | null, send: HTMLElement | null): void {
  const all = inputs(form).filter((input) => input.dataset['answer'] === 'field' || input === from);
  const next = all[all.indexOf(from as HTMLElement) + 1];
  (next ?? send)?.focus();
}

/** After a refused try: the first field of it, its text selected, ready to be typed over. */
export function selectFirstField(form: HTMLElement): void {
  const field = form.querySelector<HTMLInputElement>('[data-answer="field"]');
  field?.focus({ preventScroll: true });
  if (field instanceof HTMLInputElement) field.select();
}

/** Keys that move about in lists, trees and tables. In a form they move the caret, or go to the form's next step. */
const MOVING = new Set([
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
]);

/**
 * Watches from now on whether the person goes elsewhere: by Tab, by the pointer, about in a list, or into the inspector
 * to read. The returned function tells, once; who has gone is not brought back by a form that arrives late.
 */
export function watchForLeaving(): () => boolean {
  const before = document.activeElement;
  let moved = false;
  const note = (event: Event): void => {
    if (!(event instanceof KeyboardEvent) || event.key === 'Tab') moved = true;
    else if (MOVING.has(event.key) && event.target instanceof Element && !event.target.closest('form'))
      moved = true;
  };
  const events = ['keydown', 'pointerdown'] as const;
  for (const event of events) document.addEventListener(event, note, true);
  return () => {
    for (const event of events) document.removeEventListener(event, note, true);
    const { activeElement } = document;
    return moved || (activeElement !== before && Boolean(activeElement?.closest('[aria-label="Inspector"]')));
  };
}
