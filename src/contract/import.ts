// Chains from elsewhere: files and pasted requests.

export const importCommands = {};
