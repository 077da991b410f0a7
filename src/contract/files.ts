// What leaves the console as a file.

export const filesCommands = {};
