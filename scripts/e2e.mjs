import { createRequire } from 'node:module';
import { join } from 'node:path';
import { onStage } from './e2e/on-stage.mjs';
import { shrinkPictures } from './e2e/small-pictures.mjs';
import { describeRuntime, giveUp, setUp } from './setup.mjs';
import { root } from './setup/paths.mjs';

const args = process.argv.slice(2);
const isHeaded = args.includes('--headed');
/** Renews the pictures the project keeps; without it a run leaves them as they are. */
const renewsScreens = args.includes('--screens');
const forPlaywright = args.filter((arg) => arg !== '--headed' && arg !== '--screens');

try {
  const { runtime } = await setUp({ electron: true, libraries: ['window', 'tests', 'database'] });
  if (runtime === undefined) throw new Error('Set-up returned no Electron.');
  console.log(`End to end in ${describeRuntime(runtime)}`);
  const cli = createRequire(join(root, 'package.json')).resolve('@playwright/test/cli');
  const playwright = [
    process.execPath,
    cli,
    'test',
    '--config',
    'e2e/playwright.config.ts',
    ...forPlaywright,
  ];
  process.exitCode = await onStage(runtime.executable, playwright, {
    headed: isHeaded,
    ...(renewsScreens ? { env: { COUNTERSIGN_SCREENS: '1' } } : {}),
  });
  if (renewsScreens) shrinkPictures(join(root, 'e2e/screens'));
} catch (error) {
  giveUp(error);
}
