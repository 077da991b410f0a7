import type { IconName } from './icons.ts';

/** One line of a menu, see UiMenu.vue. */
export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  readonly hint?: string;
  readonly keys?: string;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly checked?: boolean;
  readonly swatch?: string;
  readonly heading?: string;
  readonly apart?: boolean;
  /** A menu of its own beside it; the line itself then does nothing else. */
  readonly items?: readonly MenuItem[];
}
