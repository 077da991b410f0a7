// What stands around a chain: its clocks, and why Cognito asked what it asked.

export const contextCommands = {};
