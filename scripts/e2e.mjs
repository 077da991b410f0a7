import { join } from 'node:path';
import { runInParts, runStories } from './e2e/parts.mjs';
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
  const run = { executable: runtime.executable, headed: isHeaded, screens: renewsScreens };
  // A whole run, unseen: in parts. What someone picks out or looks at runs alone.
  process.exitCode =
    forPlaywright.length === 0 && !isHeaded && process.platform === 'linux'
      ? await runInParts(run)
      : await runStories(run, forPlaywright);
  if (renewsScreens) shrinkPictures(join(root, 'e2e/screens'));
} catch (error) {
  giveUp(error);
}
