/** One key of the window, as the key sheet lists it. `keys` in the notation of ui/keys.ts. */
export interface KeyEntry {
  readonly keys: string;
  readonly title: string;
}

/** Every key there is, in one place: the sheet, the settings page and the global listener read this. */
export const shellKeys = {
  palette: { keys: 'mod+k', title: 'Search or run a command' },
  newChain: { keys: 'mod+n', title: 'New chain' },
  settings: { keys: 'mod+,', title: 'Settings' },
  start: { keys: 'mod+1', title: 'Start' },
  tokens: { keys: 'mod+2', title: 'Tokens' },
  sandbox: { keys: 'mod+3', title: 'Sandbox' },
  targets: { keys: 'mod+4', title: 'Targets' },
  reference: { keys: 'mod+5', title: 'Reference' },
  previousChain: { keys: 'alt+up', title: 'Chain above in the list' },
  nextChain: { keys: 'alt+down', title: 'Chain below in the list' },
  sidebar: { keys: 'mod+b', title: 'Show or hide the sidebar' },
  keySheet: { keys: '?', title: 'This list of keys' },
} as const satisfies Record<string, KeyEntry>;

export type ShellKey = keyof typeof shellKeys;

/** Keys that belong to a part of a page and work while focus is in it. */
export const partKeys: readonly { readonly part: string; readonly entries: readonly KeyEntry[] }[] = [
  {
    part: 'Answer form',
    entries: [
      { keys: 'mod+enter', title: 'Send' },
      { keys: 'enter', title: 'Next field' },
    ],
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
