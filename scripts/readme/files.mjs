import {
  challengeTable,
  controlTable,
  exitCodeTable,
  flagTable,
  settingTable,
  userTable,
} from './tables.mjs';

/**
 * Which generated tables stand in which README.
 * @param {object} known
 * @param {Parameters<typeof challengeTable>[0]} known.challenges
 * @param {Parameters<typeof userTable>[0]} known.builtInSeed
 * @param {Parameters<typeof exitCodeTable>[0]} known.EXIT
 * @param {Parameters<typeof controlTable>[0]} known.controlRoutes
 * @param {Parameters<typeof flagTable>[0]} known.sandboxOptions
 * @param {() => Parameters<typeof settingTable>[0]} known.describeSettings
 * @param {Parameters<typeof settingTable>[1]} known.settledWithoutSetting
 * @returns {Record<string, Record<string, string>>} tables by marker, by path from the checkout
 */
export function readmeTables(known) {
  return {
    'README.md': {
      challenges: challengeTable(known.challenges),
      users: userTable(known.builtInSeed),
      'exit codes': exitCodeTable(known.EXIT),
    },
    'src/sandbox/README.md': {
      flags: flagTable(known.sandboxOptions),
      control: controlTable(known.controlRoutes),
      settings: settingTable(known.describeSettings(), known.settledWithoutSetting),
    },
  };
}

/** Where each part of what is known stands. */
export const sources = [
  'src/challenges/index.ts',
  'src/sandbox/seed/built-in.ts',
  'src/sandbox/settings-guide.ts',
  'src/sandbox/control-routes.ts',
  'main/sandbox-options.ts',
  'main/cli/exit-codes.ts',
];
