import { nextTick, ref, type Ref } from 'vue';
import { useActions } from '../../actions/use-actions.ts';
import { onFocusMoved } from '../../ui/focus-moved.ts';
import { type Edits, offerUndo } from './edits.ts';

export interface FormDeeds {
  readonly form: Ref<HTMLElement | undefined>;
  readonly draft: () => Edits;
  /** Whether it can be sent now. */
  readonly sendable: () => boolean;
  readonly send: () => void;
  /** Puts the focus where the answer begins. */
  readonly arrive: () => void;
  readonly toggleText: () => void;
}

/**
 * Offers what can be done with a request while it is made. Undo and redo belong to the form while no text elsewhere is
 * typed in, so that a text box beside it keeps its own.
 */
export function useFormActions({ form, draft, sendable, send, arrive, toggleText }: FormDeeds) {
  const elsewhere = useTypingElsewhere(form);

  /** A change may take away what had the focus: then the form has it, so that the next key finds it here. */
  async function keepFocus(run: () => void): Promise<void> {
    const inside = form.value?.contains(document.activeElement) === true;
    run();
    await nextTick();
    if (inside && !form.value?.contains(document.activeElement)) form.value?.focus({ preventScroll: true });
  }
  const undo = (): void => void keepFocus(draft().undo);
  const redo = (): void => void keepFocus(draft().redo);
  function reset(): void {
    void keepFocus(draft().reset);
    offerUndo(draft(), 'Changes were reset', undo);
  }

  useActions(() => ({
    ...(sendable() ? { send } : {}),
    ...(draft().canUndo.value && !elsewhere.value ? { undo } : {}),
    ...(draft().canRedo.value && !elsewhere.value ? { redo } : {}),
    ...(draft().changed.value ? { resetEdits: reset } : {}),
    focusAnswer: arrive,
    toggleJson: toggleText,
  }));

  return { undo, redo, reset };
}

/** Whether a text outside this part of the page, or of an operation before the answer, is being typed in. */
function useTypingElsewhere(part: Ref<HTMLElement | undefined>): Ref<boolean> {
  const elsewhere = ref(false);
  function look(): void {
    const active = document.activeElement;
    const isText = active?.matches('input, textarea, select, [contenteditable]') === true;
    const own = part.value?.contains(active) === true && active?.closest('[data-lead]') === null;
    elsewhere.value = isText && !own && active?.closest('[role="dialog"]') === null;
  }
  onFocusMoved(look);
  return elsewhere;
}
