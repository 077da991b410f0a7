// Going on with a chain from elsewhere, and running it again on another target.

export const adoptCommands = {};
