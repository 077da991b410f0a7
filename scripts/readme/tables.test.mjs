import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { challenges } from '../../src/challenges/index.ts';
import { EXIT } from '../../main/cli/exit-codes.ts';
import { builtInSeed } from '../../src/sandbox/seed/built-in.ts';
import { describeSettings, settledWithoutSetting } from '../../src/sandbox/settings-guide.ts';
import { root } from '../setup/paths.mjs';
import { challengeTable, exitCodeTable, fill, settingTable, userTable } from './tables.mjs';

describe('the README', () => {
  it('shows what the code knows; if not, run: npm run readme', () => {
    const readme = readFileSync(join(root, 'README.md'), 'utf8');
    const filled = fill(readme, {
      challenges: challengeTable(challenges),
      users: userTable(builtInSeed),
      'exit codes': exitCodeTable(EXIT),
      settings: settingTable(describeSettings(), settledWithoutSetting),
    });
    expect(readme).toBe(filled);
  });

  it('refuses to fill a table that has no place', () => {
    expect(() => fill('nothing here', { users: 'x' })).toThrow('has no place');
  });
});
