// The history: how much is kept, for how long, and what is wiped.

export const historyCommands = {};
