import { topDialog } from '../ui/dialog-open.ts';

/** What UiButton's `submits` writes: this button is what its dialog or form is for. */
const SUBMITS = 'button[data-submits]';

/**
 * The button that the key of Send presses: that of the dialog on top, and there or on the page of the form the focus
 * is in. One that stands alone on the page needs no focus.
 * @param isSent whether the page itself has something to send: what stands alone then waits for the focus
 */
export function submitButton(isSent: boolean): HTMLButtonElement | undefined {
  const dialog = topDialog();
  const form = document.activeElement?.closest('form');
  const inForm = [...(form?.elements ?? [])].find((element) => element.matches(SUBMITS));
  if (inForm instanceof HTMLButtonElement && (!dialog || dialog.contains(inForm))) return inForm;
  if (dialog) return dialog.querySelector<HTMLButtonElement>(SUBMITS) ?? undefined;
  if (isSent) return undefined;
  const all = document.querySelectorAll<HTMLButtonElement>(SUBMITS);
  return all.length === 1 ? all[0] : undefined;
}

/** A browser sends the form of a field by Ctrl+Enter whatever key Send has. */
export function sendsByItself(event: KeyboardEvent): boolean {
  const { key, ctrlKey, altKey, shiftKey, target } = event;
  return (
    key === 'Enter' &&
    ctrlKey &&
    !altKey &&
    !shiftKey &&
    target instanceof HTMLInputElement &&
    target.form !== null
  );
}
