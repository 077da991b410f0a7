// A chain for other eyes: archives, tickets, and its steps in other languages.

export const reportCommands = {};
