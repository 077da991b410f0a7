import type { IconName } from '../ui/icons.ts';

/** Something a person can do: what the palette, the key sheet and the settings page list. */
export interface Action {
  readonly title: string;
  /** Where it belongs, a heading of the key sheet. */
  readonly part: string;
  /** In the notation of ui/keys.ts; a person may choose others. */
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
  users: { part: 'Window', keys: 'mod+u', icon: 'user', title: 'Users' },
  targets: { part: 'Window', keys: 'mod+4', icon: 'target', title: 'Targets' },
  reference: { part: 'Window', keys: 'mod+5', icon: 'reference', title: 'Reference' },
  compare: { part: 'Window', keys: 'mod+8', icon: 'compare', title: 'Compare' },
  scenarios: { part: 'Window', keys: 'mod+shift+7', icon: 'scenario', title: 'Scenarios' },
  things: { part: 'Window', keys: 'mod+6', icon: 'passkey', title: 'Authenticators' },
  tools: { part: 'Window', keys: 'mod+7', icon: 'wand', title: 'Tools' },
  previousChain: { part: 'Window', keys: 'alt+up', icon: 'chain', title: 'Chain above in the list' },
  nextChain: { part: 'Window', keys: 'alt+down', icon: 'chain', title: 'Chain below in the list' },
  nextPart: { part: 'Window', keys: 'f6', icon: 'panel', title: 'Focus the next part of the window' },
  previousPart: { part: 'Window', keys: 'shift+f6', icon: 'panel', title: 'Focus the part before' },
  sidebar: { part: 'Window', keys: 'mod+b', icon: 'sidebar', title: 'Show or hide the sidebar' },
  switchTarget: { part: 'Window', keys: 'mod+shift+t', icon: 'target', title: 'Choose the target' },
  awsCredentials: {
    part: 'Window',
    keys: 'mod+alt+shift+k',
    icon: 'keychain',
    title: 'AWS credentials of the target',
  },
  addTarget: { part: 'Window', keys: 'mod+shift+n', icon: 'plus', title: 'Add a target' },
  switchTheme: { part: 'Window', keys: 'mod+shift+l', icon: 'moon', title: 'Dark or light' },
  zoomIn: { part: 'Window', keys: 'mod+=', icon: 'expand', title: 'Larger' },
  zoomOut: { part: 'Window', keys: 'mod+-', icon: 'minus', title: 'Smaller' },
  zoomReset: { part: 'Window', keys: 'mod+0', icon: 'retried', title: 'Usual size' },
  dismiss: { part: 'Window', keys: 'mod+shift+x', icon: 'close', title: 'Dismiss the newest message' },
  retryKeychain: { part: 'Window', keys: 'mod+alt+v', icon: 'keychain', title: 'Try the keychain again' },
  keepInMemory: {
    part: 'Window',
    keys: 'mod+alt+j',
    icon: 'guard',
    title: 'Keep secrets in memory for this run',
  },
  changeKeys: { part: 'Window', keys: 'mod+alt+k', icon: 'keyboard', title: 'Change keys' },
  keySheet: { part: 'Window', keys: '?', icon: 'keyboard', title: 'This list of keys' },

  explain: { part: 'Chain', keys: 'mod+e', icon: 'info', title: 'Explain the error' },
  fixAndResend: { part: 'Chain', keys: 'mod+shift+enter', icon: 'wand', title: 'Fix and resend' },

  step: { part: 'Run', keys: 'f10', icon: 'step', title: 'Step' },
  runTo: { part: 'Run', keys: 'shift+f10', icon: 'runTo', title: 'Run to a challenge' },
  runToEnd: { part: 'Run', keys: 'f5', icon: 'forward', title: 'Run to the end' },
  stopRun: { part: 'Run', keys: 'shift+f5', icon: 'stop', title: 'Stop the run' },
  pauseBeforeSending: { part: 'Run', keys: 'f8', icon: 'pause', title: 'Pause before sending, on or off' },
  toggleBreakpoint: { part: 'Run', keys: 'f9', icon: 'breakpoint', title: 'Breakpoint here, on or off' },
  breakpoints: { part: 'Run', keys: 'mod+shift+f9', icon: 'breakpoint', title: 'Breakpoints' },
  forkHere: { part: 'Run', keys: 'mod+shift+f', icon: 'fork', title: 'Fork here' },
  showRail: { part: 'Picture', keys: 'alt+1', icon: 'rail', title: 'Chain as a rail' },
  showGraph: { part: 'Picture', keys: 'alt+2', icon: 'graph', title: 'Chain as a graph' },
  showTable: { part: 'Picture', keys: 'alt+3', icon: 'table', title: 'Chain as a table' },
  showTimeline: { part: 'Picture', keys: 'alt+4', icon: 'timeline', title: 'Chain as a timeline' },
  graphIn: { part: 'Picture', keys: '+', icon: 'plus', title: 'Zoom into the graph' },
  graphOut: { part: 'Picture', keys: '-', icon: 'minus', title: 'Zoom out of the graph' },
  graphFit: { part: 'Picture', keys: '*', icon: 'expand', title: 'Fit the graph to its pane' },
  exportPicture: { part: 'Picture', keys: 'mod+shift+e', icon: 'download', title: 'Export the picture' },
  exportSvg: { part: 'Picture', keys: 'alt+shift+g', icon: 'image', title: 'Export the picture as SVG' },
  exportPng: { part: 'Picture', keys: 'alt+shift+p', icon: 'image', title: 'Export the picture as PNG' },
  exportMermaid: {
    part: 'Picture',
    keys: 'alt+shift+x',
    icon: 'download',
    title: 'Export the chain as Mermaid',
  },
  copyMermaid: { part: 'Picture', keys: 'alt+shift+w', icon: 'copy', title: 'Copy the chain as Mermaid' },

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

  find: { part: 'What is shown', keys: 'mod+f', icon: 'search', title: 'Find' },
  nextTab: { part: 'What is shown', keys: 'mod+alt+right', icon: 'chevronRight', title: 'Next tab' },
  previousTab: { part: 'What is shown', keys: 'mod+alt+left', icon: 'chevronRight', title: 'Tab before' },
  save: { part: 'What is shown', keys: 'mod+s', icon: 'check', title: 'Save' },
  add: { part: 'What is shown', keys: 'mod+alt+n', icon: 'plus', title: 'Add' },

  cancelSending: { part: 'Chain', keys: 'mod+.', icon: 'stop', title: 'Stop waiting for the answer' },
  startAgain: { part: 'Chain', keys: 'mod+shift+r', icon: 'refresh', title: 'Start the chain again' },
  focusSteps: { part: 'Chain', keys: 'mod+shift+s', icon: 'rail', title: 'Focus the steps' },
  toggleInspector: { part: 'Chain', keys: 'mod+i', icon: 'panel', title: 'Show or fold the inspector' },
  copyBody: { part: 'Chain', keys: 'mod+alt+b', icon: 'copy', title: 'Copy the body, secrets masked' },
  switchBodyForm: { part: 'Chain', keys: 'mod+alt+r', icon: 'table', title: 'Body as tree or raw' },
  copyChain: { part: 'Chain', keys: 'mod+shift+c', icon: 'copy', title: 'Copy the chain as text' },
  removeChain: { part: 'Chain', keys: 'mod+backspace', icon: 'trash', title: 'Remove the chain' },

  verifyTokens: { part: 'Tokens', keys: 'alt+shift+v', icon: 'verify', title: 'Check signatures' },
  refreshTokens: { part: 'Tokens', keys: 'alt+shift+r', icon: 'refresh', title: 'Refresh the tokens' },
  revokeTokens: { part: 'Tokens', keys: 'alt+shift+k', icon: 'revoke', title: 'Revoke the refresh token' },
  signOut: { part: 'Tokens', keys: 'alt+shift+o', icon: 'signOut', title: 'Sign out everywhere' },
  forgetTokens: {
    part: 'Tokens',
    keys: 'alt+shift+backspace',
    icon: 'trash',
    title: 'Forget the tokens, send nothing',
  },

  checkTarget: { part: 'Targets', keys: 'alt+shift+c', icon: 'verify', title: 'Check the connection' },
  newChainHere: { part: 'Targets', keys: 'alt+shift+n', icon: 'plus', title: 'New chain on this target' },
  removeTarget: { part: 'Targets', keys: 'alt+shift+delete', icon: 'trash', title: 'Remove the target' },

  openUser: { part: 'Chain', keys: 'alt+shift+u', icon: 'user', title: 'Open this user' },
  signInAs: { part: 'Users', keys: 'alt+shift+e', icon: 'play', title: 'Sign in as this user' },
  readAllUsers: { part: 'Users', keys: 'alt+shift+a', icon: 'forward', title: 'Read all users' },
  stopReadingUsers: { part: 'Users', keys: 'alt+shift+q', icon: 'stop', title: 'Stop reading users' },
  readUsersAgain: { part: 'Users', keys: 'alt+shift+l', icon: 'refresh', title: 'Read the users again' },
  actOnUser: { part: 'Users', keys: 'mod+alt+x', icon: 'user', title: 'Act on the user' },

  moveClock: { part: 'Sandbox', keys: 'mod+alt+m', icon: 'forward', title: 'Move the clock by 3 minutes' },
  freezeClock: { part: 'Sandbox', keys: 'mod+alt+f', icon: 'stop', title: 'Freeze the clock, or go on' },
  setClock: { part: 'Sandbox', keys: 'mod+alt+t', icon: 'clock', title: 'Set the clock' },
  sandboxUsers: { part: 'Sandbox', keys: 'mod+alt+1', icon: 'user', title: 'Users of the sandbox' },
  sandboxClients: { part: 'Sandbox', keys: 'mod+alt+2', icon: 'terminal', title: 'App clients' },
  sandboxFaults: { part: 'Sandbox', keys: 'mod+alt+3', icon: 'guard', title: 'Faults' },
  sandboxTriggers: { part: 'Sandbox', keys: 'mod+alt+4', icon: 'wand', title: 'Triggers' },
  sandboxLog: { part: 'Sandbox', keys: 'mod+alt+5', icon: 'table', title: 'Request log' },
  sandboxSettings: { part: 'Sandbox', keys: 'mod+alt+6', icon: 'settings', title: 'Settings of the sandbox' },
  takeSnapshot: { part: 'Sandbox', keys: 'mod+alt+s', icon: 'copy', title: 'Take a snapshot' },
  restoreSnapshot: { part: 'Sandbox', keys: 'mod+alt+z', icon: 'retried', title: 'Go back to the snapshot' },
  copySeed: { part: 'Sandbox', keys: 'mod+alt+y', icon: 'copy', title: 'Copy as seed file' },
  editSeed: { part: 'Sandbox', keys: 'mod+alt+e', icon: 'edit', title: 'Edit as seed file' },
  loadSeed: { part: 'Sandbox', keys: 'mod+alt+o', icon: 'plus', title: 'Load a seed' },
  controlApi: { part: 'Sandbox', keys: 'mod+alt+i', icon: 'terminal', title: 'Control API' },
  clearInbox: { part: 'Sandbox', keys: 'mod+alt+backspace', icon: 'inbox', title: 'Clear the inbox' },
  resetSandbox: { part: 'Sandbox', keys: 'mod+alt+0', icon: 'refresh', title: 'Reset the sandbox' },

  send: { part: 'Answer form', keys: 'mod+enter', icon: 'send', title: 'Send' },
  focusAnswer: { part: 'Answer form', keys: 'mod+j', icon: 'edit', title: 'Go to the answer form' },
  toggleJson: { part: 'Answer form', keys: 'mod+shift+j', icon: 'panel', title: 'Show or hide the JSON' },
  undo: { part: 'Answer form', keys: 'mod+z', icon: 'undo', title: 'Undo the last edit' },
  redo: { part: 'Answer form', keys: 'mod+shift+z', icon: 'redo', title: 'Redo the edit' },
  resetEdits: {
    part: 'Answer form',
    keys: 'alt+shift+z',
    icon: 'retried',
    title: 'Reset changes to the computed request',
  },
  addTotp: { part: 'Authenticators', keys: 'mod+alt+u', icon: 'clock', title: 'Add a TOTP secret' },

  bench: { part: 'Bench', keys: 'mod+shift+b', icon: 'bench', title: 'One-fault bench of the selected step' },
  benchRunAll: { part: 'Bench', keys: 'alt+shift+b', icon: 'play', title: 'Run all faults' },
  benchStop: { part: 'Bench', keys: 'alt+shift+h', icon: 'stop', title: 'Stop the bench' },

  wipeHistory: {
    part: 'History',
    keys: 'mod+alt+shift+backspace',
    icon: 'trash',
    title: 'Wipe the history',
  },
  recordScenario: { part: 'Hand over', keys: 'mod+shift+d', icon: 'scenario', title: 'Record as scenario' },
  exportChain: { part: 'Hand over', keys: 'mod+shift+o', icon: 'download', title: 'Export the chain' },
  copyAs: { part: 'Hand over', keys: 'mod+alt+w', icon: 'copy', title: 'Copy the step as…' },
  copyAsCurl: { part: 'Hand over', keys: 'mod+alt+c', icon: 'copy', title: 'Copy as cURL (bash)' },
  copyAsCurlCmd: { part: 'Hand over', keys: 'mod+alt+shift+d', icon: 'copy', title: 'Copy as cURL (cmd)' },
  copyAsPowerShell: {
    part: 'Hand over',
    keys: 'mod+alt+shift+w',
    icon: 'copy',
    title: 'Copy as cURL (PowerShell)',
  },
  copyAsAwsCli: { part: 'Hand over', keys: 'mod+alt+a', icon: 'copy', title: 'Copy as AWS CLI' },
  copyAsJavaScript: { part: 'Hand over', keys: 'mod+alt+shift+j', icon: 'copy', title: 'Copy as JavaScript' },
  copyAsPython: { part: 'Hand over', keys: 'mod+alt+shift+p', icon: 'copy', title: 'Copy as Python' },
  copyAsJava: { part: 'Hand over', keys: 'mod+alt+shift+v', icon: 'copy', title: 'Copy as Java' },
  copyAsSwift: { part: 'Hand over', keys: 'mod+alt+shift+s', icon: 'copy', title: 'Copy as Swift' },
  copyAsCurlRevealed: {
    part: 'Hand over',
    keys: 'mod+alt+shift+c',
    icon: 'copy',
    title: 'Copy as cURL (bash), with secrets',
  },
  copyAsAwsCliRevealed: {
    part: 'Hand over',
    keys: 'mod+alt+shift+a',
    icon: 'copy',
    title: 'Copy as AWS CLI, with secrets',
  },
  copyTicket: { part: 'Hand over', keys: 'mod+alt+g', icon: 'copy', title: 'Copy the chain for a ticket' },
  history: { part: 'History', keys: 'mod+9', icon: 'history', title: 'History' },
  saveSearch: { part: 'History', keys: 'mod+alt+q', icon: 'bookmark', title: 'Save the search' },
  pinChain: { part: 'History', keys: 'mod+shift+p', icon: 'pin', title: 'Pin the chain, or unpin it' },
  noteChain: { part: 'History', keys: 'mod+shift+m', icon: 'note', title: 'Notes, tags and ticket' },

  import: { part: 'Import', keys: 'mod+shift+u', icon: 'import', title: 'Import' },
  importFiles: { part: 'Import', keys: 'mod+o', icon: 'import', title: 'Import files' },
  cancelImport: { part: 'Import', keys: 'alt+shift+i', icon: 'stop', title: 'Stop the import' },
  pasteRequest: { part: 'Import', keys: 'mod+alt+p', icon: 'edit', title: 'Paste a request or an error' },
  adopt: { part: 'Import', keys: 'mod+shift+a', icon: 'link', title: 'Adopt the imported chain' },
  reproduce: { part: 'Import', keys: 'mod+shift+g', icon: 'retried', title: 'Reproduce the chain' },
  team: { part: 'Team', keys: 'mod+shift+9', icon: 'team', title: 'Team' },
  publishChain: { part: 'Team', keys: 'mod+alt+h', icon: 'publish', title: 'Publish the chain to the team' },
  commentChain: { part: 'Team', keys: 'mod+alt+d', icon: 'comment', title: 'Comment on the team’s chain' },
} as const satisfies Record<string, Action>;

export type ActionId = keyof typeof actionList;
