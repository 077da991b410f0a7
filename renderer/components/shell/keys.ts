/** One key of the window, as the key sheet lists it. `keys` in the notation of ui/keys.ts. */
export interface KeyEntry {
  readonly keys: string;
  readonly title: string;
}

/** Keys that are no action: what arrows and the like mean while focus is in a part of a page. They stay as they are. */
export const partKeys: readonly { readonly part: string; readonly entries: readonly KeyEntry[] }[] = [
  { part: 'Answer form', entries: [{ keys: 'enter', title: 'Next field' }] },
  {
    part: 'Steps, trees and tables',
    entries: [
      { keys: 'up', title: 'Row above' },
      { keys: 'down', title: 'Row below' },
      { keys: 'home', title: 'First row' },
      { keys: 'end', title: 'Last row' },
      { keys: 'pageup', title: 'Ten rows up' },
      { keys: 'pagedown', title: 'Ten rows down' },
      { keys: 'right', title: 'Unfold' },
      { keys: 'left', title: 'Fold' },
    ],
  },
  {
    part: 'Graph of a chain',
    entries: [
      { keys: 'down', title: 'Next step' },
      { keys: 'up', title: 'Step before' },
      { keys: 'right', title: 'Try or branch beside' },
      { keys: 'shift+right', title: 'Move the picture' },
    ],
  },
  {
    part: 'Body of a request or response',
    entries: [
      { keys: 'c', title: 'Copy the value' },
      { keys: 'p', title: 'Copy its path' },
      { keys: 'enter', title: 'Next match, while finding' },
      { keys: 'shift+enter', title: 'Match before' },
    ],
  },
  {
    part: 'Editor of a trigger',
    entries: [{ keys: 'escape', title: 'Let the next Tab leave the editor' }],
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
    entries: [
      { keys: 'tab', title: 'Next control' },
      { keys: 'shift+tab', title: 'Control before' },
      { keys: 'escape', title: 'Close the top layer' },
    ],
  },
];
