// What a user signs in with, as named objects kept in the vault: TOTP seeds, devices, passkeys.

export const thingsCommands = {};
