import {
  benchTable,
  challengeTable,
  controlTable,
  exitCodeTable,
  flagTable,
  keyTable,
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
 * @param {Parameters<typeof keyTable>[0]} known.actionList
 * @param {Parameters<typeof benchTable>[0]} known.benches
 * @returns {Record<string, Record<string, string>>} tables by marker, by path from the checkout
 */
export function readmeTables(known) {
  return {
    'main/cli/README.md': { 'exit codes': exitCodeTable(known.EXIT) },
    'renderer/README.md': { keys: keyTable(known.actionList) },
    'scripts/README.md': { benches: benchTable(known.benches) },
    'src/challenges/README.md': { challenges: challengeTable(known.challenges) },
    'src/sandbox/README.md': {
      users: userTable(known.builtInSeed),
      flags: flagTable(known.sandboxOptions),
      control: controlTable(known.controlRoutes),
      settings: settingTable(known.describeSettings(), known.settledWithoutSetting),
    },
  };
}

/** Every page a person reads, the first one first. */
export const pages = [
  'README.md',
  'main/cli/README.md',
  'main/library/README.md',
  'main/ports/aws/README.md',
  'renderer/README.md',
  'scripts/README.md',
  'src/admin/README.md',
  'src/challenges/README.md',
  'src/evidence/README.md',
  'src/history/README.md',
  'src/sandbox/README.md',
  'src/scenario/README.md',
];

/** Where each part of what is known stands; the titles of the benches are read by `benchTitles`. */
export const sources = [
  'renderer/actions/action-list.ts',
  'src/challenges/index.ts',
  'src/sandbox/seed/built-in.ts',
  'src/sandbox/settings-guide.ts',
  'src/sandbox/control-routes.ts',
  'main/sandbox-options.ts',
  'main/cli/exit-codes.ts',
];
