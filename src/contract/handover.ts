// What leaves the console: bundles, archives, reports.

export const handoverCommands = {};
