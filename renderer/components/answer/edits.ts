import type { Ref } from 'vue';
import { toast } from '../../ui/toasts.ts';

/** A request with a history of edits, as far as what stands around its form has to know it. */
export interface Edits {
  /** What was typed up to now, another object after every edit. */
  readonly typed: Readonly<Ref<unknown>>;
  readonly changed: Readonly<Ref<boolean>>;
  readonly canUndo: Readonly<Ref<boolean>>;
  readonly canRedo: Readonly<Ref<boolean>>;
  /** Whether what is shown of it is not yet what would be sent. */
  readonly stale: Readonly<Ref<boolean>>;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly reset: () => void;
  /** The next edit is one of its own in the history, also where it is of the same kind. */
  readonly rest: () => void;
}

/** Says what an edit did and offers to take it back, which does nothing once something else was edited. */
export function offerUndo(draft: Edits, words: string, undo: () => void = draft.undo): void {
  const after = draft.typed.value;
  toast(words, {
    tone: 'info',
    action: { label: 'Undo', run: () => draft.typed.value === after && undo() },
  });
}
