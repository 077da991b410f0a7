import type { InjectionKey, Ref } from 'vue';

/** Whether the menu around a trigger is open: its tooltip would lie over what was opened. */
export const menuOpen: InjectionKey<Readonly<Ref<boolean>>> = Symbol('menu open');
