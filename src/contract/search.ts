// Finding chains again: search, completion, saved searches, and what people note of a chain.

export const searchCommands = {};
