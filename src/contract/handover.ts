// What leaves the console as a file: every format, redacted or encrypted.

export const handoverCommands = {};
