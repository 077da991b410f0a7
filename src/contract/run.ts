// Debugger verbs, breakpoints and forks: what steps a chain on by itself.

export const runCommands = {};
