// Why a step was refused, by evidence; and the way to mend and send it again.

export const explainCommands = {};
