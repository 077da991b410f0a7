// The SRP lens, the secret-hash bench and the clock-skew meter.

export const lensCommands = {};
