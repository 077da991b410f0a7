import type { IconName } from '../ui/icons.ts';

/** Something a person can do: what the palette, the key sheet and the settings page list. */
export interface Action {
  readonly title: string;
  /** Where it belongs, a heading of the key sheet. */
  readonly part: string;
  /** In the notation of ui/keys.ts; empty where a person may choose one. */
  readonly keys: string;
  readonly icon: IconName;
}

/**
 * Every action there is, in one place. What it does is registered by the part of the page that can do it
 * (`useActions`): while that part is there the action has its key and stands in the palette.
 */
export const actionList = {
  palette: { part: 'Window', keys: 'mod+k', icon: 'search', title: 'Search or run a command' },
  newChain: { part: 'Window', keys: 'mod+n', icon: 'plus', title: 'New chain' },
  settings: { part: 'Window', keys: 'mod+,', icon: 'settings', title: 'Settings' },
  start: { part: 'Window', keys: 'mod+1', icon: 'play', title: 'Start' },
  tokens: { part: 'Window', keys: 'mod+2', icon: 'token', title: 'Tokens' },
  sandbox: { part: 'Window', keys: 'mod+3', icon: 'sandbox', title: 'Sandbox' },
  targets: { part: 'Window', keys: 'mod+4', icon: 'target', title: 'Targets' },
  reference: { part: 'Window', keys: 'mod+5', icon: 'reference', title: 'Reference' },
  compare: { part: 'Window', keys: 'mod+8', icon: 'compare', title: 'Compare' },
  previousChain: { part: 'Window', keys: 'alt+up', icon: 'chain', title: 'Chain above in the list' },
  nextChain: { part: 'Window', keys: 'alt+down', icon: 'chain', title: 'Chain below in the list' },
  sidebar: { part: 'Window', keys: 'mod+b', icon: 'sidebar', title: 'Show or hide the sidebar' },
  keySheet: { part: 'Window', keys: '?', icon: 'keyboard', title: 'This list of keys' },

  find: { part: 'What is shown', keys: 'mod+f', icon: 'search', title: 'Find' },

  why: { part: 'Chain', keys: 'mod+shift+y', icon: 'info', title: 'Why this challenge?' },
  compareChain: { part: 'Chain', keys: 'mod+shift+8', icon: 'compare', title: 'Compare this chain' },

  nextDifference: { part: 'Compare', keys: 'f7', icon: 'chevronDown', title: 'Next difference' },
  previousDifference: { part: 'Compare', keys: 'shift+f7', icon: 'chevronUp', title: 'Difference before' },
  swapSides: { part: 'Compare', keys: 'alt+shift+s', icon: 'compare', title: 'Swap left and right' },
  onlyDifferences: { part: 'Compare', keys: 'alt+shift+d', icon: 'table', title: 'Only what differs' },
  copyComparison: { part: 'Compare', keys: 'alt+shift+m', icon: 'copy', title: 'Copy as Markdown, masked' },

  tryOnSandbox: { part: 'Reference', keys: 'alt+shift+enter', icon: 'play', title: 'Try it on the sandbox' },
  nextTopic: { part: 'Reference', keys: 'alt+shift+down', icon: 'chevronDown', title: 'Next page' },
  previousTopic: { part: 'Reference', keys: 'alt+shift+up', icon: 'chevronUp', title: 'Page before' },

  step: { part: 'Run', keys: 'f10', icon: 'step', title: 'Step' },
  runTo: { part: 'Run', keys: 'shift+f10', icon: 'runTo', title: 'Run to a challenge' },
  runToEnd: { part: 'Run', keys: 'f5', icon: 'forward', title: 'Run to the end' },
  stopRun: { part: 'Run', keys: 'shift+f5', icon: 'stop', title: 'Stop the run' },
  pauseBeforeSending: { part: 'Run', keys: 'f6', icon: 'pause', title: 'Pause before sending, on or off' },
  toggleBreakpoint: { part: 'Run', keys: 'f9', icon: 'breakpoint', title: 'Breakpoint here, on or off' },
  breakpoints: { part: 'Run', keys: 'mod+shift+f9', icon: 'breakpoint', title: 'Breakpoints' },
  forkHere: { part: 'Run', keys: 'mod+shift+f', icon: 'fork', title: 'Fork here' },
} as const satisfies Record<string, Action>;

export type ActionId = keyof typeof actionList;
