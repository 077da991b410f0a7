// The one-fault bench: single mutations of a step, each with the code it should bring.

export const benchCommands = {};
