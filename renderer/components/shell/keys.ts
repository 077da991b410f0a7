/** One key of the window, as the key sheet lists it. `keys` in the notation of ui/keys.ts. */
export interface KeyEntry {
  readonly keys: string;
  readonly title: string;
}

/** Keys that belong to a part of a page and work while focus is in it. */
export const partKeys: readonly { readonly part: string; readonly entries: readonly KeyEntry[] }[] = [
  {
    part: 'Answer form, in a field',
    entries: [{ keys: 'enter', title: 'Next field' }],
  },
  {
    part: 'Chain, trees and tables',
    entries: [
      { keys: 'up', title: 'Row above' },
      { keys: 'down', title: 'Row below' },
      { keys: 'home', title: 'First row' },
      { keys: 'end', title: 'Last row' },
      { keys: 'pageup', title: 'Ten steps up' },
      { keys: 'pagedown', title: 'Ten steps down' },
      { keys: 'right', title: 'Unfold' },
      { keys: 'left', title: 'Fold' },
    ],
  },
  {
    part: 'Find in a request or response',
    entries: [
      { keys: 'enter', title: 'Next match' },
      { keys: 'shift+enter', title: 'Match before' },
    ],
  },
  {
    part: 'Trigger of the sandbox',
    entries: [
      { keys: 'mod+s', title: 'Save' },
      { keys: 'escape', title: 'Let the next Tab leave the editor' },
    ],
  },
  {
    part: 'Bars between panes',
    entries: [
      { keys: 'left', title: 'Move (up and down where panes are stacked)' },
      { keys: 'shift+left', title: 'Move by more' },
      { keys: 'enter', title: 'Fold or unfold' },
    ],
  },
  {
    part: 'Everywhere',
    entries: [{ keys: 'escape', title: 'Close the top layer' }],
  },
];
