import { focusedOne } from '../../actions/focused-one.ts';

/** Whether the keys of authenticators mean this one. */
export const useFocusedThing = focusedOne();
