// A team’s history: publish, search, comment.

export const teamCommands = {};
