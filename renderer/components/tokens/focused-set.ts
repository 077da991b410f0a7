import { focusedOne } from '../../actions/focused-one.ts';

/** Whether the keys of tokens mean this set. */
export const useFocusedSet = focusedOne();
